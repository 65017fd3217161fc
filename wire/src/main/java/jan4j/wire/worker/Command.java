package jan4j.wire.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jan4j.core.LoadOptions;
import jan4j.core.Sampling;
import java.util.List;

/// A frame from the core to its worker.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Command.Load.class, name = "load"),
  @JsonSubTypes.Type(value = Command.Generate.class, name = "generate"),
  @JsonSubTypes.Type(value = Command.Cancel.class, name = "cancel"),
  @JsonSubTypes.Type(value = Command.Tokenize.class, name = "tokenize"),
  @JsonSubTypes.Type(value = Command.Ping.class, name = "ping"),
  @JsonSubTypes.Type(value = Command.Stop.class, name = "stop")
})
public sealed interface Command {
  /// Loads the worker's one model. The first command after the worker's [Report.Hello], sent once;
  /// answered by [Report.LoadProgress] and then [Report.Loaded] or [Report.LoadFailed].
  ///
  /// @param modelFile path of the GGUF file (of the first shard, where it is split)
  /// @param nThreadsDefault the thread count where `options` leaves it open
  record Load(String modelFile, LoadOptions options, int nThreadsDefault) implements Command {}

  /// Starts an answer; answered by [Report.Started], [Report.Progress], [Report.Piece] and then one
  /// [Report.Finished] or [Report.Failed] with the same `id`.
  ///
  /// @param id chosen by the core, unique in this worker's life
  /// @param prompt the rendered prompt
  /// @param tokens the prompt as token ids, used where `prompt` is empty
  /// @param maxTokens -1: as many as the context holds
  /// @param logprobs alternatives per token, -1: no report
  record Generate(
      long id,
      List<Segment> prompt,
      List<Integer> tokens,
      Sampling sampling,
      int maxTokens,
      List<String> stop,
      int logprobs,
      boolean cachePrompt,
      boolean reportProgress)
      implements Command {}

  /// Ends an answer. Never an error, whatever became of that answer; where it still ran, the worker
  /// reports [Report.Failed] with `cancelled`.
  record Cancel(long id) implements Command {}

  /// Asks for the tokens of a prompt; answered by [Report.Tokens] or [Report.Failed].
  record Tokenize(long id, List<Segment> prompt) implements Command {}

  /// Asks whether the worker's loop turns; answered by [Report.Pong] from the loop itself.
  record Ping(long id) implements Command {}

  /// Cancels everything, frees the model and ends the process with exit code 0.
  record Stop() implements Command {}

  /// A stretch of prompt text.
  ///
  /// @param special whether control tokens spelled in it become those tokens: true only for text
  ///   that came from a chat template. Text of users, documents and tools is never special.
  record Segment(String text, boolean special) {}
}
