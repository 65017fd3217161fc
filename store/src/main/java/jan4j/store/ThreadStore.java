package jan4j.store;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanMessageWriter;
import jan4j.wire.jan.JanThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The threads of a data folder. When a method that keeps something returns, it is on the device;
/// when it throws, nothing of it was kept. Thread-safe; per thread there is one writer at a time.
public final class ThreadStore {
  private static final Duration UPDATED_PERIOD = Duration.ofMinutes(1);

  private final StoreFolder folder;
  private final StoreEdges edges;
  private final DurableFiles files;
  private final MessageLog log;
  private final ThreadShelf shelf;
  private final Trash trash;
  private final boolean writable;

  /// Each guards the files of one thread.
  private final Map<ThreadId, ReentrantLock> locks = new ConcurrentHashMap<>();

  private final LogCache cache = new LogCache();
  private volatile Function<ThreadId, List<JanMessage>> running = _ -> List.of();
  private volatile Consumer<ThreadId> listener = _ -> {};

  ThreadStore(StoreFolder folder, StoreEdges edges, boolean writable) {
    this.folder = folder;
    this.edges = edges;
    this.files = new DurableFiles(edges.files());
    this.log = new MessageLog(files, edges.clock());
    this.shelf = new ThreadShelf(folder);
    this.trash = new Trash(folder, files, edges.clock());
    this.writable = writable;
  }

  /// Answers that run show among the messages of their thread.
  void showRunning(Function<ThreadId, List<JanMessage>> source) {
    running = source;
  }

  /// Is told of every thread that changed, after the change is on the device.
  public void onChange(Consumer<ThreadId> value) {
    listener = value;
  }

  /// All threads, newest first.
  public List<StoredThread> list() {
    return shelf.all();
  }

  /// A thread without its messages.
  public Optional<StoredThread> find(ThreadId id) {
    return shelf.find(id);
  }

  /// A thread with its messages.
  ///
  /// @throws JanException [ErrorCode#NOT_FOUND]
  public Conversation open(ThreadId id) {
    return conversation(id, running.apply(id));
  }

  private Conversation kept(ThreadId id) {
    return conversation(id, List.of());
  }

  private Conversation conversation(ThreadId id, List<JanMessage> running) {
    StoredThread thread = shelf.get(id);
    MessageLog.Content content = cache.read(folder.messages(id));
    List<JanMessage> messages = content.messages();
    if (!running.isEmpty()) {
      messages = new ArrayList<>(messages);
      Set<String> known = messages.stream().map(JanMessage::id).collect(Collectors.toSet());
      running.stream().filter(m -> !known.contains(m.id())).forEach(messages::add);
    }
    MessageTree tree = MessageTree.of(messages, Selections.read(thread.file()));
    return new Conversation(thread, tree, notices(thread, content, tree));
  }

  private List<Notice> notices(StoredThread thread, MessageLog.Content log, MessageTree tree) {
    List<Notice> out = new ArrayList<>();
    String where = " of " + folder.messages(thread.id());
    if (!thread.readable()) {
      out.add(
          new Notice(
              Notice.Kind.BAD_THREAD_FILE, folder.threadFile(thread.id()) + " cannot be read"));
    }
    log.badLines()
        .forEach(n ->
            out.add(new Notice(Notice.Kind.BAD_LINE, "line " + n + where + " cannot be read")));
    if (log.tornBytes() > 0) {
      out.add(
          new Notice(
              Notice.Kind.TORN_LINE,
              "the last " + log.tornBytes() + " bytes" + where + " are torn"));
    }
    tree.repairs().forEach(r -> out.add(new Notice(Notice.Kind.REPAIRED_BRANCH, r)));
    return out;
  }

  /// Makes a thread.
  public StoredThread create(NewThread thread) {
    return create(thread, edges.ids().get());
  }

  private StoredThread create(NewThread thread, String id) {
    JanThread file =
        JanThread.create(id, thread.title(), edges.clock().instant())
            .withAssistant(
                thread.assistantId(),
                thread.assistantName(),
                new JanThread.Model(thread.modelId(), thread.engine()));
    if (thread.project().isPresent()) {
      file = file.withProject(thread.project().get());
    }
    return add(file, List.of());
  }

  /// Adds a whole thread in one step: a crash leaves all of it or nothing.
  ///
  /// @throws JanException [ErrorCode#CONFLICT] where its id is taken
  public StoredThread add(JanThread file, List<JanMessage> messages) {
    ThreadId id = new ThreadId(file.id());
    return locked(
        id,
        "make a thread",
        () -> {
          if (Files.exists(folder.thread(id))) {
            throw new JanException(ErrorCode.CONFLICT, "there is already a thread " + id);
          }
          Path bench = folder.workbench().resolve(edges.ids().get());
          files.makeFolder(bench);
          files.writeNew(bench.resolve("thread.json"), file.write());
          if (!messages.isEmpty()) {
            log.appendLines(bench.resolve("messages.jsonl"), messages);
          }
          files.makeFolder(folder.threads());
          files.move(bench, folder.thread(id));
          return shelf.get(id);
        });
  }

