package jan4j.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `jan4j` itself: shows the help.
@Command(
    name = "jan4j",
    description = "A private AI assistant that runs wholly on this machine.",
    footerHeading = "%nExit codes:%n",
    footer = {
      "    0  done",
      "    1  failed",
      "    2  wrong usage: an unknown option, or a value out of its range",
      "    3  the model or its engine failed",
      "    4  the network is needed but denied (--offline) or out of reach",
      "  130  interrupted"
    })
final class RootCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }
}
