package jan4j.app;

import picocli.CommandLine.Command;

/// Commands for the project's own scripts.
@Command(name = "internal", hidden = true, description = "For Jan4j's own scripts.")
final class InternalCommand {
  private final Console console;
  private final WorkerCommand worker;

  InternalCommand(Console console, WorkerCommand worker) {
    this.console = console;
    this.worker = worker;
  }

  @Command(
      name = "worker-command",
      description = "Print the Java command of a worker, an argument a line.")
  int workerCommand() {
    worker.java().forEach(console::line);
    return ExitCode.OK;
  }
}
