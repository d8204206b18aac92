package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Names those who shall be able to open a backup, and how its key-encryption key is derived where a
 * secret is among them; holds no secret itself.
 *
 * @param keyIds of the secret and of certificates
 * @param algorithm {@code PBKDF2-HMAC-SHA256}
 * @param iterations rounds
 * @param salt random per backup, base64
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeyReference(List<String> keyIds, String algorithm, int iterations, String salt) {
  public KeyReference {
    keyIds = keyIds == null ? List.of() : List.copyOf(keyIds);
  }
}
