package jan4j.store;

import jan4j.core.GenerationRequest;
import jan4j.wire.jan.JanPart;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a run is started with.
///
/// @param thread where the answer goes
/// @param parent the message that is answered
/// @param request what the engine is asked
/// @param before what the answer begins with already, where a stopped one goes on; else empty
/// @param recipe how the answer was asked for (a value tree), kept with the message
public record RunRequest(
    ThreadId thread,
    String parent,
    GenerationRequest request,
    List<JanPart> before,
    Map<String, Object> recipe) {
  public RunRequest {
    Objects.requireNonNull(thread, "thread");
    Objects.requireNonNull(parent, "parent");
    Objects.requireNonNull(request, "request");
    before = List.copyOf(before);
    recipe = Collections.unmodifiableMap(new LinkedHashMap<>(recipe)); // may hold nulls of JSON
  }
}
