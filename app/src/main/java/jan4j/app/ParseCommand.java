package jan4j.app;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.Tool;
import jan4j.model.dialect.AssembledMessage;
import jan4j.model.dialect.Assembler;
import jan4j.model.dialect.Dialect;
import jan4j.model.dialect.Dialects;
import jan4j.model.dialect.OutputEvent;
import jan4j.model.dialect.OutputParser;
import jan4j.model.dialect.OutputStart;
import jan4j.model.jinja.Template;
import jan4j.model.jinja.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `jan4j models parse`: what a model's raw output means under a template and a request. Needs no
/// model and no native library.
@Command(
    name = "parse",
    description = {
      "Say what a model's raw output means: text, reasoning and tool calls.",
      "REQUEST.json holds template variables: messages, tools, add_generation_prompt (true where"
          + " it is absent), enable_thinking and any other. Its prompt is rendered with the"
          + " template; where that has opened a reasoning block, the output begins inside it."
          + " Without --input, no tools are offered and no prompt stands before the output.",
      "The dialect is found from the template; --dialect sets it. What the template writes after"
          + " an answer, such as an end-of-turn token, is no part of it.",
      "With --json: {\"content\": TEXT, \"reasoning_content\": TEXT, \"tool_calls\": [{\"name\":"
          + " NAME, \"arguments\": {...}}], \"dialect\": NAME}. Without content or reasoning those"
          + " are null, without calls the list is empty; \"broken\": true is added where something"
          + " that was meant as a call stands in the content."
    })
final class ParseCommand implements Callable<Integer> {
  private static final int MAX_BYTES = 64 << 20;

  private final Console console;
  private final Clock clock;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A GGUF model file, or a template's Jinja source.")
  Path file = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "OUTPUT.txt",
      description = "What the model wrote, as UTF-8; - is standard input.")
  String output = "";

  @Option(
      names = "--input",
      paramLabel = "REQUEST.json",
      description = "The template variables of the request.")
  @Nullable Path input;

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      description = "Read the output in this dialect, whatever the template says.")
  String dialectName = "";

  @Option(
      names = "--named",
      paramLabel = "NAME",
      description = "Of a GGUF with several templates, take NAME, such as tool_use.")
  String named = "";

  @Option(names = "--json", description = "Print the message as one JSON object.")
  boolean json;

  @Option(
      names = "--events",
      description =
          "Print what a client would be told while the output is written: one JSON object a line,"
              + " of type text, reasoning, call_start, call_arguments, call_end or broken.")
  boolean printsEvents;

  ParseCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    TemplateFile template = TemplateFile.read(file, named);
    Dialect dialect = dialect(template);
    Map<String, Object> variables = variables(template);
    OutputStart start = new OutputStart(prompt(template, variables), tools(variables), false);
    OutputParser parser = dialect.parser(start);
    List<OutputEvent> events =
        new ArrayList<>(parser.accept(withoutEnd(raw(), variables.get("eos_token"))));
    events.addAll(parser.end());
    if (printsEvents) {
      events.forEach(event -> console.line(DialectJson.event(event)));
      return ExitCode.OK;
    }
    Assembler assembler = new Assembler();
    assembler.add(events);
    print(assembler.message(), dialect.name());
    return ExitCode.OK;
  }

  private Dialect dialect(TemplateFile template) {
    if (dialectName.isEmpty()) {
      return Dialects.of(template.source());
    }
    return Dialects.named(dialectName, template.source())
        .orElseThrow(() ->
            JanException.invalid(
                "--dialect",
                "there is no dialect "
                    + dialectName
                    + "; there are "
                    + String.join(", ", Dialects.names())));
  }

  private Map<String, Object> variables(TemplateFile template) {
    Map<String, Object> variables =
        input == null ? new LinkedHashMap<>() : TemplateFile.variables(input);
    variables.putIfAbsent("add_generation_prompt", true);
    variables.putIfAbsent("bos_token", template.bosToken());
    variables.putIfAbsent("eos_token", template.eosToken());
    return variables;
  }

  private String prompt(TemplateFile template, Map<String, Object> variables) {
    if (input == null) {
      return "";
    }
    try {
      return Template.compile(template.source()).render(variables, clock).value();
    } catch (TemplateException e) {
      String where = e.line() > 0 ? " (line " + e.line() + " of the template)" : "";
      throw new JanException(
          ErrorCode.TEMPLATE_FAILED,
          "cannot render "
              + input
              + " with "
              + file
              + ": "
              + e.type()
              + ": "
              + e.getMessage()
              + where
              + "; jan4j models template shows what a template makes of a conversation",
          e);
    }
  }

  /// The tools, in the shape of OpenAI's API or as bare functions.
  private List<Tool> tools(Map<String, Object> variables) {
    List<Tool> out = new ArrayList<>();
    if (!(variables.get("tools") instanceof List<?> definitions)) {
      return out;
    }
    for (Object definition : definitions) {
      if (definition instanceof Map<?, ?> map) {
        Object function = map.get("function") instanceof Map<?, ?> inner ? inner : map;
        Object name = ((Map<?, ?>) function).get("name");
        if (name instanceof String text && !text.isEmpty()) {
          @SuppressWarnings("unchecked")
          Map<String, Object> tree = (Map<String, Object>) map;
          out.add(new Tool(text, "", tree));
        }
      }
    }
    return out;
  }

  private String raw() {
    if (!output.equals("-")) {
      return TemplateFile.text(Path.of(output));
    }
    try {
      byte[] bytes = console.in().readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new JanException(
            ErrorCode.INVALID_REQUEST,
            "standard input has more than the " + MAX_BYTES + " bytes that are read");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read standard input", e);
    }
  }

  /// Without the end-of-sequence token at its end, which is no text of the model.
  private static String withoutEnd(String raw, @Nullable Object token) {
    String end = raw.stripTrailing();
    return token instanceof String eos && !eos.isEmpty() && end.endsWith(eos)
        ? end.substring(0, end.length() - eos.length())
        : raw;
  }

  private void print(AssembledMessage message, String dialect) {
    if (json) {
      console.line(DialectJson.message(message, dialect));
      return;
    }
    console.line("dialect: " + dialect);
    if (!message.reasoning().isEmpty()) {
      console.line("reasoning:\n" + SafeText.of(message.reasoning()));
    }
    if (!message.content().isEmpty()) {
      console.line("text:\n" + SafeText.of(message.content()));
    }
    for (AssembledMessage.Call call : message.calls()) {
      console.line("call: " + SafeText.line(call.name()) + " " + SafeText.line(call.arguments()));
    }
    if (message.broken()) {
      console.note("A call is broken: it stands in the text.");
    }
  }
}
