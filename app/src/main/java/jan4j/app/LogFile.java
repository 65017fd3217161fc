package jan4j.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Sends all logging to a small rotating file, so that none reaches the user's terminal. `java.util
/// .logging` makes an instance by itself, by the system property that [#install] sets, when
/// something first logs: a command that logs nothing pays nothing.
public final class LogFile {
  private static final String FOLDER = "jan4j.log.folder";
  private static final int MAX_BYTES = 1_000_000;
  private static final int N_FILES = 3;

  /// Configures logging; called by [LogManager] alone.
  public LogFile() {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    root.addHandler(new LazyHandler(Path.of(System.getProperty(FOLDER, "."))));
  }

  /// Makes `core.log` in that folder the place of all logging.
  ///
  /// @return the file
  static Path install(Path folder) {
    System.setProperty(FOLDER, folder.toString());
    System.setProperty("java.util.logging.config.class", LogFile.class.getName());
    System.setProperty(
        "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n");
    return folder.resolve("core.log");
  }

  /// Opens the file at the first record; where it cannot be opened, records are dropped.
  private static final class LazyHandler extends Handler {
    private final Path folder;
    private boolean tried;
    private @org.jspecify.annotations.Nullable FileHandler file;

    LazyHandler(Path folder) {
      this.folder = folder;
    }

    @Override
    public synchronized void publish(LogRecord record) {
      if (!tried) {
        tried = true;
        file = open();
      }
      if (file != null) {
        file.publish(record);
      }
    }

    private @org.jspecify.annotations.Nullable FileHandler open() {
      try {
        Files.createDirectories(folder);
        String pattern = folder.resolve("core.log").toString().replace("%", "%%");
        FileHandler handler = new FileHandler(pattern, MAX_BYTES, N_FILES, true);
        Formatter formatter = new SimpleFormatter();
        handler.setFormatter(formatter);
        return handler;
      } catch (IOException e) {
        return null;
      }
    }

    @Override
    public synchronized void flush() {
      if (file != null) {
        file.flush();
      }
    }

    @Override
    public synchronized void close() {
      if (file != null) {
        file.close();
      }
    }
  }
}
