package jan4j.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.store.Conversation;
import jan4j.store.NewMessage;
import jan4j.store.NewThread;
import jan4j.store.StoredThread;
import jan4j.store.ThreadId;
import jan4j.store.ThreadStore;
import jan4j.store.exchange.ThreadTrees;
import jan4j.store.search.SearchHit;
import jan4j.store.search.SearchQuery;
import jan4j.wire.Json;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import jan4j.wire.jan.JanProject;
import jan4j.wire.jan.JanThread;
import jan4j.wire.jan.Tree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/v1/jan4j/threads`, `/v1/jan4j/search` and `/v1/jan4j/trash`: a person's conversations for the
/// page. Lists come in pages by cursor; a thread has an `ETag`, and a change that names an old one
/// in `If-Match` is answered by a conflict. Thread-safe.
final class ConversationRoutes {
  private static final String THREADS = "/v1/jan4j/threads";
  private static final int MAX_PAGE = 200;
  private static final HeaderName IF_MATCH = HeaderNames.create("If-Match");
  private static final HeaderName IF_NONE_MATCH = HeaderNames.create("If-None-Match");
  private static final HeaderName ETAG = HeaderNames.create("ETag");

  private final Conversations conversations;
  private final ThreadStore threads;
  private final BodyReader bodies;

  ConversationRoutes(Conversations conversations, BodyReader bodies) {
    this.conversations = conversations;
    this.threads = conversations.store().threads();
    this.bodies = bodies;
  }

  void addTo(HttpRouting.Builder routing) {
    routing.get(THREADS, this::list).post(THREADS, this::create);
    routing
        .get(THREADS + "/{id}", this::open)
        .route(Method.PATCH, THREADS + "/{id}", this::change)
        .delete(THREADS + "/{id}", this::delete);
    routing.post(THREADS + "/{id}/messages", this::addMessage);
    routing.post(THREADS + "/{id}/select", this::select);
    routing.delete(THREADS + "/{id}/messages/{message}", this::deleteMessage);
    routing.get("/v1/jan4j/search", this::search);
    routing.get("/v1/jan4j/trash", this::trash);
    routing.post("/v1/jan4j/trash/{name}/restore", this::restore);
    for (String path :
        List.of(THREADS, THREADS + "/{id}", THREADS + "/{id}/messages", "/v1/jan4j/search")) {
      routing.any(path, refuse());
    }
  }

  private static Handler refuse() {
    return (_, _) -> {
      throw new JanException(
          ErrorCode.METHOD_NOT_ALLOWED,
          "this route does not take that method; docs/api.md says which");
    };
  }

  private void list(ServerRequest request, ServerResponse response) {
    int limit = Math.clamp(number(request, "limit", 50), 1, MAX_PAGE);
    String project = query(request, "project");
    String after = query(request, "after");
    List<StoredThread> all =
        threads.list().stream()
            .filter(t -> project.isEmpty() || t.file().projectId().equals(project))
            .toList();
    int from = after.isEmpty() ? 0 : behind(all, after);
    int to = Math.min(all.size(), from + limit);
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("object", "list");
    out.put("data", all.subList(from, to).stream().map(ThreadTrees::thread).toList());
    out.put("has_more", to < all.size());
    if (to > from && to < all.size()) {
      out.put("next", cursor(all.get(to - 1)));
    }
    send(request, response, out);
  }

  /// Time and id of the last thread of a page: the next one begins behind them though threads were
  /// added, changed or deleted since.
  private static String cursor(StoredThread thread) {
    return thread.updated().toEpochMilli() + "_" + thread.id();
  }

  private static int behind(List<StoredThread> all, String cursor) {
    int split = cursor.indexOf('_');
    long millis;
    try {
      millis = Long.parseLong(cursor.substring(0, Math.max(0, split)));
    } catch (NumberFormatException e) {
      throw JanException.invalid("after", "after is no cursor; give the next of an earlier page");
    }
    String id = cursor.substring(split + 1);
    int at = 0;
    while (at < all.size()) {
      long time = all.get(at).updated().toEpochMilli();
      boolean isBehind =
          time < millis || (time == millis && all.get(at).id().value().compareTo(id) > 0);
      if (isBehind) {
        break;
      }
      at++;
    }
    return at;
  }

  private void create(ServerRequest request, ServerResponse response) {
    Map<String, Object> body = body(request);
    String engine = Tree.text(body, "engine");
    StoredThread made =
        threads.create(
            new NewThread(
                bounded(body, "title"),
                bounded(body, "assistant"),
                bounded(body, "assistant"),
                bounded(body, "model"),
                engine.isEmpty() ? JanThread.DEFAULT_ENGINE : bounded(body, "engine"),
                project(Tree.text(body, "project"))));
    response.header(ETAG, tag(made));
    send(request, response, ThreadTrees.thread(made));
  }

  private Optional<JanProject> project(String id) {
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Optional<JanProject> found = conversations.store().projects().find(id);
    if (found.isEmpty()) {
      throw JanException.invalid("project", "there is no project " + id);
    }
    return found;
  }

  private void open(ServerRequest request, ServerResponse response) {
    Conversation conversation = threads.open(id(request));
    String tag = tag(conversation.thread());
    response.header(ETAG, tag);
    boolean runs =
        conversation.tree().messages().values().stream()
            .anyMatch(m -> m.status() == JanMessage.Status.PENDING);
    if (!runs && request.headers().first(IF_NONE_MATCH).orElse("").equals(tag)) {
      response.status(Status.NOT_MODIFIED_304).send();
      return;
    }
    Map<String, Object> out = ThreadTrees.conversation(conversation);
    out.put(
        "runs",
        conversations.runs().of(conversation.thread().id()).stream()
            .filter(r -> r.status() == JanMessage.Status.PENDING)
            .map(r -> Map.of("id", r.id(), "message", r.messageId()))
            .toList());
    send(request, response, out);
  }

  private void change(ServerRequest request, ServerResponse response) {
    Map<String, Object> body = body(request);
    String match = request.headers().first(IF_MATCH).orElse("").replace("\"", "");
    StoredThread now =
        threads.update(id(request), match.equals("*") ? "" : match, file -> changed(file, body));
    response.header(ETAG, tag(now));
    send(request, response, ThreadTrees.thread(now));
  }

  private JanThread changed(JanThread file, Map<String, Object> body) {
    JanThread out = file;
    if (body.containsKey("title")) {
      out = out.withTitle(bounded(body, "title"));
    }
    if (body.get("starred") instanceof Boolean starred) {
      out = out.withStarred(starred);
    }
    if (body.containsKey("order")) {
      out = out.withOrder(Tree.number(body, "order").orElse(0));
    }
    if (body.containsKey("project")) {
      out = out.withProject(project(Tree.text(body, "project")).orElse(null));
    }
    if (body.containsKey("model") || body.containsKey("assistant")) {
      JanThread.Model old = out.model().orElse(new JanThread.Model("", JanThread.DEFAULT_ENGINE));
      String model = body.containsKey("model") ? bounded(body, "model") : old.id();
      String assistant =
          body.containsKey("assistant") ? bounded(body, "assistant") : out.assistantId();
      out = out.withAssistant(assistant, assistant, new JanThread.Model(model, old.engine()));
    }
    return out;
  }

  private void delete(ServerRequest request, ServerResponse response) {
    send(request, response, Map.of("trash", threads.delete(id(request))));
  }

  private void deleteMessage(ServerRequest request, ServerResponse response) {
    String message = request.path().pathParameters().get("message");
    send(request, response, Map.of("trash", threads.deleteMessage(id(request), message)));
  }

  private void addMessage(ServerRequest request, ServerResponse response) {
    Map<String, Object> body = body(request);
    String role = Tree.text(body, "role");
    if (!List.of("user", "assistant", "system").contains(role)) {
      throw JanException.invalid("role", "role is \"" + role + "\"; use user, assistant or system");
    }
    List<JanPart> parts = new JanMessage(Map.of("role", role, "content", content(body))).parts();
    NewMessage.Place place =
        body.containsKey("parent")
            ? new NewMessage.Place.Below(Tree.text(body, "parent"))
            : new NewMessage.Place.AtEnd();
    NewMessage message = NewMessage.of(role, parts, place).withId(messageId(body));
    String old = Tree.text(body, "edit_of");
    ThreadId thread = id(request);
    JanMessage kept =
        old.isEmpty() ? threads.append(thread, message) : threads.edit(thread, old, message);
    send(request, response, kept.tree());
  }

  private static Object content(Map<String, Object> body) {
    Object content = body.get("content");
    if (content instanceof String || content instanceof List<?>) {
      return content;
    }
    throw JanException.invalid("content", "content is neither a text nor a list of parts");
  }

  private static String messageId(Map<String, Object> body) {
    String id = Tree.text(body, "id");
    if (!id.isEmpty() && !ThreadId.isValid(id)) {
      throw JanException.invalid("id", "id has other characters than letters, digits and ._-:@");
    }
    return id;
  }

  private void select(ServerRequest request, ServerResponse response) {
    StoredThread now = threads.select(id(request), Tree.text(body(request), "message"));
    response.header(ETAG, tag(now));
    send(request, response, ThreadTrees.thread(now));
  }

  private void search(ServerRequest request, ServerResponse response) {
    SearchQuery query =
        new SearchQuery(
            query(request, "q"),
            query(request, "project"),
            query(request, "assistant"),
            query(request, "model"),
            time(request, "from", Instant.MIN),
            time(request, "to", Instant.MAX),
            number(request, "limit", 50));
    List<SearchHit> hits = conversations.search().search(query);
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("object", "list");
    out.put("data", hits.stream().map(ThreadTrees::hit).toList());
    out.put("current", conversations.search().isCurrent());
    send(request, response, out);
  }

  private void trash(ServerRequest request, ServerResponse response) {
    send(
        request,
        response,
        Map.of(
            "object", "list", "data", threads.trash().stream().map(ThreadTrees::trash).toList()));
  }

  private void restore(ServerRequest request, ServerResponse response) {
    ThreadId back = threads.restore(request.path().pathParameters().get("name"));
    send(request, response, Map.of("id", back.value()));
  }

  static ThreadId id(ServerRequest request) {
    return new ThreadId(request.path().pathParameters().get("id"));
  }

  private static String tag(StoredThread thread) {
    return "\"" + thread.version() + "\"";
  }

  private Map<String, Object> body(ServerRequest request) {
    return Json.readTree(new String(bodies.read(request), StandardCharsets.UTF_8));
  }

  private static String bounded(Map<String, Object> body, String field) {
    String text = Tree.text(body, field);
    if (text.length() > 1000) {
      throw JanException.invalid(field, field + " has over 1000 characters; give a shorter one");
    }
    return text;
  }

  static String query(ServerRequest request, String name) {
    return request.query().first(name).orElse("");
  }

  static int number(ServerRequest request, String name, int otherwise) {
    String text = query(request, name);
    try {
      return text.isEmpty() ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw JanException.invalid(name, name + " is \"" + text + "\"; give a whole number");
    }
  }

  private static Instant time(ServerRequest request, String name, Instant otherwise) {
    String text = query(request, name);
    try {
      return text.isEmpty() ? otherwise : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw JanException.invalid(
          name, name + " is \"" + text + "\"; give a time as 2026-01-31T00:00:00Z");
    }
  }

  static void send(ServerRequest request, ServerResponse response, Object value) {
    ErrorEdge.sendJson(request, response, Json.write(value));
  }
}
