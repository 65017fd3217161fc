package jan4j.llama;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The native release that this binding was written for, read from `native/NATIVE_VERSION`.
///
/// @param npm version of the packages that carry the libraries
/// @param release tag of llama.cpp
/// @param llamaVersion what `llama_version()` of that release answers
public record NativeVersion(String npm, String release, String llamaVersion) {
  /// The one release that is accepted.
  public static final NativeVersion EXPECTED = read();

  private static NativeVersion read() {
    Properties properties = new Properties();
    try (InputStream in = NativeVersion.class.getResourceAsStream("NATIVE_VERSION")) {
      if (in == null) {
        throw new IllegalStateException("resource jan4j/llama/NATIVE_VERSION is not in the jar");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new NativeVersion(
        value(properties, "npm"),
        value(properties, "llama.cpp"),
        value(properties, "llama_version"));
  }

  private static String value(Properties properties, String key) {
    String value = properties.getProperty(key);
    if (value == null) {
      throw new IllegalStateException("jan4j/llama/NATIVE_VERSION has no line " + key + "=");
    }
    return value;
  }
}
