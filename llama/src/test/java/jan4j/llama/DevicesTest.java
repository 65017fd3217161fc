package jan4j.llama;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DevicesTest {
  @Test
  void aSoftwareRendererIsAProcessorWhateverTheBackendSays() {
    Device.Type type = Devices.type(1, "llvmpipe (LLVM 19.1.7, 256 bits)");
    assertThat(type).isEqualTo(Device.Type.CPU);
    assertThat(new Device(0, "Vulkan0", "llvmpipe", type, 0, 0, "Vulkan").isSoftware()).isTrue();
  }

  @Test
  void theProcessorItselfIsNoSoftwareDevice() {
    Device.Type type = Devices.type(0, "AMD EPYC");
    assertThat(new Device(0, "CPU", "AMD EPYC", type, 0, 0, "CPU").isSoftware()).isFalse();
  }

  @Test
  @Tag("native")
  void theProcessorIsAlwaysListedWithItsMemory() {
    assertThat(Tiny.library().devices())
        .anySatisfy(device -> {
          assertThat(device.name()).isEqualTo("CPU");
          assertThat(device.type()).isEqualTo(Device.Type.CPU);
          assertThat(device.description()).isNotBlank();
          assertThat(device.totalBytes()).isPositive();
          assertThat(device.freeBytes()).isBetween(0L, device.totalBytes());
          assertThat(device.isSoftware()).isFalse();
        });
  }

  @Test
  void typesFollowTheOrderOfTheEnum() {
    assertThat(Devices.type(1, "NVIDIA H100")).isEqualTo(Device.Type.GPU);
    assertThat(Devices.type(2, "Intel Iris")).isEqualTo(Device.Type.IGPU);
    assertThat(Devices.type(3, "BLAS")).isEqualTo(Device.Type.ACCEL);
    assertThat(Devices.type(4, "Meta")).isEqualTo(Device.Type.META);
  }
}
