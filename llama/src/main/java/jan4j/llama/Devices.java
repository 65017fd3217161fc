package jan4j.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;

import jan4j.llama.raw.GgmlBackend;
import jan4j.llama.raw.GgmlDevice;
import jan4j.llama.raw.Layouts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;

/// Reads devices and turns them back into the pointers that C wants.
final class Devices {
  private static final Device.Type[] TYPES = Device.Type.values();
  private static final List<String> SOFTWARE = List.of("llvmpipe", "lavapipe", "swiftshader");

  private Devices() {}

  static Device read(int index) {
    MemorySegment device = GgmlDevice.ggml_backend_dev_get(index);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment props = arena.allocate(Layouts.DEVICE_PROPS.layout());
      GgmlDevice.ggml_backend_dev_get_props(device, props);
      String description = LlamaLibrary.text(Layouts.DEVICE_PROPS.getPointer(props, "description"));
      return new Device(
          index,
          LlamaLibrary.text(Layouts.DEVICE_PROPS.getPointer(props, "name")),
          description,
          type(Layouts.DEVICE_PROPS.getInt(props, "type"), description),
          Layouts.DEVICE_PROPS.getLong(props, "memory_free"),
          Layouts.DEVICE_PROPS.getLong(props, "memory_total"),
          LlamaLibrary.text(
              GgmlBackend.ggml_backend_reg_name(GgmlDevice.ggml_backend_dev_backend_reg(device))));
    }
  }

  /// The Vulkan backend calls every device that is not integrated a GPU, Mesa's software one too.
  static Device.Type type(int value, String description) {
    String lower = description.toLowerCase(Locale.ROOT);
    if (SOFTWARE.stream().anyMatch(lower::contains)) {
      return Device.Type.CPU;
    }
    return value >= 0 && value < TYPES.length ? TYPES[value] : Device.Type.ACCEL;
  }

  /// The NULL-terminated array that `llama_model_params.devices` wants.
  static MemorySegment array(List<Device> devices, Arena arena) {
    MemorySegment array = arena.allocate(ADDRESS, devices.size() + 1L);
    for (int i = 0; i < devices.size(); i++) {
      array.setAtIndex(ADDRESS, i, GgmlDevice.ggml_backend_dev_get(devices.get(i).index()));
    }
    return array;
  }
}
