package jan4j.store;

import jan4j.wire.jan.JanMessage;
import jan4j.wire.jan.JanPart;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A message that is to be kept.
///
/// @param id chosen by the caller, so that a repeated request keeps it once; the empty string for a
///   fresh one
/// @param place below which message it hangs
/// @param own what goes under `metadata.jan4j`: recipe, numbers
public record NewMessage(
    String id,
    String role,
    List<JanPart> parts,
    Place place,
    JanMessage.Status status,
    List<String> attachments,
    Map<String, Object> own) {
  /// Where a message goes.
  public sealed interface Place {
    /// At the end of the branch that is shown.
    record AtEnd() implements Place {}

    /// Below that message, or below [MessageTree#ROOT].
    record Below(String parent) implements Place {}
  }

  public NewMessage {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(role, "role");
    parts = List.copyOf(parts);
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(status, "status");
    attachments = List.copyOf(attachments);
    own = Map.copyOf(own);
  }

  /// A message of one text at the end of the shown branch.
  public static NewMessage text(String role, String text) {
    return of(role, List.of(new JanPart.Text(text)), new Place.AtEnd());
  }

  /// A complete message.
  public static NewMessage of(String role, List<JanPart> parts, Place place) {
    return new NewMessage("", role, parts, place, JanMessage.Status.READY, List.of(), Map.of());
  }

  /// The same message with an id of the caller's.
  public NewMessage withId(String id) {
    return new NewMessage(id, role, parts, place, status, attachments, own);
  }

  /// The same message with what Jan4j adds.
  public NewMessage withOwn(Map<String, Object> own) {
    return new NewMessage(id, role, parts, place, status, attachments, own);
  }
}
