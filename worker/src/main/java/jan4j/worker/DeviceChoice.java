package jan4j.worker;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.llama.Device;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which devices take layers.
final class DeviceChoice {
  private static final String NONE = "none";

  private DeviceChoice() {}

  /// @param names as in [jan4j.core.LoadOptions#devices]; empty: graphics cards, else integrated
  ///   graphics. A software renderer is only taken where it is named.
  /// @throws JanException for a name that no device has
  static List<Device> choose(List<Device> present, List<String> names) {
    if (names.isEmpty()) {
      List<Device> cards = ofType(present, Device.Type.GPU);
      return cards.isEmpty() ? ofType(present, Device.Type.IGPU) : cards;
    }
    return names.stream().flatMap(name -> find(present, name)).toList();
  }

  private static List<Device> ofType(List<Device> present, Device.Type type) {
    return present.stream().filter(d -> d.type() == type).toList();
  }

  /// The CPU is no device to offload to: naming it is the same as `none`.
  private static Stream<Device> find(List<Device> present, String name) {
    if (name.equalsIgnoreCase(NONE) || name.equalsIgnoreCase("CPU")) {
      return Stream.empty();
    }
    for (Device device : present) {
      if (device.name().equalsIgnoreCase(name)) {
        return Stream.of(device);
      }
    }
    String known = present.stream().map(Device::name).collect(Collectors.joining(", "));
    throw new JanException(
        ErrorCode.MODEL_LOAD_FAILED,
        "no device is called \"" + name + "\"; this machine has " + known + " (or use none)");
  }
}
