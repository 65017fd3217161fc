package jan4j.hub;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// The folder that holds everything of a user: models in Jan's layout, and Jan4j's own files under
/// `jan4j/`. Immutable; folders are made when they are asked for.
///
/// @param root `JAN4J_DATA_FOLDER`, else the platform's usual place
public record DataFolder(Path root) {
  /// The data folder of this process.
  public static DataFolder ofProcess() {
    return of(System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home"));
  }

  static DataFolder of(Map<String, String> environment, String os, String home) {
    String given = environment.getOrDefault("JAN4J_DATA_FOLDER", "");
    if (!given.isEmpty()) {
      return new DataFolder(Path.of(given).toAbsolutePath().normalize());
    }
    String system = os.toLowerCase(Locale.ROOT);
    Path base;
    if (system.startsWith("windows")) {
      base = Path.of(environment.getOrDefault("APPDATA", home + "\\AppData\\Roaming"));
    } else if (system.startsWith("mac")) {
      base = Path.of(home, "Library", "Application Support");
    } else {
      String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
      base = xdg.startsWith("/") ? Path.of(xdg) : Path.of(home, ".local", "share");
    }
    return new DataFolder(base.resolve("Jan4j").resolve("data"));
  }

  /// `llamacpp/models`: one folder a model.
  public Path models() {
    return root.resolve("llamacpp").resolve("models");
  }

  /// `jan4j/native`: llama.cpp's libraries by version and package.
  public Path nativeLibraries() {
    return own().resolve("native");
  }

  /// `jan4j/cache`: downloads in progress; may be deleted at any time.
  public Path cache() {
    return own().resolve("cache");
  }

  /// `jan4j/egress.jsonl`: what left the machine.
  public Path ledger() {
    return own().resolve("egress.jsonl");
  }

  /// `jan4j/settings.json`.
  public Path settings() {
    return own().resolve("settings.json");
  }

  /// `jan4j/core.json`: the core that runs.
  public Path runningCore() {
    return own().resolve("core.json");
  }

  /// `logs`.
  public Path logs() {
    return root.resolve("logs");
  }

  private Path own() {
    return root.resolve("jan4j");
  }

  /// Makes a folder below the data folder.
  ///
  /// @throws JanException [ErrorCode#INTERNAL] that names the folder and the cause
  public static Path make(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.INTERNAL,
          "cannot make the folder "
              + folder
              + " ("
              + e
              + "); make it writable, or set JAN4J_DATA_FOLDER to another place",
          e);
    }
  }
}
