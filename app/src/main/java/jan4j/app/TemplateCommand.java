package jan4j.app;

import jan4j.core.JanException;
import jan4j.model.jinja.Template;
import jan4j.model.jinja.TemplateException;
import jan4j.wire.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `jan4j models template`: a chat template, or what it makes of conversations, by the interpreter
/// that chats use, without any adaptation of the variables.
@Command(
    name = "template",
    description = {
      "Print the chat template of a model file, or what it makes of each conversation.",
      "A conversation is a JSON object of template variables: messages, tools,"
          + " add_generation_prompt and any other. bos_token and eos_token come from the"
          + " conversation, else from the GGUF, else are <s> and </s>.",
      "Texts are printed exactly, one after the other, without a line break after them. A"
          + " conversation that fails is named on standard error with the kind of its error, the"
          + " others are still printed, and the exit code is 3, or 1 where an input cannot be read.",
      "With --json, one line per conversation: {\"input\": NAME, \"output\": TEXT} or {\"input\":"
          + " NAME, \"error\": {\"type\": ..., \"message\": ...}}."
    })
final class TemplateCommand implements Callable<Integer> {
  private final Console console;
  private final Clock clock;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "A GGUF model file, or a template's Jinja source.")
  @Nullable Path file;

  @Option(
      names = "--input",
      arity = "1..*",
      paramLabel = "CONVERSATION.json",
      description = "Template variables; may be given several times.")
  List<Path> inputs = new ArrayList<>();

  @Option(
      names = "--named",
      paramLabel = "NAME",
      description = "Of a GGUF with several templates, take NAME, such as tool_use.")
  String named = "";

  @Option(
      names = "--now",
      paramLabel = "2026-01-02T03:04:05",
      description = "What strftime_now says the time is; the local time without it.")
  String now = "";

  @Option(names = "--json", description = "Print one JSON object per conversation.")
  boolean json;

  TemplateCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Clock at = clock();
    TemplateFile template = TemplateFile.read(file(), named);
    if (inputs.isEmpty()) {
      print(template.source());
      return ExitCode.OK;
    }
    int exitCode = ExitCode.OK;
    Renderer renderer = new Renderer(template, at);
    for (Path input : inputs) {
      exitCode = Math.max(exitCode, outcome(input, renderer));
    }
    return exitCode;
  }

  private void print(String source) {
    if (json) {
      console.line(Json.writeText(Map.of("template", source)));
    } else {
      console.answer(source);
    }
  }

  /// The file; it may stand after the conversations, which then have swallowed it.
  private Path file() {
    if (file != null) {
      return file;
    }
    if (inputs.size() < 2) {
      throw JanException.invalid(
          "FILE", "which template? Give a .gguf or .jinja file: models template FILE");
    }
    return inputs.removeLast();
  }

  private Clock clock() {
    if (now.isEmpty()) {
      return clock;
    }
    try {
      LocalDateTime time = LocalDateTime.parse(now.replace(' ', 'T'));
      return Clock.fixed(time.toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw JanException.invalid(
          "--now", "--now " + now + " is no time; write it as 2026-01-02T03:04:05");
    }
  }

  private int outcome(Path input, Renderer renderer) {
    try {
      rendered(input, renderer.render(TemplateFile.variables(input)));
      return ExitCode.OK;
    } catch (TemplateException e) {
      failed(input, e.type(), e.getMessage(), e.line());
      return ExitCode.ENGINE;
    } catch (JanException e) {
      failed(input, "InputError", e.getMessage(), 0);
      return ExitCode.FAILURE;
    }
  }

  private void rendered(Path input, String text) {
    if (!json) {
      console.answer(text);
      return;
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("input", input.toString());
    out.put("output", text);
    console.line(Json.writeText(out));
  }

  private void failed(Path input, String type, String message, int line) {
    if (!json) {
      String where = line > 0 ? " (line " + line + " of the template)" : "";
      console.error(input + ": " + type + ": " + message + where);
      return;
    }
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("type", type);
    error.put("message", message);
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("input", input.toString());
    out.put("error", error);
    console.line(Json.writeText(out));
  }

  /// Compiles at the first conversation, so that a syntax error is each conversation's outcome.
  private static final class Renderer {
    private final TemplateFile file;
    private final Clock clock;
    private @Nullable Template template;

    Renderer(TemplateFile file, Clock clock) {
      this.file = file;
      this.clock = clock;
    }

    String render(Map<String, Object> variables) {
      Template compiled = template;
      if (compiled == null) {
        compiled = Template.compile(file.source());
        template = compiled;
      }
      variables.putIfAbsent("bos_token", file.bosToken());
      variables.putIfAbsent("eos_token", file.eosToken());
      return compiled.render(variables, clock).value();
    }
  }
}
