package jan4j.server;

import jan4j.wire.openai.AnswerCollector;
import jan4j.wire.openai.AnswerHead;
import jan4j.wire.openai.AnswerStream;
import jan4j.wire.openai.ApiRequest;
import jan4j.wire.openai.ChatCollector;
import jan4j.wire.openai.ChatStream;
import jan4j.wire.openai.RequestMapper;
import jan4j.wire.openai.TextCollector;
import jan4j.wire.openai.TextStream;
import java.util.function.LongSupplier;

/// The two generation endpoints. Thread-safe.
final class Endpoints {
  private Endpoints() {}

  /// `/v1/chat/completions`.
  record Chat(RequestMapper mapper, LongSupplier nanos) implements GenerationRoute.Endpoint {
    @Override
    public String idPrefix() {
      return "chatcmpl-";
    }

    @Override
    public ApiRequest read(byte[] body, String id) {
      return mapper.chat(body, id);
    }

    @Override
    public AnswerStream stream(AnswerHead head, ApiRequest request) {
      return new ChatStream(head, request, nanos);
    }

    @Override
    public AnswerCollector collector(AnswerHead head, ApiRequest request) {
      return new ChatCollector(head, request);
    }
  }

  /// `/v1/completions`.
  record Completions(RequestMapper mapper, LongSupplier nanos) implements GenerationRoute.Endpoint {
    @Override
    public String idPrefix() {
      return "cmpl-";
    }

    @Override
    public ApiRequest read(byte[] body, String id) {
      return mapper.completion(body, id);
    }

    @Override
    public AnswerStream stream(AnswerHead head, ApiRequest request) {
      return new TextStream(head, request, nanos);
    }

    @Override
    public AnswerCollector collector(AnswerHead head, ApiRequest request) {
      return new TextCollector(head, request);
    }
  }
}
