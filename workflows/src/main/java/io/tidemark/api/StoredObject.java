package io.tidemark.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * One encrypted object in a store and all that is needed to check and, with the right key, read it.
 * Safe to pass through Temporal: the data key is present only in wrapped form.
 *
 * @param key the object's key in its store
 * @param sizeBytes length as stored
 * @param sha256 SHA-256 of the bytes as stored, 64 lower-case hex digits
 * @param iv initialisation vector of AES-256-CBC, 32 hex digits
 * @param wrappedKey the object's own data key as CMS EnvelopedData (RFC 5652), DER in base64
 * @param compression {@code zstd}, {@code gzip} or {@code none}: applied before encryption
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StoredObject(
    String key, long sizeBytes, String sha256, String iv, String wrappedKey, String compression) {}
