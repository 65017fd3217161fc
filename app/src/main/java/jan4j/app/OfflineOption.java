package jan4j.app;

import picocli.CommandLine.Option;

/// The option that keeps everything on this machine.
final class OfflineOption {
  @Option(
      names = "--offline",
      description = "Let nothing leave this machine; what would have been fetched is named.")
  boolean given;
}
