package jan4j.store.exchange;

import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A conversation of another program, on its way in. Mutable, for one thread.
final class Found {
  /// Most messages of one conversation.
  static final int MAX_MESSAGES = 100_000;

  /// One message; `parent` is the empty string for a first one.
  record Said(
      String id,
      String parent,
      String role,
      List<JanPart> parts,
      Instant time,
      String model,
      JanMessage.Status status) {}

  final String format;
  final String sourceId;
  final String title;
  final Instant created;
  String model = "";
  boolean starred;
  String shown = "";
  private final Map<String, Said> said = new LinkedHashMap<>();
  private final Map<String, Integer> left = new TreeMap<>();

  Found(String format, String sourceId, String title, Instant created) {
    this.format = format;
    this.sourceId = sourceId;
    this.title = title;
    this.created = created;
  }

  void add(Said message) {
    if (said.size() >= MAX_MESSAGES) {
      leave("messages beyond the " + MAX_MESSAGES + " that a conversation may have");
    } else if (message.parts().isEmpty()) {
      leave("messages without content");
    } else {
      said.put(message.id(), message);
      if (!message.model().isEmpty()) {
        model = message.model();
      }
    }
  }

  /// Something was left out.
  void leave(String what) {
    left.merge(what, 1, Integer::sum);
  }

  Map<String, Said> said() {
    return said;
  }

  List<String> left() {
    List<String> out = new ArrayList<>();
    left.forEach((what, count) -> out.add(count + " " + what));
    return out;
  }
}
