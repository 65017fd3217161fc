package jan4j.app;

import picocli.CommandLine.Option;

/// The `--help` of every command.
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean asked;
}
