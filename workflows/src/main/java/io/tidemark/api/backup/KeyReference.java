package io.tidemark.api.backup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Names the master secret of a backup and how its key-encryption key is derived from it; holds no
 * secret itself.
 *
 * @param keyId which master secret
 * @param algorithm {@code PBKDF2-HMAC-SHA256}
 * @param iterations rounds
 * @param salt random per backup, base64
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record KeyReference(String keyId, String algorithm, int iterations, String salt) {}
