package jan4j.server;

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
import jan4j.wire.Json;
import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import jan4j.wire.jan.Tree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// OpenAI's Conversations API (openapi.json v2.3.0, `/conversations`) over a person's threads: a
/// conversation is a thread, `conv_` before its id; its items are the messages of the shown branch,
/// `msg_` before their ids. Thread-safe.
final class OpenAiConversations {
  private static final String PATH = "/v1/conversations";
  private static final String CONVERSATION = "conv_";
  private static final String MESSAGE = "msg_";
  private static final String METADATA = "metadata";
  private static final int MAX_ITEMS = 20;
  private static final int MAX_PAGE = 100;

  private final ThreadStore threads;
  private final BodyReader bodies;

  OpenAiConversations(ThreadStore threads, BodyReader bodies) {
    this.threads = threads;
    this.bodies = bodies;
  }

  void addTo(HttpRouting.Builder routing) {
    routing.post(PATH, this::create);
    routing
        .get(PATH + "/{id}", (q, a) -> send(q, a, tree(threads.open(id(q)).thread())))
        .post(PATH + "/{id}", this::update)
        .delete(PATH + "/{id}", this::delete);
    routing.get(PATH + "/{id}/items", this::items).post(PATH + "/{id}/items", this::addItems);
    routing
        .get(PATH + "/{id}/items/{item}", this::item)
        .delete(PATH + "/{id}/items/{item}", this::deleteItem);
  }

  private void create(ServerRequest request, ServerResponse response) {
    Map<String, Object> body = body(request);
    List<NewMessage> items = messages(body);
    Map<String, Object> metadata = Tree.object(body, METADATA);
    StoredThread made = threads.create(NewThread.titled(Tree.text(metadata, "title")));
    items.forEach(m -> threads.append(made.id(), m));
    send(request, response, tree(withMetadata(made, metadata)));
  }

  private StoredThread withMetadata(StoredThread thread, Map<String, Object> metadata) {
    if (metadata.isEmpty()) {
      return thread;
    }
    return threads.update(
        thread.id(), "", file -> file.withOwn(Tree.with(file.own(), METADATA, metadata)));
  }

  private void update(ServerRequest request, ServerResponse response) {
    Map<String, Object> metadata = Tree.object(body(request), METADATA);
    StoredThread now =
        threads.update(
            id(request), "", file -> file.withOwn(Tree.with(file.own(), METADATA, metadata)));
    send(request, response, tree(now));
  }

  private void delete(ServerRequest request, ServerResponse response) {
    ThreadId id = id(request);
    String trashed = threads.delete(id);
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("id", CONVERSATION + id);
    out.put("object", "conversation.deleted");
    out.put("deleted", !trashed.isEmpty());
    send(request, response, out);
  }

  private void items(ServerRequest request, ServerResponse response) {
    Conversation conversation = threads.open(id(request));
    List<JanMessage> shown = new ArrayList<>(conversation.shown());
    if (!ConversationRoutes.query(request, "order").equals("asc")) {
      shown = shown.reversed();
    }
    String after = stripped(ConversationRoutes.query(request, "after"), MESSAGE);
    int from = 0;
    if (!after.isEmpty()) {
      List<String> ids = shown.stream().map(JanMessage::id).toList();
      from = ids.indexOf(after) + 1;
      if (from == 0) {
        throw JanException.invalid("after", "after names no item of the conversation");
      }
    }
    int limit = Math.clamp(ConversationRoutes.number(request, "limit", 20), 1, MAX_PAGE);
    int to = Math.min(shown.size(), from + limit);
    send(request, response, list(shown.subList(from, to), to < shown.size()));
  }

  private void addItems(ServerRequest request, ServerResponse response) {
    ThreadId id = id(request);
    List<NewMessage> items = messages(body(request));
    if (items.isEmpty()) {
      throw JanException.invalid("items", "items is empty; send at least one");
    }
    List<JanMessage> kept = new ArrayList<>();
    items.forEach(m -> kept.add(threads.append(id, m)));
    send(request, response, list(kept, false));
  }

