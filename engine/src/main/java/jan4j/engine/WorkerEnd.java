package jan4j.engine;

import jan4j.core.ErrorCode;
import jan4j.core.ModelId;
import java.util.List;

/// How a worker ended.
///
/// @param wanted whether we asked it to stop
/// @param code what a request is told that it broke off
/// @param cause what happened, one line without a full stop
/// @param loadFailure whether the model cannot be loaded, as opposed to a crash
/// @param log where more is written, or the empty string
record WorkerEnd(
    boolean wanted,
    ErrorCode code,
    String cause,
    boolean loadFailure,
    List<String> lastLines,
    String log) {
  static final int MAX_LINES_TOLD = 5;

  WorkerEnd {
    lastLines = List.copyOf(lastLines);
  }

  /// For a request that was hit by it, which may come from another machine: without the folders of
  /// this one.
  ///
  /// @param doing what the worker did for that request, e.g. `while it loaded the model`, or the
  ///   empty string
  String message(ModelId model, String doing) {
    String what = FolderNames.strip(whole(model, doing));
    if (loadFailure) {
      return what;
    }
    String more = log.isEmpty() ? "" : "; the engine's log on the server has more";
    return what + ". Send the request again: a new engine starts by itself" + more;
  }

  /// For the log.
  String detail(ModelId model, String doing) {
    return whole(model, doing) + (log.isEmpty() ? "" : "; the engine's log is " + log);
  }

  private String whole(ModelId model, String doing) {
    if (loadFailure) {
      return "cannot load " + model + ": " + cause;
    }
    StringBuilder out = new StringBuilder("the engine of ").append(model).append(" stopped");
    out.append(doing.isEmpty() ? "" : " ").append(doing).append(": ").append(cause);
    if (!lastLines.isEmpty()) {
      int from = Math.max(0, lastLines.size() - MAX_LINES_TOLD);
      out.append("; its last lines: ")
          .append(String.join(" | ", lastLines.subList(from, lastLines.size())));
    }
    return out.toString();
  }
}
