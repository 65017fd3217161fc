package jan4j.server;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jan4j.core.Engine;
import jan4j.core.ErrorCode;
import jan4j.core.GenerationEvent;
import jan4j.core.JanException;
import jan4j.wire.Json;
import jan4j.wire.openai.AnswerCollector;
import jan4j.wire.openai.AnswerHead;
import jan4j.wire.openai.AnswerStream;
import jan4j.wire.openai.ApiRequest;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// `POST /v1/chat/completions` and `POST /v1/completions`. A request is answered by its
/// connection's thread; a client that goes away, a server that closes and a failure all close the
/// same [Answers]. Thread-safe.
final class GenerationRoute implements Handler {
  /// What the two endpoints differ in.
  interface Endpoint {
    /// Before the request's own id.
    String idPrefix();

    /// Reads the body.
    ApiRequest read(byte[] body, String id);

    /// For a streamed answer.
    AnswerStream stream(AnswerHead head, ApiRequest request);

    /// For an answer in one piece.
    AnswerCollector collector(AnswerHead head, ApiRequest request);
  }

  private final Endpoint endpoint;
  private final Engine engine;
  private final Serving serving;

  GenerationRoute(Endpoint endpoint, Engine engine, Serving serving) {
    this.endpoint = endpoint;
    this.engine = engine;
    this.serving = serving;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    byte[] body = serving.bodyReader().read(request);
    String id = endpoint.idPrefix() + serving.ids().get();
    response.header(HeaderNames.create("x-request-id"), id);
    ApiRequest api = endpoint.read(body, id);
    AtomicBoolean gone = new AtomicBoolean();
    try (InFlight.Place place = serving.inFlight().enter();
        Answers answers = Answers.start(engine, api.requests())) {
      place.onClose(answers::cancel);
      WatchedConnection.CURRENT
          .get()
          .watch(() -> {
            gone.set(true);
            answers.cancel();
          });
      AnswerHead head =
          new AnswerHead(
              id, serving.clock().instant().getEpochSecond(), api.model(), serving.fingerprint());
      if (api.stream()) {
        stream(answers, endpoint.stream(head, api), response);
      } else {
        collect(answers, endpoint.collector(head, api), request, response);
      }
    } catch (JanException e) {
      throw e.code() == ErrorCode.CANCELLED ? cancelled(gone.get(), e) : e;
    }
  }

  private static void collect(
      Answers answers, AnswerCollector collector, ServerRequest request, ServerResponse response) {
    Answers.@Nullable Event next;
    while ((next = answers.next()) != null) {
      collector.add(next.index(), next.event());
    }
    ErrorEdge.sendJson(request, response, Json.write(collector.answer()));
  }

  /// The status is written once a choice has started: what fails before is an ordinary error.
  private void stream(Answers answers, AnswerStream form, ServerResponse response) {
    Answers.@Nullable Event next = answers.next();
    while (next != null && next.event() instanceof GenerationEvent.LoadProgress) {
      next = answers.next();
    }
    response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
    response.header(HeaderNames.CACHE_CONTROL, "no-cache");
    WatchedConnection connection = WatchedConnection.CURRENT.get();
    try (SseWriter sse = new SseWriter(response.outputStream(), serving.nanos());
        AutoCloseable _ = serving.pinger().keep(sse, connection)) {
      try {
        while (next != null) {
          form.chunks(next.index(), next.event()).forEach(chunk -> sse.data(Json.write(chunk)));
          next = answers.next();
        }
        form.closing().forEach(chunk -> sse.data(Json.write(chunk)));
        sse.done();
      } catch (UncheckedIOException e) {
        throw e;
      } catch (JanException e) {
        RuntimeException told = e.code() == ErrorCode.CANCELLED ? cancelled(false, e) : e;
        sse.data(ErrorEdge.body(ErrorEdge.toJanException(told)));
      } catch (RuntimeException e) {
        sse.data(ErrorEdge.body(ErrorEdge.toJanException(e)));
      }
    } catch (Exception e) {
      throw new CloseConnectionException("the client left the stream", e);
    }
  }

  /// A cancelled answer was cancelled by someone: the client, the server's end, or the engine.
  private RuntimeException cancelled(boolean gone, JanException e) {
    if (gone) {
      return new CloseConnectionException("the client left before its answer", e);
    }
    return serving.inFlight().isClosing() ? InFlight.shuttingDown() : e;
  }
}
