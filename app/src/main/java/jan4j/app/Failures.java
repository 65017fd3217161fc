package jan4j.app;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Turns every failure of a command into one message and an exit code: a line on standard error, or
/// with `--json` an object on standard output.
final class Failures
    implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
  private final Console console;
  private final String logFile;

  Failures(Console console, String logFile) {
    this.console = console;
    this.logFile = logFile;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, CommandLine.@Nullable ParseResult parsed) {
    boolean json = parsed != null && asksForJson(parsed.originalArgs());
    if (failure instanceof JanException e) {
      return report(e, json);
    }
    System.getLogger(Failures.class.getName())
        .log(System.Logger.Level.ERROR, "command failed", failure);
    String message =
        failure instanceof java.io.UncheckedIOException io && io.getCause() != null
            ? io.getMessage() + ": " + io.getCause()
            : "unexpected failure: " + failure;
    return report(
        new JanException(ErrorCode.INTERNAL, message + " (details in " + logFile + ")"), json);
  }

  @Override
  public int handleParseException(CommandLine.ParameterException failure, String[] args) {
    String name = failure.getCommandLine().getCommandSpec().qualifiedName();
    String message = failure.getMessage() + ". See " + name + " --help";
    if (asksForJson(List.of(args))) {
      console.line(json(ErrorCode.INVALID_REQUEST, message, "", ExitCode.USAGE));
    } else {
      console.error(message);
      CommandLine.UnmatchedArgumentException.printSuggestions(
          failure, new java.io.PrintWriter(console.err(), true));
    }
    return ExitCode.USAGE;
  }

  private int report(JanException e, boolean json) {
    int exitCode = ExitCode.of(e.code(), !e.parameter().isEmpty());
    if (json) {
      console.line(json(e.code(), e.getMessage(), e.parameter(), exitCode));
    } else {
      console.error(e.getMessage());
    }
    return exitCode;
  }

  private static boolean asksForJson(List<String> args) {
    int end = args.indexOf("--");
    return args.subList(0, end < 0 ? args.size() : end).contains("--json");
  }

  private static String json(ErrorCode code, String message, String parameter, int exitCode) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", message);
    error.put("type", code.type());
    error.put("code", code.code());
    if (!parameter.isEmpty()) {
      error.put("param", parameter);
    }
    error.put("exit_code", exitCode);
    return Json.writeText(Map.of("error", error));
  }
}
