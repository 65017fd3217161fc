package jan4j.store;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Locale;

/// Turns what the file system said into an error that a person can act on.
final class StorageFailure {
  private static final List<String> FULL =
      List.of("no space left", "not enough space", "disk quota exceeded", "file too large");
  private static final List<String> READ_ONLY =
      List.of("read-only file system", "permission denied", "access is denied");

  private StorageFailure() {}

  /// @param attempted what was tried, e.g. "save a message"
  static JanException of(String attempted, Path file, Exception cause) {
    String reason = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    String where = "cannot " + attempted + " in " + file;
    if (FULL.stream().anyMatch(reason::contains)) {
      return new JanException(
          ErrorCode.STORAGE_FULL,
          where + ": the disk is full; free some space and try again",
          cause);
    }
    if (cause instanceof AccessDeniedException
        || cause instanceof ReadOnlyFileSystemException
        || READ_ONLY.stream().anyMatch(reason::contains)) {
      return new JanException(
          ErrorCode.STORAGE_READ_ONLY,
          where
              + ": the folder cannot be written; give this user the right to write there, or"
              + " choose another data folder",
          cause);
    }
    return new JanException(
        ErrorCode.STORAGE_FAILED, where + " (" + cause + "); nothing of it was kept", cause);
  }

  /// A failed read.
  static JanException reading(String attempted, Path file, IOException cause) {
    return new JanException(
        ErrorCode.STORAGE_FAILED,
        "cannot " + attempted + " from " + file + " (" + cause + ")",
        cause);
  }
}
