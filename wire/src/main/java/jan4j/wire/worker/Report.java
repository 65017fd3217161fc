package jan4j.wire.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// A frame from a worker to its core.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Report.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = Report.LoadProgress.class, name = "load_progress"),
  @JsonSubTypes.Type(value = Report.Loaded.class, name = "loaded"),
  @JsonSubTypes.Type(value = Report.LoadFailed.class, name = "load_failed"),
  @JsonSubTypes.Type(value = Report.Started.class, name = "started"),
  @JsonSubTypes.Type(value = Report.Progress.class, name = "progress"),
  @JsonSubTypes.Type(value = Report.Piece.class, name = "piece"),
  @JsonSubTypes.Type(value = Report.Finished.class, name = "finished"),
  @JsonSubTypes.Type(value = Report.Failed.class, name = "failed"),
  @JsonSubTypes.Type(value = Report.Tokens.class, name = "tokens"),
  @JsonSubTypes.Type(value = Report.Pong.class, name = "pong"),
  @JsonSubTypes.Type(value = Report.Dying.class, name = "dying")
})
public sealed interface Report {
  /// The version of this protocol. A core and a worker of different versions refuse each other.
  int PROTOCOL_VERSION = 1;

  /// The first frame.
  ///
  /// @param nonce the secret that the core gave to the process it started
  /// @param nativeVersion `llama_version()` of the loaded library
  record Hello(int protocol, String nonce, long pid, String nativeVersion) implements Report {}

  /// Loading goes on; `fraction` is 0 to 1.
  record LoadProgress(double fraction) implements Report {}

  /// The model is ready. All values are those in force, after the library adjusted them.
  ///
  /// @param memory `full`, `sliding_window`, `recurrent` or `hybrid`
  /// @param hasTemplate whether the file carries a chat template
  /// @param devices names of the devices that hold layers
  /// @param nParams count of the model's parameters
  record Loaded(
      String description,
      String architecture,
      int nVocab,
      int nCtx,
      int nCtxTrain,
      int nBatch,
      int nUbatch,
      int nSeqMax,
      int nThreads,
      int nThreadsBatch,
      int nLayer,
      int nGpuLayers,
      int nSwa,
      String memory,
      boolean hasTemplate,
      String bosToken,
      String eosToken,
      boolean addBos,
      long sizeBytes,
      long nParams,
      List<String> devices,
      double loadMillis)
      implements Report {}

  /// The model cannot be loaded; the worker ends. `code` is an [jan4j.core.ErrorCode#code()].
  record LoadFailed(String code, String message) implements Report {}

  /// The request has a sequence and its prefill begins.
  record Started(long id, int promptTokens, int cachedTokens) implements Report {}

  /// A part of the prompt was read.
  record Progress(long id, int promptTokens, int cachedTokens, int processedTokens, double millis)
      implements Report {}

  /// Text of the answer, whole code points.
  ///
  /// @param logprobs of the tokens that `text` came from; empty unless asked for
  record Piece(long id, String text, List<Logprob> logprobs) implements Report {}

  /// The answer is complete.
  ///
  /// @param reason `stop` or `length`
  /// @param stopText the stop text that ended it, or the empty string
  record Finished(
      long id,
      String reason,
      String stopText,
      int promptTokens,
      int cachedTokens,
      int completionTokens,
      double promptMillis,
      double decodeMillis)
      implements Report {}

  /// The answer broke off, or a [Command.Tokenize] failed.
  record Failed(long id, String code, String message) implements Report {}

  /// The tokens asked for.
  record Tokens(long id, List<Integer> tokens) implements Report {}

  /// The loop turns.
  record Pong(long id) implements Report {}

  /// Native code calls abort: the process is about to end. `message` has file, line and expression.
  record Dying(String message) implements Report {}

  /// One token with its probability; `bytes` is base64.
  record Logprob(int token, String bytes, double logprob, List<Logprob> alternatives) {}
}
