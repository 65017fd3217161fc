package jan4j.app;

import jan4j.hub.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that names the data folder. It is read before the commands are made, since all of
/// them are made for one folder.
final class DataFolderOption {
  private static final String NAME = "--data-folder";

  @Option(
      names = NAME,
      paramLabel = "DIR",
      description = "Data folder, Jan's or Jan4j's. Default: JAN4J_DATA_FOLDER or the usual place.")
  @Nullable Path given;

  /// The folder that the arguments name, else that of the process.
  static DataFolder of(String[] args) {
    for (int i = 0; i < args.length && !args[i].equals("--"); i++) {
      String value = "";
      if (args[i].startsWith(NAME + "=")) {
        value = args[i].substring(NAME.length() + 1);
      } else if (args[i].equals(NAME) && i + 1 < args.length) {
        value = args[i + 1];
      }
      if (!value.isEmpty()) {
        return new DataFolder(Path.of(value).toAbsolutePath().normalize());
      }
    }
    return DataFolder.ofProcess();
  }
}
