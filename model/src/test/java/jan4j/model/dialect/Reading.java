package jan4j.model.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads an output whole, cut at every position, and one character at a time, and asserts that the
/// events are the same.
final class Reading {
  /// Tools that the examples call.
  static final List<Tool> TOOLS = List.of(tool("get_weather"), tool("add"), tool("noargs"));

  private Reading() {}

  static Tool tool(String name) {
    return new Tool(name, "", Map.of("type", "function", "function", Map.of("name", name)));
  }

  static OutputStart start(String promptTail) {
    return new OutputStart(promptTail, TOOLS, false);
  }

  /// The message that `output` is, after every way of cutting it gave the same.
  static AssembledMessage read(Dialect dialect, OutputStart start, String output) {
    List<OutputEvent> whole = events(dialect.parser(start), List.of(output));
    for (int i = 1; i < output.length(); i++) {
      List<String> pieces = List.of(output.substring(0, i), output.substring(i));
      assertThat(events(dialect.parser(start), pieces)).as("cut at %s", i).isEqualTo(whole);
    }
    List<String> characters = output.chars().mapToObj(Character::toString).toList();
    assertThat(events(dialect.parser(start), characters)).isEqualTo(whole);
    Assembler assembler = new Assembler();
    assembler.add(whole);
    return assembler.message();
  }

  static AssembledMessage read(String dialect, String output) {
    return read(Dialects.named(dialect).orElseThrow(), start(""), output);
  }

  /// All events, neighbours of one kind joined.
  static List<OutputEvent> events(OutputParser parser, List<String> pieces) {
    List<OutputEvent> events = new ArrayList<>();
    pieces.forEach(p -> events.addAll(parser.accept(p)));
    events.addAll(parser.end());
    List<OutputEvent> out = new ArrayList<>();
    for (OutputEvent next : events) {
      OutputEvent last = out.isEmpty() ? null : out.getLast();
      if (last instanceof OutputEvent.Text a && next instanceof OutputEvent.Text b) {
        out.set(out.size() - 1, new OutputEvent.Text(a.text() + b.text()));
      } else if (last instanceof OutputEvent.Reasoning a
          && next instanceof OutputEvent.Reasoning b) {
        out.set(out.size() - 1, new OutputEvent.Reasoning(a.text() + b.text()));
      } else if (last instanceof OutputEvent.CallArguments a
          && next instanceof OutputEvent.CallArguments b) {
        out.set(
            out.size() - 1, new OutputEvent.CallArguments(a.index(), a.fragment() + b.fragment()));
      } else {
        out.add(next);
      }
    }
    return out;
  }
}
