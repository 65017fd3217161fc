package jan4j.engine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// llama.cpp hides a Vulkan device that is really the CPU (ggml-vulkan.cpp,
/// `GGML_VK_VISIBLE_DEVICES`) unless it is asked for by its number. Only where no other Vulkan
/// device is here are the numbers those of the names.
final class VulkanDevices {
  private static final Pattern NAME = Pattern.compile("vulkan(\\d{1,2})");
  private static final String VARIABLE = "GGML_VK_VISIBLE_DEVICES";

  private VulkanDevices() {}

  /// What a worker needs in its environment to see the devices of those names; empty where none is
  /// Vulkan's.
  static Map<String, String> environment(List<String> names) {
    int highest = -1;
    for (String name : names) {
      Matcher matcher = NAME.matcher(name.toLowerCase(Locale.ROOT));
      if (matcher.matches()) {
        highest = Math.max(highest, Integer.parseInt(matcher.group(1)));
      }
    }
    return highest < 0
        ? Map.of()
        : Map.of(
            VARIABLE,
            IntStream.rangeClosed(0, highest)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",")));
  }
}
