package jan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VulkanDevicesTest {
  @Test
  void aNameShowsAllDevicesUpToIts() {
    assertThat(VulkanDevices.environment(List.of("Vulkan0")))
        .containsExactly(java.util.Map.entry("GGML_VK_VISIBLE_DEVICES", "0"));
    assertThat(VulkanDevices.environment(List.of("CUDA0", "vulkan2"))).containsValue("0,1,2");
  }

  @Test
  void withoutANameOfVulkansNothingIsShown() {
    assertThat(VulkanDevices.environment(List.of())).isEmpty();
    assertThat(VulkanDevices.environment(List.of("none", "CUDA0", "Vulkan", "Vulkan-1"))).isEmpty();
  }
}
