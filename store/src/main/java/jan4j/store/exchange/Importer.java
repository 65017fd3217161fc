package jan4j.store.exchange;

import jan4j.core.JanException;
import jan4j.store.Store;
import jan4j.wire.Json;
import jan4j.wire.jan.Tree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Takes conversations of other programs in: Jan's data folder or one thread of it, ChatGPT's
/// `conversations.json` or the archive around it, Open WebUI's export, LM Studio's conversation
/// files, and our own JSON export. Each conversation is told apart by its shape. What cannot be
/// taken is reported, never thrown; what came before a broken end is kept. For one thread at a
/// time.
public final class Importer {
  /// Largest file.
  static final long MAX_FILE = 1L << 30;

  /// Largest single conversation; its value tree takes some times as much memory.
  static final long MAX_CONVERSATION = 16L << 20;

  private static final int MAX_ITEMS = 100_000;
  private static final int MAX_FOLDER_DEPTH = 6;

  private final Intake intake;
  private final JanFolderReader jan;
  private final long maxFile;
  private final long maxConversation;

  /// @param store open for writing
  public Importer(Store store) {
    this(store, MAX_FILE, MAX_CONVERSATION);
  }

  Importer(Store store, long maxFile, long maxConversation) {
    this.intake = new Intake(store);
    this.jan = new JanFolderReader(store);
    this.maxFile = maxFile;
    this.maxConversation = maxConversation;
  }

  /// Takes everything in `source`, a file or a folder.
  ///
  /// @throws JanException only where our own folder cannot be written
  public ImportReport take(Path source) {
    List<ImportReport.Item> items = new ArrayList<>();
    String problem = "";
    try {
      if (Files.isDirectory(source)) {
        folder(source, items);
      } else {
        file(source, items);
      }
      if (items.isEmpty()) {
        problem =
            "nothing in it looks like a conversation of Jan, ChatGPT, Open WebUI or LM Studio";
      }
    } catch (IOException e) {
      problem = "cannot be read on: " + e.getMessage();
    } catch (JanException e) {
      if (e.code() != jan4j.core.ErrorCode.INVALID_REQUEST) {
        throw e;
      }
      problem = e.getMessage();
    }
    return new ImportReport(source.toString(), items, problem);
  }

  private void folder(Path source, List<ImportReport.Item> items) throws IOException {
    if (Files.isDirectory(source.resolve("threads"))
        || Files.exists(source.resolve("thread.json"))) {
      jan.take(source, items);
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(source, MAX_FOLDER_DEPTH)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(p -> isConversationFile(p.getFileName().toString()))
              .sorted()
              .limit(MAX_ITEMS)
              .toList();
    }
    for (Path file : files) {
      try {
        file(file, items);
      } catch (IOException | JanException e) {
        if (e instanceof JanException jan && jan.code() != jan4j.core.ErrorCode.INVALID_REQUEST) {
          throw jan;
        }
        items.add(
            notTaken("unknown", file.getFileName().toString(), String.valueOf(e.getMessage())));
      }
    }
  }

  private static boolean isConversationFile(String name) {
    return name.endsWith(".conversation.json") || name.equals("conversations.json");
  }

  private void file(Path file, List<ImportReport.Item> items) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(4);
      boolean zip = in.read() == 'P' && in.read() == 'K';
      in.reset();
      if (zip) {
        archive(in, items);
      } else {
        stream(in, file.getFileName().toString(), items);
      }
    }
  }

  private void archive(InputStream in, List<ImportReport.Item> items) throws IOException {
    ZipInputStream zip = new ZipInputStream(in);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
      if (isConversationFile(name)) {
        stream(zip, name, items);
        return;
      }
    }
  }

  private void stream(InputStream in, String name, List<ImportReport.Item> items)
      throws IOException {
    BoundedInput bounded = new BoundedInput(in, maxFile, maxConversation);
    Json.forEach(
        bounded,
        element -> {
          bounded.nextElement();
          items.add(element(element, name));
          return items.size() < MAX_ITEMS;
        });
  }

  private ImportReport.Item element(Object element, String name) {
    Map<String, Object> tree = Tree.asObject(element);
    if (Tree.text(tree, "format").equals(Exporter.JSON_FORMAT)) {
      return jan.take(tree);
    }
    if (ChatGptReader.reads(tree)) {
      return intake.take(ChatGptReader.read(tree));
    }
    if (OpenWebUiReader.reads(tree)) {
      return intake.take(OpenWebUiReader.read(tree));
    }
    if (LmStudioReader.reads(tree)) {
      return intake.take(LmStudioReader.read(Tree.with(tree, "createdAt", createdAt(tree, name))));
    }
    String title = Tree.text(tree, "title");
    return notTaken("unknown", title.isEmpty() ? name : title, "its shape is not known");
  }

  /// LM Studio names a file by the time at which it was made, which also tells its conversations
  /// apart.
  private static String createdAt(Map<String, Object> tree, String name) {
    if (Tree.number(tree, "createdAt").isPresent()) {
      return Long.toString((long) Tree.number(tree, "createdAt").getAsDouble());
    }
    return name.replaceAll("\\D", "");
  }

  static ImportReport.Item notTaken(String format, String title, String why) {
    return new ImportReport.Item(
        format, title, ImportReport.Outcome.NOT_TAKEN, "", 0, List.of(why));
  }
}
