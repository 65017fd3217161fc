package jan4j.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import jan4j.llama.LlamaException.Reason;
import jan4j.llama.raw.LlamaAdapter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// What one context applies on top of its model. Used by the thread that owns the context.
final class Adaptation {
  private List<Adapter.Applied> applied = List.of();

  void setAdapters(Context context, List<Adapter.Applied> adapters) {
    MemorySegment handle = context.handle();
    for (Adapter.Applied each : adapters) {
      if (each.adapter().model() != context.model()) {
        throw LlamaException.misuse(
            "the adapter %s was loaded for another model".formatted(each.adapter().file()));
      }
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pointers = arena.allocate(ADDRESS, adapters.size() + 1L);
      MemorySegment scales = arena.allocate(JAVA_FLOAT, adapters.size() + 1L);
      for (int i = 0; i < adapters.size(); i++) {
        pointers.setAtIndex(ADDRESS, i, adapters.get(i).adapter().handle());
        scales.setAtIndex(JAVA_FLOAT, i, adapters.get(i).scale());
      }
      int code = LlamaAdapter.llama_set_adapters_lora(handle, pointers, adapters.size(), scales);
      check(code, "apply " + adapters.size() + " adapters");
    }
    release();
    applied = List.copyOf(adapters);
    applied.forEach(each -> each.adapter().used());
  }

  /// The context applies none of them any longer.
  void release() {
    applied.forEach(each -> each.adapter().unused());
    applied = List.of();
  }

  static void setControlVector(Context context, float[] data, int firstLayer, int lastLayer) {
    int nEmbd = context.model().nEmbd();
    if (data.length == 0 || data.length % nEmbd != 0) {
      throw LlamaException.misuse(
          "a control vector of %d numbers is no multiple of the width %d"
              .formatted(data.length, nEmbd));
    }
    try (Arena arena = Arena.ofConfined()) {
      int code =
          LlamaAdapter.llama_set_adapter_cvec(
              context.handle(),
              arena.allocateFrom(JAVA_FLOAT, data),
              data.length,
              nEmbd,
              firstLayer,
              lastLayer);
      check(code, "set the control vector of layers " + firstLayer + " to " + lastLayer);
    }
  }

  static void clearControlVector(Context context) {
    int code =
        LlamaAdapter.llama_set_adapter_cvec(context.handle(), MemorySegment.NULL, 0, 0, 0, 0);
    check(code, "clear the control vector");
  }

  private static void check(int code, String what) {
    if (code != 0) {
      throw new LlamaException(Reason.ADAPTER, "cannot " + what + ": code " + code);
    }
  }
}
