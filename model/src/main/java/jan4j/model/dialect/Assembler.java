package jan4j.model.dialect;

import java.util.ArrayList;
import java.util.List;

/// Puts events together to a message. For one thread.
public final class Assembler {
  private final StringBuilder content = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final StringBuilder arguments = new StringBuilder();
  private final List<AssembledMessage.Call> calls = new ArrayList<>();
  private String id = "";
  private String name = "";
  private boolean broken;

  /// Reads a whole answer.
  public static AssembledMessage read(OutputParser parser, String output) {
    Assembler assembler = new Assembler();
    assembler.add(parser.accept(output));
    assembler.add(parser.end());
    return assembler.message();
  }

  /// Takes the next events.
  public void add(List<OutputEvent> events) {
    events.forEach(this::add);
  }

  private void add(OutputEvent event) {
    switch (event) {
      case OutputEvent.Text e -> content.append(e.text());
      case OutputEvent.Reasoning e -> reasoning.append(e.text());
      case OutputEvent.CallStart e -> {
        id = e.id();
        name = e.name();
        arguments.setLength(0);
      }
      case OutputEvent.CallArguments e -> arguments.append(e.fragment());
      case OutputEvent.CallEnd _ ->
          calls.add(new AssembledMessage.Call(id, name, arguments.toString()));
      case OutputEvent.Broken _ -> broken = true;
    }
  }

  /// The message so far.
  public AssembledMessage message() {
    return new AssembledMessage(content.toString(), reasoning.toString(), calls, broken);
  }
}
