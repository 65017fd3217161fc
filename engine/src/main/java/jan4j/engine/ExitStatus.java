package jan4j.engine;

/// Words for the exit code of a worker (see CONTRIBUTING: exit codes of the worker).
final class ExitStatus {
  private static final int SIGNAL_BASE = 128;

  private ExitStatus() {}

  static String describe(int code) {
    return switch (code) {
      case 3 -> "it could not load the model (exit code 3)";
      case 4 -> "core and worker speak different protocols (exit code 4); build both anew";
      case 5 -> "it refused its native library (exit code 5); install the library again";
      case 6 -> "a step of a request's grammar did not end (exit code 6)";
      case 128 + 6 -> "native code called abort (SIGABRT, exit code 134)";
      case 128 + 9 ->
          "it was killed (SIGKILL, exit code 137); the system may have run out of memory";
      case 128 + 11 -> "native code read memory that it does not have (SIGSEGV, exit code 139)";
      case 128 + 15 -> "it was terminated (SIGTERM, exit code 143)";
      default ->
          code > SIGNAL_BASE && code < SIGNAL_BASE + 65
              ? "signal " + (code - SIGNAL_BASE) + " (exit code " + code + ")"
              : "exit code " + code;
    };
  }
}
