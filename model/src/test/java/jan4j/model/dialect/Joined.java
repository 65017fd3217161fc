package jan4j.model.dialect;

import java.util.List;

/// Events as lines, neighbours of one kind joined.
final class Joined {
  private final StringBuilder out = new StringBuilder();
  private String kind = "";

  private Joined() {}

  static String of(List<OutputEvent> events) {
    Joined joined = new Joined();
    events.forEach(joined::add);
    return joined.out.toString().strip();
  }

  private void add(OutputEvent event) {
    switch (event) {
      case OutputEvent.Text e -> add("text", e.text());
      case OutputEvent.Reasoning e -> add("reasoning", e.text());
      case OutputEvent.CallStart e -> add("call " + e.index() + " " + e.id(), e.name());
      case OutputEvent.CallArguments e -> add("arguments " + e.index(), e.fragment());
      case OutputEvent.CallEnd e -> add("end", "" + e.index());
      case OutputEvent.Broken _ -> add("broken", "");
    }
  }

  private void add(String next, String text) {
    if (!next.equals(kind)) {
      out.append('\n').append(next.strip()).append(": ");
      kind = next;
    }
    out.append(text.replace("\\", "\\\\").replace("\n", "\\n"));
  }
}