  /// Changes what `thread.json` says.
  ///
  /// @param ifVersion the [StoredThread#version()] that the caller saw, or the empty string for any
  /// @throws JanException [ErrorCode#CONFLICT] where the thread changed since
  public StoredThread update(ThreadId id, String ifVersion, UnaryOperator<JanThread> change) {
    return locked(
        id,
        "save a thread",
        () -> {
          StoredThread now = shelf.get(id);
          if (!ifVersion.isEmpty() && !ifVersion.equals(now.version())) {
            throw new JanException(
                ErrorCode.CONFLICT,
                "thread " + id + " changed since it was read; read it again and repeat the change");
          }
          save(now, change.apply(now.file()).withUpdated(edges.clock().instant()));
          return shelf.get(id);
        });
  }

  private void save(StoredThread now, JanThread file) throws IOException {
    Path path = folder.threadFile(now.id());
    if (!now.readable() && Files.exists(path)) {
      Path aside = path.resolveSibling("thread.json.bad-" + edges.clock().millis());
      files.writeNew(aside, Files.readAllBytes(path));
    }
    files.replace(path, file.write());
    shelf.changed(now.id());
  }

  /// Keeps a message: one line, on the device when this returns. A message whose id is there
  /// already is kept once.
  ///
  /// @throws JanException [ErrorCode#NOT_FOUND] for an unknown thread or parent
  public JanMessage append(ThreadId id, NewMessage message) {
    return locked(
        id,
        "save a message",
        () -> {
          Conversation kept = kept(id);
          Optional<JanMessage> known = kept.tree().find(message.id());
          return known.isPresent()
              ? known.get()
              : append(kept, message, parent(withRunning(kept).tree(), message));
        });
  }

  private Conversation withRunning(Conversation kept) {
    ThreadId id = kept.thread().id();
    List<JanMessage> now = running.apply(id);
    return now.isEmpty() ? kept : conversation(id, now);
  }

  private JanMessage append(Conversation kept, NewMessage message, String parent)
      throws IOException {
    JanMessage line = line(kept, message, parent);
    Path path = folder.messages(kept.thread().id());
    log.append(path, line);
    cache.appended(path, line);
    try {
      follow(kept, parent, line.id());
    } catch (IOException e) {
      System.getLogger(ThreadStore.class.getName())
          .log(System.Logger.Level.WARNING, "a message was kept, but its thread.json not: " + e);
    }
    return line;
  }

  private static String parent(MessageTree tree, NewMessage message) {
    return switch (message.place()) {
      case NewMessage.Place.AtEnd() -> tree.activeLeaf();
      case NewMessage.Place.Below(String at) -> {
        if (!at.isEmpty() && tree.find(at).isEmpty()) {
          throw new JanException(ErrorCode.NOT_FOUND, "there is no message " + at + " to answer");
        }
        yield at;
      }
    };
  }

  private JanMessage line(Conversation conversation, NewMessage message, String parent) {
    MessageTree tree = conversation.tree();
    List<JanMessage> before = List.copyOf(tree.messages().values());
    boolean linear =
        !before.isEmpty()
            && tree.isUnbranched()
            && parent.equals(List.copyOf(tree.messages().keySet()).getLast());
    JanMessage.Parent link =
        linear
            ? new JanMessage.Parent.Unsaid()
            : parent.isEmpty() ? new JanMessage.Parent.None() : new JanMessage.Parent.Of(parent);
    Instant now = edges.clock().instant();
    return new JanMessageWriter(
            conversation.thread().id().value(),
            message.id().isEmpty() ? edges.ids().get() : message.id(),
            message.role())
        .parts(message.parts())
        .status(message.status())
        .times(now, now)
        .inMillis(before.isEmpty() || before.getLast().inMillis())
        .assistant(
            message.role().equals("assistant") ? conversation.thread().file().assistantId() : "")
        .parent(link)
        .attachments(message.attachments())
        .own(message.own())
        .message();
  }

  /// Shows a new message where an older sibling was chosen, and now and then says in thread.json
  /// that the thread changed, by which Jan orders its list. The message itself is kept already.
  private void follow(Conversation kept, String parent, String child) throws IOException {
    MessageTree tree = kept.tree();
    JanThread file = kept.thread().file();
    Instant now = edges.clock().instant();
    Map<String, MessageTree.Selection> all = new LinkedHashMap<>(Selections.read(file));
    if (all.containsKey(parent) || !tree.janChoice(parent).isEmpty()) {
      all.put(parent, new MessageTree.Selection(child, tree.janChoice(parent)));
      save(kept.thread(), Selections.write(file, all).withUpdated(now));
    } else if (kept.thread().readable() && file.updated().plus(UPDATED_PERIOD).isBefore(now)) {
      save(kept.thread(), file.withUpdated(now));
    }
  }

