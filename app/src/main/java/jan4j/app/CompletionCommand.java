package jan4j.app;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `jan4j completion`: the script that makes a shell complete the command.
@Command(
    name = "completion",
    description = {
      "Print a completion script.",
      "bash: source <(jan4j completion bash). zsh: source <(jan4j completion zsh)."
    })
final class CompletionCommand implements Callable<Integer> {
  /// The shells; picocli's script serves both.
  enum Shell {
    bash,
    zsh
  }

  private final Console console;

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  Shell shell = Shell.bash;

  @Spec CommandSpec spec;

  CompletionCommand(Console console) {
    this.console = console;
    this.spec = CommandSpec.create();
  }

  @Override
  public Integer call() {
    console.line(AutoComplete.bash("jan4j", spec.root().commandLine()).stripTrailing());
    return ExitCode.OK;
  }
}
