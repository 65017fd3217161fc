package jan4j.app;

import jan4j.core.ErrorCode;

/// The exit codes of the command; documented in `jan4j --help` and docs/cli.md.
final class ExitCode {
  static final int OK = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;
  static final int ENGINE = 3;
  static final int NETWORK = 4;
  static final int INTERRUPTED = 130;

  private ExitCode() {}

  /// The exit code of a command that failed with `code`; `badOption` says that the failure names a
  /// value which the user gave.
  static int of(ErrorCode code, boolean badOption) {
    if (code == ErrorCode.EGRESS_DENIED) {
      return NETWORK;
    }
    if (code == ErrorCode.TEMPLATE_FAILED) {
      return ENGINE;
    }
    return switch (code.kind()) {
      case INVALID_REQUEST -> badOption ? USAGE : FAILURE;
      case NOT_FOUND, BUSY, INTERNAL -> FAILURE;
      case OUT_OF_MEMORY, ENGINE_FAILED -> ENGINE;
      case UPSTREAM -> NETWORK;
      case CANCELLED -> INTERRUPTED;
    };
  }
}
