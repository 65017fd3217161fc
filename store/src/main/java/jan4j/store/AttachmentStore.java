package jan4j.store;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of a thread, in `threads/<id>/files/`. Thread-safe.
public final class AttachmentStore {
  /// Largest attachment.
  public static final int MAX_BYTES = 100 * 1024 * 1024;

  private static final int MAX_NAME = 100;

  private final StoreFolder folder;
  private final StoreEdges edges;
  private final DurableFiles files;
  private final boolean writable;

  AttachmentStore(StoreFolder folder, StoreEdges edges, boolean writable) {
    this.folder = folder;
    this.edges = edges;
    this.files = new DurableFiles(edges.files());
    this.writable = writable;
  }

  /// Keeps a file; it is on the device when this returns.
  ///
  /// @param name as the person knows it; only its harmless characters are used
  /// @return the file's id
  public String add(ThreadId thread, String name, InputStream content) {
    if (!writable) {
      throw new JanException(
          ErrorCode.STORAGE_READ_ONLY, "the data folder was opened for reading alone");
    }
    Path into = folder.attachments(thread);
    try {
      byte[] bytes = content.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new JanException(
            ErrorCode.PAYLOAD_TOO_LARGE,
            "the file " + name + " is larger than " + MAX_BYTES + " bytes");
      }
      String id = edges.ids().get() + "-" + harmless(name);
      files.makeFolder(into);
      Path temp = into.resolve("." + id + ".tmp");
      files.writeNew(temp, bytes);
      files.move(temp, into.resolve(id));
      return id;
    } catch (IOException e) {
      throw StorageFailure.of("save a file", into, e);
    }
  }

  /// The content of a file.
  ///
  /// @throws JanException [ErrorCode#NOT_FOUND]
  public byte[] read(ThreadId thread, String id) {
    Path file = folder.attachments(thread).resolve(ThreadId.isValid(id) ? id : "none");
    try {
      if (!ThreadId.isValid(id) || !Files.isRegularFile(file)) {
        throw new JanException(ErrorCode.NOT_FOUND, "there is no file " + id);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw StorageFailure.reading("read a file", file, e);
    }
  }

  private static String harmless(String name) {
    String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    StringBuilder out = new StringBuilder();
    base.codePoints()
        .limit(MAX_NAME)
        .forEach(c ->
            out.appendCodePoint(Character.isLetterOrDigit(c) || ".-_".indexOf(c) >= 0 ? c : '_'));
    String cleaned = out.toString().replaceAll("^\\.+|\\.+$", "");
    return cleaned.isEmpty() ? "file" : cleaned;
  }
}
