package jan4j.engine;

import jan4j.wire.worker.Report;

/// Carries a worker's news over to the fleet's thread.
record PostingListener(Fleet fleet, WorkerProcess.Listener to) implements WorkerProcess.Listener {
  @Override
  public void started(WorkerProcess worker, long pid) {
    fleet.post(() -> to.started(worker, pid));
  }

  @Override
  public void progress(WorkerProcess worker, double fraction) {
    fleet.post(() -> to.progress(worker, fraction));
  }

  @Override
  public void loaded(WorkerProcess worker, Report.Loaded facts) {
    fleet.post(() -> to.loaded(worker, facts));
  }

  @Override
  public void released(WorkerProcess worker, WorkerProcess.Answer answer, boolean complete) {
    fleet.post(() -> to.released(worker, answer, complete));
  }

  @Override
  public void ended(WorkerProcess worker, WorkerEnd end) {
    fleet.post(() -> to.ended(worker, end));
  }
}
