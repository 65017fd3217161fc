package jan4j.app;

import java.util.Locale;

/// The operating system, where the command must know it.
final class Platform {
  private Platform() {}

  static boolean isWindows() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
  }
}
