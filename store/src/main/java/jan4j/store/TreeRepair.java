package jan4j.store;

import jan4j.wire.jan.JanMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// Finds the place of each message in the tree:
///
/// - without `parentId` it follows the message before it that has none either;
/// - an assistant that hangs nowhere, or whose `parentId` is missing, in a thread with branches
///   belongs to the nearest user message before it, and the next user message that hangs on that
///   same one belongs below the assistant (Jan's bug 8357 writes such threads);
/// - a parent that is gone is replaced by the message before;
/// - a circle is cut at its first message.
///
/// Used once, by one thread.
final class TreeRepair {
  private static final int MAX_OVERTAKERS = 64;

  private final Map<String, JanMessage> byId;
  private final List<String> order;
  private final Map<String, String> parents = new HashMap<>();
  private final List<String> said = new ArrayList<>();
  private final Map<String, String> overtakers = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final NavigableMap<When, String> users = new TreeMap<>();

  /// A moment; of two messages at the same one the file's order counts.
  private record When(Instant time, int place) implements Comparable<When> {
    @Override
    public int compareTo(When other) {
      int byTime = time.compareTo(other.time);
      return byTime != 0 ? byTime : Integer.compare(place, other.place);
    }
  }

  /// @param byId in the order of the file
  TreeRepair(Map<String, JanMessage> byId) {
    this.byId = byId;
    this.order = List.copyOf(byId.keySet());
    for (String id : order) {
      places.put(id, places.size());
      if (message(id).role().equals("user")) {
        users.put(new When(message(id).created(), places.size() - 1), id);
      }
    }
    boolean branched =
        byId.values().stream().anyMatch(m -> m.parent() instanceof JanMessage.Parent.Of);
    String before = MessageTree.ROOT;
    String unsaid = MessageTree.ROOT;
    for (String id : order) {
      JanMessage message = message(id);
      switch (message.parent()) {
        case JanMessage.Parent.Unsaid() -> {
          boolean follows = !branched || before.equals(unsaid);
          parents.put(id, follows || !isAssistant(message) ? unsaid : adopt(id));
          unsaid = id;
        }
        case JanMessage.Parent.None() ->
            parents.put(id, isLost(message) && branched ? adopt(id) : MessageTree.ROOT);
        case JanMessage.Parent.Of(String parent) -> parents.put(id, existing(id, parent, before));
      }
      before = id;
    }
    cutCircles();
  }

  Map<String, String> parents() {
    return parents;
  }

  List<String> said() {
    return said;
  }

  private String existing(String id, String parent, String before) {
    if (byId.containsKey(parent)) {
      return parent;
    }
    said.add(
        "message " + id + " hangs on " + parent + ", which is gone; it follows the one before");
    return before;
  }

  /// Hangs a lost assistant below the nearest user before it, and the user that overtook it below
  /// the assistant.
  private String adopt(String id) {
    Instant at = message(id).created();
    String user = nearestUser(id, at);
    if (user.isEmpty()) {
      return MessageTree.ROOT;
    }
    said.add("answer " + id + " hung nowhere; it belongs to " + user);
    for (String next : nextUsers(id, at)) {
      if (message(next).parent() instanceof JanMessage.Parent.Of(String p) && p.equals(user)) {
        overtakers.put(next, id);
        break;
      }
    }
    return user;
  }

  private String nearestUser(String id, Instant at) {
    int place = places.getOrDefault(id, 0);
    Map.Entry<When, String> user = users.lowerEntry(new When(at, place));
    return user == null ? MessageTree.ROOT : user.getValue();
  }

  private List<String> nextUsers(String id, Instant at) {
    int place = places.getOrDefault(id, 0);
    return users.tailMap(new When(at, place)).values().stream().limit(MAX_OVERTAKERS).toList();
  }

  private void cutCircles() {
    overtakers.forEach(parents::put);
    Set<String> safe = new HashSet<>(Set.of(MessageTree.ROOT));
    for (String id : order) {
      List<String> way = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      String at = id;
      while (!safe.contains(at) && seen.add(at)) {
        way.add(at);
        at = parents.getOrDefault(at, MessageTree.ROOT);
      }
      if (!safe.contains(at)) {
        said.add("message " + at + " hung below itself; it is a first message now");
        parents.put(at, MessageTree.ROOT);
      }
      safe.addAll(way);
    }
  }

  private JanMessage message(String id) {
    JanMessage message = byId.get(id);
    if (message == null) {
      throw new IllegalStateException("no message " + id);
    }
    return message;
  }

  private static boolean isLost(JanMessage message) {
    return isAssistant(message) && !message.own().containsKey(JanMessage.FIRST);
  }

  private static boolean isAssistant(JanMessage message) {
    return message.role().equals("assistant");
  }
}
