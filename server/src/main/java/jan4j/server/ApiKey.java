package jan4j.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The key that clients must send, kept as its hash and compared in constant time. Thread-safe.
final class ApiKey {
  private final byte[] hash;

  /// @param key the empty string: none is needed
  ApiKey(String key) {
    hash = key.isEmpty() ? new byte[0] : sha256(key);
  }

  boolean matches(String candidate) {
    return hash.length == 0 || MessageDigest.isEqual(hash, sha256(candidate));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
