package jan4j.app;

import jan4j.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `jan4j doctor`: what was found and what is wrong.
@Command(
    name = "doctor",
    description = {
      "Say what hardware, libraries and models were found, and what is wrong.",
      "Exit code 1 when something is wrong."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Console console;
  private final Diagnosis.Source source;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  DoctorCommand(Console console, Diagnosis.Source source) {
    this.console = console;
    this.source = source;
  }

  @Override
  public Integer call() {
    Diagnosis diagnosis = source.look();
    int exitCode = diagnosis.problems().isEmpty() ? ExitCode.OK : ExitCode.FAILURE;
    if (json) {
      Map<String, Object> out = new LinkedHashMap<>();
      out.put("ok", diagnosis.problems().isEmpty());
      out.put("facts", diagnosis.facts());
      out.put("problems", diagnosis.problems());
      console.line(Json.writeText(out));
      return exitCode;
    }
    diagnosis.facts().forEach(this::section);
    if (diagnosis.problems().isEmpty()) {
      console.line("Nothing is wrong.");
    } else {
      section("Problems", diagnosis.problems());
    }
    return exitCode;
  }

  private void section(String title, List<String> lines) {
    console.line(title + ":");
    for (String line : lines) {
      console.line("  " + SafeText.line(line));
    }
  }
}
