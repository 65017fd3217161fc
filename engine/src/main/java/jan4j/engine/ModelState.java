package jan4j.engine;

import jan4j.core.ErrorCode;
import jan4j.wire.worker.Report;
import java.time.Instant;

/// Where a model is in its life. Each state carries what is known in it; values are a snapshot.
public sealed interface ModelState {
  /// Not loaded, and nothing is wrong with that.
  record Absent() implements ModelState {}

  /// A worker starts and loads the model.
  ///
  /// @param pid of the worker, 0 until the process runs
  /// @param progress of the load, 0 to 1
  record Starting(long pid, double progress) implements ModelState {}

  /// Loaded.
  ///
  /// @param leases requests that are being answered
  /// @param facts what the worker said of the loaded model
  /// @param since when it was ready
  record Ready(long pid, int leases, Report.Loaded facts, Instant since) implements ModelState {}

  /// On its way out: no new request goes to this worker; the model is absent when it has ended.
  ///
  /// @param leases requests that are still being answered
  record Draining(long pid, int leases) implements ModelState {}

  /// The load failed or the worker crashed. The next request at or after `retryAt` tries again.
  record Failed(ErrorCode code, String reason, Instant retryAt) implements ModelState {}

  /// One word for lists: `absent`, `starting`, `ready`, `draining` or `failed`.
  default String word() {
    return switch (this) {
      case Absent _ -> "absent";
      case Starting _ -> "starting";
      case Ready _ -> "ready";
      case Draining _ -> "draining";
      case Failed _ -> "failed";
    };
  }

  /// Process id of the worker, 0 where there is none.
  default long workerPid() {
    return switch (this) {
      case Absent _, Failed _ -> 0;
      case Starting s -> s.pid();
      case Ready r -> r.pid();
      case Draining d -> d.pid();
    };
  }
}
