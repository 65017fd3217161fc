package jan4j.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.store.Conversation;
import jan4j.store.Run;
import jan4j.store.RunEvent;
import jan4j.store.RunFollower;
import jan4j.store.RunRequest;
import jan4j.wire.Json;
import jan4j.wire.jan.RunLines;
import jan4j.wire.jan.Tree;
import jan4j.wire.openai.ApiRequest;
import jan4j.wire.openai.RequestMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/v1/jan4j/threads/{id}/runs` and `/v1/jan4j/runs`: answers that the core writes whether a page
/// looks on or not. A page follows one over server-sent events, each with the id of its event, and
/// goes on after `Last-Event-ID`. Thread-safe.
final class RunRoutes {
  private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

  private final Conversations conversations;
  private final Serving serving;
  private final RequestMapper mapper;

  RunRoutes(Conversations conversations, Serving serving, RequestMapper mapper) {
    this.conversations = conversations;
    this.serving = serving;
    this.mapper = mapper;
  }

  void addTo(HttpRouting.Builder routing) {
    routing.post("/v1/jan4j/threads/{id}/runs", this::start);
    routing.get("/v1/jan4j/runs/{id}", this::show);
    routing.get("/v1/jan4j/runs/{id}/events", this::follow);
    routing.post("/v1/jan4j/runs/{id}/stop", this::stop);
  }

  /// Takes the fields of a chat request, `messages` aside, which are those of the thread down to
  /// `parent`, or of the shown branch.
  private void start(ServerRequest request, ServerResponse response) {
    Map<String, Object> body =
        Json.readTree(new String(serving.bodyReader().read(request), StandardCharsets.UTF_8));
    Conversation conversation =
        conversations.store().threads().open(ConversationRoutes.id(request));
    String given = Tree.text(body, "parent");
    String parent = given.isEmpty() ? conversation.tree().activeLeaf() : given;
    if (parent.isEmpty() || conversation.tree().find(parent).isEmpty()) {
      throw new JanException(
          ErrorCode.NOT_FOUND, "there is no message \"" + parent + "\" to answer");
    }
    Map<String, Object> chat = new LinkedHashMap<>(body);
    chat.remove("parent");
    chat.remove("stream");
    chat.put("n", 1);
    Map<String, Object> recipe = Tree.with(chat, "n", null);
    chat.putIfAbsent("model", conversation.thread().file().model().map(m -> m.id()).orElse(""));
    chat.put(
        "messages",
        new ThreadPrompt(conversations.store(), serving.clock()).messages(conversation, parent));
    ApiRequest api = mapper.chat(Json.write(chat), "run-" + serving.ids().get());
    Run run =
        conversations
            .runs()
            .start(
                new RunRequest(
                    conversation.thread().id(),
                    parent,
                    api.requests().getFirst(),
                    List.of(),
                    recipe));
    ConversationRoutes.send(request, response, tree(run));
  }

  private Run run(ServerRequest request) {
    String id = request.path().pathParameters().get("id");
    return conversations
        .runs()
        .find(id)
        .orElseThrow(() ->
            new JanException(
                ErrorCode.NOT_FOUND,
                "no run of that id is remembered; its answer stands in the thread"));
  }

  private void show(ServerRequest request, ServerResponse response) {
    ConversationRoutes.send(request, response, tree(run(request)));
  }

  private void stop(ServerRequest request, ServerResponse response) {
    Run run = run(request);
    run.stop();
    ConversationRoutes.send(request, response, tree(run));
  }

  private static Map<String, Object> tree(Run run) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("id", run.id());
    out.put("object", "jan4j.run");
    out.put("thread", run.thread().value());
    out.put("message", run.messageId());
    out.put("status", run.status().word());
    return out;
  }

  private void follow(ServerRequest request, ServerResponse response) {
    Run run = run(request);
    long after = lastSeen(request);
    try (InFlight.Place place = serving.inFlight().enter();
        RunFollower follower = run.follow(after)) {
      place.onClose(follower::close);
      WatchedConnection connection = WatchedConnection.CURRENT.get();
      connection.watch(follower::close);
      response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
      response.header(HeaderNames.CACHE_CONTROL, "no-cache");
      try (SseWriter sse = new SseWriter(response.outputStream(), serving.nanos());
          AutoCloseable _ = serving.pinger().keep(sse, connection)) {
        while (follower.hasNext()) {
          RunEvent event = follower.next();
          sse.event(event.id(), Json.write(event(event.body())));
        }
      } catch (Exception e) {
        throw new CloseConnectionException("the client left the stream", e);
      }
    }
  }

  private static List<Object> event(RunEvent.Body body) {
    return switch (body) {
      case RunEvent.Body.Happened happened -> RunLines.write(happened.event());
      case RunEvent.Body.Ended ended ->
          List.of("ended", ended.status().word(), ended.messageId(), ended.problem());
    };
  }

  private static long lastSeen(ServerRequest request) {
    String text =
        request.headers().first(LAST_EVENT_ID).orElse(ConversationRoutes.query(request, "after"));
    try {
      return text.isEmpty() ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw JanException.invalid("after", "the last event id is \"" + text + "\"; give a number");
    }
  }
}
