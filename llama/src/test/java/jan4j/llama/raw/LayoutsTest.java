package jan4j.llama.raw;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutsTest {
  @Test
  void sizesAndOffsetsAreThoseOfTheCCompiler() throws IllegalAccessException {
    List<String> ours = new ArrayList<>();
    for (Struct struct : structs()) {
      String name = struct.name();
      ours.add(
          "%s size %d align %d"
              .formatted(name, struct.layout().byteSize(), struct.layout().byteAlignment()));
      for (Struct.Field field : struct.fields()) {
        ours.add("%s %s %d".formatted(name, field.name(), struct.offset(field.name())));
      }
    }
    assertThat(ours).containsExactlyInAnyOrderElementsOf(Lists.read("offsets-v0.5.0.txt"));
  }

  @Test
  void everyFieldOfTheParameterStructsHasADefaultToCheck() {
    List<Struct> checked =
        List.of(
            Layouts.MODEL_PARAMS,
            Layouts.CONTEXT_PARAMS,
            Layouts.MODEL_QUANTIZE_PARAMS,
            Layouts.SAMPLER_CHAIN_PARAMS);
    assertThat(checked)
        .allSatisfy(
            struct -> assertThat(struct.fields()).allMatch(field -> field.standard() != null));
  }

  private static List<Struct> structs() throws IllegalAccessException {
    List<Struct> structs = new ArrayList<>();
    for (var field : Arrays.asList(Layouts.class.getDeclaredFields())) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == Struct.class) {
        structs.add((Struct) field.get(null));
      }
    }
    return structs;
  }
}