  private void item(ServerRequest request, ServerResponse response) {
    send(request, response, item(find(threads.open(id(request)), request)));
  }

  private void deleteItem(ServerRequest request, ServerResponse response) {
    ThreadId id = id(request);
    String trashed = threads.deleteMessage(id, find(threads.open(id), request).id());
    response.header(io.helidon.http.HeaderNames.create("x-jan4j-trash"), trashed);
    send(request, response, tree(threads.open(id).thread()));
  }

  private static JanMessage find(Conversation conversation, ServerRequest request) {
    String item = stripped(request.path().pathParameters().get("item"), MESSAGE);
    return conversation
        .tree()
        .find(item)
        .orElseThrow(() -> new JanException(ErrorCode.NOT_FOUND, "there is no such item"));
  }

  private static List<NewMessage> messages(Map<String, Object> body) {
    List<Map<String, Object>> items = Tree.objects(body, "items");
    if (items.size() > MAX_ITEMS) {
      throw JanException.invalid("items", "items has over " + MAX_ITEMS + " entries; send fewer");
    }
    List<NewMessage> out = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      out.add(message(items.get(i), "items[" + i + "]"));
    }
    return out;
  }

  private static NewMessage message(Map<String, Object> item, String path) {
    String type = Tree.text(item, "type");
    if (!type.isEmpty() && !type.equals("message")) {
      throw JanException.unsupported(
          path + ".type", "items of the type " + type + " are not kept yet; send messages");
    }
    String role = Tree.text(item, "role");
    if (!List.of("user", "assistant", "system", "developer").contains(role)) {
      throw JanException.invalid(path + ".role", path + " has no role that is known");
    }
    Object content = Objects.requireNonNullElse(item.get("content"), "");
    List<JanPart> parts = new JanMessage(Map.of("role", role, "content", content)).parts();
    if (parts.stream()
        .anyMatch(p -> !(p instanceof JanPart.Text || p instanceof JanPart.Reasoning))) {
      throw JanException.unsupported(path + ".content", "only text parts are kept yet");
    }
    return NewMessage.of(
        role.equals("developer") ? "system" : role, parts, new NewMessage.Place.AtEnd());
  }

  private static Map<String, Object> list(List<JanMessage> messages, boolean hasMore) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("object", "list");
    out.put("data", messages.stream().map(OpenAiConversations::item).toList());
    out.put("first_id", messages.isEmpty() ? "" : MESSAGE + messages.getFirst().id());
    out.put("last_id", messages.isEmpty() ? "" : MESSAGE + messages.getLast().id());
    out.put("has_more", hasMore);
    return out;
  }

  private static Map<String, Object> item(JanMessage message) {
    Map<String, Object> part = new LinkedHashMap<>();
    boolean answer = message.role().equals("assistant");
    part.put("type", answer ? "output_text" : "input_text");
    part.put("text", message.text());
    if (answer) {
      part.put("annotations", List.of());
      part.put("logprobs", List.of());
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("type", "message");
    out.put("id", MESSAGE + message.id());
    out.put(
        "status",
        switch (message.status()) {
          case READY -> "completed";
          case PENDING -> "in_progress";
          case STOPPED, ERROR -> "incomplete";
        });
    out.put("role", message.role());
    out.put("content", List.of(part));
    return out;
  }

  private static Map<String, Object> tree(StoredThread thread) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("id", CONVERSATION + thread.id());
    out.put("object", "conversation");
    out.put("created_at", thread.file().created().getEpochSecond());
    out.put(METADATA, Tree.object(thread.file().own(), METADATA));
    return out;
  }

  private static ThreadId id(ServerRequest request) {
    return new ThreadId(stripped(request.path().pathParameters().get("id"), CONVERSATION));
  }

  private static String stripped(String id, String prefix) {
    return id.startsWith(prefix) ? id.substring(prefix.length()) : id;
  }

  private Map<String, Object> body(ServerRequest request) {
    return Json.readTree(new String(bodies.read(request), StandardCharsets.UTF_8));
  }

  private static void send(ServerRequest request, ServerResponse response, Object value) {
    ConversationRoutes.send(request, response, value);
  }
}
