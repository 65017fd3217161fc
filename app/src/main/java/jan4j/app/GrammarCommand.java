package jan4j.app;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.model.grammar.GbnfMatcher;
import jan4j.model.grammar.GrammarOptions;
import jan4j.model.grammar.GrammarText;
import jan4j.model.grammar.InstanceCheck;
import jan4j.model.grammar.SchemaGrammar;
import jan4j.model.grammar.SchemaRefused;
import jan4j.model.grammar.Unenforced;
import jan4j.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `jan4j models grammar`: what grammar a JSON Schema becomes, and what it lets through. Needs no
/// model and no native library.
@Command(
    name = "grammar",
    description = {
      "Print the grammar (GBNF) that holds answers to a JSON Schema; or say, for each instance,"
          + " whether the grammar lets it through in some spelling: the members of objects in the"
          + " grammar's order, numbers as 1, 1.0 or 1e0.",
      "What cannot be enforced is named, with its keyword and place, and ends the command with exit"
          + " code 2; --best-effort leaves it out instead, with a remark on standard error.",
      "With --json: {\"instance\": NAME, \"allowed\": true|false} for each instance, an \"error\""
          + " instead of \"allowed\" where it cannot be read; {\"grammar\": TEXT, \"unenforced\":"
          + " [...]} without instances; {\"refused\": KEYWORD, \"path\": POINTER, \"message\": TEXT}"
          + " for a schema that is refused."
    })
final class GrammarCommand implements Callable<Integer> {
  private static final long MAX_BYTES = 16L << 20;

  private final Console console;

  @Parameters(index = "0", paramLabel = "SCHEMA.json", description = "A JSON Schema.")
  Path schema = Path.of("");

  @Parameters(index = "1..*", paramLabel = "INSTANCE.json", description = "JSON values to try.")
  List<Path> instances = List.of();

  @Option(names = "--best-effort", description = "Leave out what cannot be enforced, and say so.")
  boolean bestEffort;

  @Option(
      names = "--draft",
      paramLabel = "DRAFT",
      description =
          "The draft of a schema without $schema: 2020-12 (as well for 2019-09), or 7 (as well for"
              + " 4 and 6). Default: 2020-12.")
  String draft = "2020-12";

  @Option(
      names = "--formats",
      paramLabel = "WHAT",
      description =
          "assert: hold the formats that are known; annotate: ignore them. Default: assert.")
  String formats = "assert";

  @Option(names = "--json", description = "Print one JSON object a line.")
  boolean json;

  GrammarCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    GrammarOptions options = options();
    Object tree = read(schema);
    GrammarText grammar;
    try {
      grammar = SchemaGrammar.of(Objects.requireNonNullElse(tree, List.of()), options);
    } catch (SchemaRefused e) {
      return refuse(e);
    }
    for (Unenforced each : grammar.notes()) {
      if (!json || !instances.isEmpty()) {
        console.note(
            "Not enforced: \"" + each.keyword() + "\" at " + each.path() + ": " + each.reason());
      }
    }
    if (instances.isEmpty()) {
      print(grammar);
      return ExitCode.OK;
    }
    return check(GbnfMatcher.of(grammar.gbnf()));
  }

  private GrammarOptions options() {
    GrammarOptions.Draft of =
        switch (draft) {
          case "7", "6", "4" -> GrammarOptions.Draft.DRAFT_7;
          case "2020-12", "2019-09" -> GrammarOptions.Draft.DRAFT_2020_12;
          default ->
              throw JanException.invalid(
                  "--draft", "there is no draft " + draft + "; take 2020-12 or 7");
        };
    if (!formats.equals("assert") && !formats.equals("annotate")) {
      throw JanException.invalid("--formats", "--formats is assert or annotate, not " + formats);
    }
    return new GrammarOptions(bestEffort, formats.equals("assert"), of);
  }

  private int refuse(SchemaRefused refused) {
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("refused", refused.keyword());
      line.put("path", refused.path());
      line.put("message", refused.getMessage());
      console.line(Json.writeText(line));
    } else {
      console.error(refused.getMessage());
    }
    return ExitCode.USAGE;
  }

  private void print(GrammarText grammar) {
    if (!json) {
      console.line(grammar.gbnf().stripTrailing());
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("grammar", grammar.gbnf());
    line.put(
        "unenforced",
        grammar.notes().stream()
            .map(n -> Map.of("keyword", n.keyword(), "path", n.path(), "message", n.reason()))
            .toList());
    console.line(Json.writeText(line));
  }

  private int check(GbnfMatcher matcher) {
    int code = ExitCode.OK;
    for (Path instance : instances) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("instance", instance.toString());
      try {
        line.put("allowed", new InstanceCheck(matcher).allows(read(instance)));
      } catch (JanException e) {
        line.put("error", Map.of("type", e.code().code(), "message", e.getMessage()));
        code = ExitCode.FAILURE;
      } catch (IllegalStateException e) {
        line.put(
            "error",
            Map.of(
                "type", ErrorCode.UNSUPPORTED.code(), "message", String.valueOf(e.getMessage())));
        code = ExitCode.FAILURE;
      }
      print(line);
    }
    return code;
  }

  private void print(Map<String, Object> line) {
    if (json) {
      console.line(Json.writeText(line));
      return;
    }
    Object allowed = line.get("allowed");
    if (line.get("error") instanceof Map<?, ?> error) {
      console.error(line.get("instance") + ": " + error.get("message"));
    } else {
      console.line(
          line.get("instance") + ": " + (Boolean.TRUE.equals(allowed) ? "allowed" : "not allowed"));
    }
  }

  private static @Nullable Object read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw JanException.invalid(
            file.toString(), file + " is larger than " + (MAX_BYTES >> 20) + " MiB");
      }
      return Json.readExactValue(Files.readAllBytes(file));
    } catch (NoSuchFileException _) {
      throw JanException.invalid(file.toString(), "there is no file " + file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (JanException e) {
      throw JanException.invalid(file.toString(), file + ": " + e.getMessage());
    }
  }
}
