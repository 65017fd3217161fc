package jan4j.app;

import java.nio.file.Path;
import picocli.CommandLine.Command;

/// Commands for the project's own scripts.
@Command(name = "internal", hidden = true, description = "For Jan4j's own scripts.")
final class InternalCommand {
  private final Console console;
  private final Path home;

  InternalCommand(Console console, Path home) {
    this.console = console;
    this.home = home;
  }

  @Command(
      name = "worker-command",
      description = "Print the Java command of a worker, an argument a line.")
  int workerCommand() {
    new WorkerCommand(home).java().forEach(console::line);
    return ExitCode.OK;
  }
}
