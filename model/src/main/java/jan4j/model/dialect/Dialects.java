package jan4j.model.dialect;

import jan4j.model.jinja.Template;
import jan4j.model.jinja.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the dialect of a model. Thread-safe.
public final class Dialects {
  private Dialects() {}

  /// The dialect of a chat template, found by rendering an assistant's turn with a call and taking
  /// the first format that reads the same call back. Where the template writes no calls, a text in
  /// its source may tell the format; else it is the generic one.
  ///
  /// This takes some milliseconds; keep the result.
  ///
  /// @param templateSource Jinja; one that does not compile gives the generic dialect
  public static Dialect of(String templateSource) {
    return DialectSearch.of(templateSource).map(DialectSearch::dialect).orElse(generic());
  }

  /// The dialect for models whose template is not known or has no tools: the tools are described in
  /// the system text, as `docs/dialects.md` has it.
  public static Dialect generic() {
    return new ProbedDialect(Formats.GENERIC, Traits.DEFAULT);
  }

  /// A dialect set by hand.
  public static Optional<Dialect> named(String name) {
    return format(name).map(f -> new ProbedDialect(f, Traits.DEFAULT));
  }

  /// A dialect set by hand, with the reasoning and white space of a template.
  ///
  /// @param templateSource Jinja; one that does not compile tells nothing
  public static Optional<Dialect> named(String name, String templateSource) {
    Traits traits =
        DialectSearch.of(templateSource).map(DialectSearch::traits).orElse(Traits.DEFAULT);
    return format(name).map(f -> new ProbedDialect(f, traits));
  }

  /// The names of all formats, in the order in which they are tried.
  public static List<String> names() {
    return Formats.ALL.stream().map(Format::name).toList();
  }

  private static Optional<Format> format(String name) {
    return Formats.ALL.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  /// A search in one template.
  private static final class DialectSearch {
    private final String source;
    private final List<Tags> tags;
    private final Probe probe;

    private DialectSearch(String source, Template template) {
      this.source = source;
      this.tags = tagsOf(source);
      this.probe = new Probe(template, tags);
    }

    static Optional<DialectSearch> of(String source) {
      try {
        return Optional.of(new DialectSearch(source, Template.compile(source)));
      } catch (TemplateException _) {
        return Optional.empty();
      }
    }

    private static List<Tags> tagsOf(String source) {
      List<Tags> named =
          Tags.KNOWN.stream()
              .filter(t -> source.contains(t.open().strip()) || source.contains(t.close()))
              .toList();
      return named.isEmpty() ? List.of(Tags.THINK) : named;
    }

    Traits traits() {
      List<String> ends = new ArrayList<>();
      String[] lead = {""};
      probe
          .plain()
          .ifPresent(t -> {
            int at = t.text().lastIndexOf(Probe.TEXT);
            String before = t.text().substring(0, at);
            lead[0] = before.isBlank() ? before : "";
            ends.add(t.text().substring(at + Probe.TEXT.length()));
          });
      return new Traits(tags, probe.promptEnd(), lead[0], ends);
    }

    Dialect dialect() {
      Traits traits = traits();
      for (Probe.Turn turn : probe.calls()) {
        for (Format format : Formats.ALL) {
          Optional<String> rest = rest(format, traits, turn);
          if (rest.isPresent()) {
            List<String> ends = new ArrayList<>(traits.turnEnds());
            ends.add(rest.get());
            return new ProbedDialect(format, traits.withTurnEnds(ends));
          }
        }
      }
      for (Format format : Formats.ALL) {
        if (format.hints().stream().anyMatch(source::contains)) {
          return new ProbedDialect(format, traits);
        }
      }
      return new ProbedDialect(Formats.GENERIC, traits);
    }

    /// What stands behind the call, if the format reads it.
    private static Optional<String> rest(Format format, Traits traits, Probe.Turn turn) {
      OutputStart start = new OutputStart(turn.promptTail(), Probe.tools(), false);
      OutputParser parser = format.parser(start, traits.withTurnEnds(List.of()));
      List<OutputEvent> events = new ArrayList<>(parser.accept(turn.text()));
      events.addAll(parser.end());
      Assembler whole = new Assembler();
      whole.add(events);
      List<AssembledMessage.Call> calls = whole.message().calls();
      boolean read =
          calls.size() == 1
              && !whole.message().broken()
              && calls.getFirst().name().equals(Probe.TOOL)
              && calls.getFirst().arguments().replaceAll("\\s", "").equals(ARGUMENTS);
      String rest = textAfterCall(events);
      return read && whole.message().content().strip().equals(rest.strip())
          ? Optional.of(rest)
          : Optional.empty();
    }

    private static final String ARGUMENTS = "{\"place\":\"" + Probe.VALUE + "\"}";

    private static String textAfterCall(List<OutputEvent> events) {
      StringBuilder out = new StringBuilder();
      for (OutputEvent event : events) {
        if (event instanceof OutputEvent.CallEnd) {
          out.setLength(0);
        } else if (event instanceof OutputEvent.Text t) {
          out.append(t.text());
        }
      }
      return out.toString();
    }
  }
}
