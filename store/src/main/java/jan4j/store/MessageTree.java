package jan4j.store;

import jan4j.wire.jan.JanMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The messages of a thread as a tree of branches. Whatever the files say, each message has exactly
/// one place: see [TreeRepair] for what is put right. Immutable.
public final class MessageTree {
  /// The parent of first messages.
  public static final String ROOT = "";

  /// Which child is shown below a message.
  ///
  /// @param child the chosen child
  /// @param seen what Jan's own `activeChildId` was when it was chosen: where that changed since,
  ///   Jan's choice is the newer one
  public record Selection(String child, String seen) {}

  private final Map<String, JanMessage> byId;
  private final Map<String, String> parents;
  private final Map<String, List<String>> children = new HashMap<>();
  private final Map<String, Selection> selected;
  private final List<String> repairs;

  private MessageTree(
      Map<String, JanMessage> byId,
      Map<String, String> parents,
      Map<String, Selection> selected,
      List<String> repairs) {
    this.byId = byId;
    this.parents = parents;
    this.selected = Map.copyOf(selected);
    this.repairs = List.copyOf(repairs);
    List<String> order = new ArrayList<>(byId.keySet());
    Map<String, Integer> place = new HashMap<>();
    order.forEach(id -> place.put(id, place.size()));
    for (String id : order) {
      children.computeIfAbsent(parents.getOrDefault(id, ROOT), _ -> new ArrayList<>()).add(id);
    }
    Comparator<String> byTime = Comparator.comparing(id -> created(byId.get(id)));
    children.values().forEach(c -> c.sort(byTime.thenComparing(id -> place.getOrDefault(id, 0))));
  }

  private static Instant created(@org.jspecify.annotations.Nullable JanMessage message) {
    return message == null ? Instant.EPOCH : message.created();
  }

  /// Puts messages in the order of their file into a tree. Of two with one id the later counts; one
  /// without an id gets one from its place.
  public static MessageTree of(List<JanMessage> messages, Map<String, Selection> selected) {
    Map<String, JanMessage> byId = new LinkedHashMap<>();
    for (int i = 0; i < messages.size(); i++) {
      JanMessage message = messages.get(i);
      byId.put(message.id().isEmpty() ? "line-" + (i + 1) : message.id(), message);
    }
    TreeRepair repair = new TreeRepair(byId);
    return new MessageTree(byId, repair.parents(), selected, repair.said());
  }

  /// All messages by id, in the order of the file.
  public Map<String, JanMessage> messages() {
    return Collections.unmodifiableMap(byId);
  }

  /// The message of that id.
  public Optional<JanMessage> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// The message above, or [#ROOT].
  public String parent(String id) {
    return parents.getOrDefault(id, ROOT);
  }

  /// The messages below one, or below [#ROOT], by time.
  public List<String> children(String id) {
    return List.copyOf(children.getOrDefault(id, List.of()));
  }

  /// The messages that a person sees: from the first one down the shown branch.
  public List<String> activePath() {
    List<String> out = new ArrayList<>();
    String at = activeChild(ROOT);
    while (!at.isEmpty()) {
      out.add(at);
      at = activeChild(at);
    }
    return List.copyOf(out);
  }

  /// The last message of the shown branch, or [#ROOT] in an empty thread.
  public String activeLeaf() {
    List<String> path = activePath();
    return path.isEmpty() ? ROOT : path.getLast();
  }

  /// The shown child: the chosen one, else Jan's, else the newest; the empty string for none.
  public String activeChild(String id) {
    List<String> all = children.getOrDefault(id, List.of());
    if (all.isEmpty()) {
      return "";
    }
    String jan = janChoice(id);
    Selection own = selected.get(id);
    if (own != null && own.seen().equals(jan) && all.contains(own.child())) {
      return own.child();
    }
    return all.contains(jan) ? jan : all.getLast();
  }

  /// What Jan's `activeChildId` says, or the empty string.
  String janChoice(String id) {
    JanMessage message = byId.get(id);
    return message == null ? "" : message.activeChild();
  }

  /// The messages from the first one to that one.
  public List<String> pathTo(String id) {
    List<String> out = new ArrayList<>();
    String at = id;
    while (!at.isEmpty()) {
      out.add(at);
      at = parent(at);
    }
    return List.copyOf(out.reversed());
  }

  /// A message with everything below it.
  public Set<String> below(String id) {
    Set<String> out = new HashSet<>();
    List<String> open = new ArrayList<>(List.of(id));
    while (!open.isEmpty()) {
      String at = open.removeLast();
      if (out.add(at)) {
        open.addAll(children.getOrDefault(at, List.of()));
      }
    }
    return out;
  }

  /// Whether every message follows the one before it without saying so: a thread older than Jan's
  /// branches.
  public boolean isUnbranched() {
    return byId.values().stream().allMatch(m -> m.parent() instanceof JanMessage.Parent.Unsaid);
  }

  /// What had to be put right, in sentences.
  public List<String> repairs() {
    return repairs;
  }
}