  /// Keeps another version of a message, with the same place and role; the old one stays.
  public JanMessage edit(ThreadId id, String messageId, NewMessage replacement) {
    Conversation conversation = kept(id);
    JanMessage old = message(conversation, messageId);
    Map<String, Object> own = new HashMap<>(replacement.own());
    own.put("edit_of", messageId);
    return append(
        id,
        new NewMessage(
            replacement.id(),
            old.role(),
            replacement.parts(),
            new NewMessage.Place.Below(conversation.tree().parent(messageId)),
            replacement.status(),
            replacement.attachments(),
            own));
  }

  private static JanMessage message(Conversation conversation, String messageId) {
    return conversation
        .tree()
        .find(messageId)
        .orElseThrow(() ->
            new JanException(
                ErrorCode.NOT_FOUND,
                "there is no message " + messageId + " in thread " + conversation.thread().id()));
  }

  /// Shows the branch that a message is on.
  public StoredThread select(ThreadId id, String messageId) {
    return locked(
        id,
        "choose a branch",
        () -> {
          Conversation conversation = kept(id);
          message(conversation, messageId);
          MessageTree tree = conversation.tree();
          Map<String, MessageTree.Selection> all =
              new LinkedHashMap<>(Selections.read(conversation.thread().file()));
          for (String at : tree.pathTo(messageId)) {
            String parent = tree.parent(at);
            all.put(parent, new MessageTree.Selection(at, tree.janChoice(parent)));
          }
          save(conversation.thread(), Selections.write(conversation.thread().file(), all));
          return shelf.get(id);
        });
  }

  /// Moves a thread to the trash.
  ///
  /// @return the name of the trash entry
  public String delete(ThreadId id) {
    return locked(
        id,
        "delete a thread",
        () -> {
          String entry = trash.take(shelf.get(id));
          cache.forget(folder.messages(id));
          shelf.changed(id);
          return entry;
        });
  }

  /// Moves a message with everything below it to the trash.
  ///
  /// @return the name of the trash entry
  public String deleteMessage(ThreadId id, String messageId) {
    return locked(
        id,
        "delete a message",
        () -> {
          Conversation conversation = kept(id);
          message(conversation, messageId);
          String entry =
              trash.take(conversation, conversation.tree().below(messageId), folder.messages(id));
          cache.forget(folder.messages(id));
          return entry;
        });
  }

  /// What is in the trash, newest first.
  public List<TrashEntry> trash() {
    return trash.list();
  }

  /// Brings a trash entry back.
  public ThreadId restore(String entry) {
    TrashEntry found = trash.get(entry);
    return locked(
        found.thread(),
        "restore from the trash",
        () -> {
          trash.restore(found, log);
          cache.forget(folder.messages(found.thread()));
          shelf.changed(found.thread());
          return found.thread();
        });
  }

  /// Deletes for good what was put into the trash before that moment.
  public int emptyTrash(Instant before) {
    requireWritable();
    return trash.empty(before);
  }

  /// Sets torn last lines aside in all threads.
  List<Notice> setTornLinesAside() {
    List<Notice> out = new ArrayList<>();
    for (StoredThread thread : shelf.all()) {
      Path path = folder.messages(thread.id());
      try {
        if (MessageLog.endsOpen(path)) {
          log.setTornAside(path)
              .ifPresent(aside ->
                  out.add(
                      new Notice(
                          Notice.Kind.TORN_LINE,
                          "the last line of " + path + " was torn; it stands in " + aside)));
        }
      } catch (IOException e) {
        out.add(new Notice(Notice.Kind.TORN_LINE, path + " has a torn last line (" + e + ")"));
      }
    }
    return out;
  }

  StoreFolder folder() {
    return folder;
  }

  StoreEdges edges() {
    return edges;
  }

  void requireWritable() {
    if (!writable) {
      throw new JanException(
          ErrorCode.STORAGE_READ_ONLY,
          "the data folder " + folder.root() + " was opened for reading alone");
    }
  }

  private interface Change<T> {
    T run() throws IOException;
  }

  private <T> T locked(ThreadId id, String attempted, Change<T> change) {
    requireWritable();
    ReentrantLock lock = locks.computeIfAbsent(id, _ -> new ReentrantLock());
    lock.lock();
    try {
      T out = change.run();
      listener.accept(id);
      return out;
    } catch (IOException e) {
      throw StorageFailure.of(attempted, folder.thread(id), e);
    } finally {
      lock.unlock();
    }
  }
}
