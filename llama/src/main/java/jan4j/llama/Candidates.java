package jan4j.llama;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import jan4j.llama.raw.Layouts;
import jan4j.llama.raw.Struct;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// What a chain of samplers left of a distribution.
///
/// @param list the candidates in the chain's order
/// @param selected the token that was chosen, if a sampler of the chain chooses
public record Candidates(List<Candidate> list, OptionalInt selected) {
  /// A token that is left.
  ///
  /// @param logit as changed by the samplers
  /// @param probability 0 where no sampler computed it
  public record Candidate(int token, float logit, float probability) {}

  /// The list may have moved, so its address is read back.
  @SuppressWarnings("restricted") // the library says where the list is and how long
  static Candidates read(MemorySegment array) {
    Struct struct = Layouts.TOKEN_DATA;
    long stride = struct.layout().byteSize();
    int size = (int) Layouts.TOKEN_DATA_ARRAY.getLong(array, "size");
    int selected = (int) Layouts.TOKEN_DATA_ARRAY.getLong(array, "selected");
    MemorySegment data =
        Layouts.TOKEN_DATA_ARRAY.getPointer(array, "data").reinterpret(size * stride);
    List<Candidate> candidates = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      candidates.add(
          new Candidate(
              data.get(JAVA_INT, i * stride + struct.offset("id")),
              data.get(JAVA_FLOAT, i * stride + struct.offset("logit")),
              data.get(JAVA_FLOAT, i * stride + struct.offset("p"))));
    }
    return new Candidates(
        List.copyOf(candidates),
        selected < 0 ? OptionalInt.empty() : OptionalInt.of(candidates.get(selected).token()));
  }
}
