package jan4j.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Runs once through what a start of the core does, without a model, so that an AOT cache can be
/// recorded.
@Command(name = "train", hidden = true, description = "For Jan4j's own scripts.")
final class TrainCommand implements Callable<Integer> {
  private final Runnable start;

  TrainCommand(Runnable start) {
    this.start = start;
  }

  @Override
  public Integer call() {
    start.run();
    return ExitCode.OK;
  }
}
