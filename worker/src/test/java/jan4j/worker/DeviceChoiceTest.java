package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jan4j.llama.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceChoiceTest {
  private static final Device CPU = device("CPU", Device.Type.CPU);
  private static final Device CARD = device("CUDA0", Device.Type.GPU);
  private static final Device INTEGRATED = device("Vulkan1", Device.Type.IGPU);
  private static final Device SOFTWARE = device("Vulkan0", Device.Type.CPU);

  @Test
  void cardsComeBeforeIntegratedGraphics() {
    assertThat(DeviceChoice.choose(List.of(CPU, INTEGRATED, CARD), List.of()))
        .containsExactly(CARD);
    assertThat(DeviceChoice.choose(List.of(CPU, INTEGRATED), List.of()))
        .containsExactly(INTEGRATED);
  }

  @Test
  void aSoftwareRendererIsTakenOnlyByName() {
    assertThat(DeviceChoice.choose(List.of(CPU, SOFTWARE), List.of())).isEmpty();
    assertThat(DeviceChoice.choose(List.of(CPU, SOFTWARE), List.of("vulkan0")))
        .containsExactly(SOFTWARE);
  }

  @Test
  void noneMeansTheCpu() {
    assertThat(DeviceChoice.choose(List.of(CPU, CARD), List.of("none"))).isEmpty();
    assertThat(DeviceChoice.choose(List.of(CPU, CARD), List.of("CPU"))).isEmpty();
  }

  @Test
  void anUnknownNameIsAnErrorThatListsTheKnown() {
    assertThatThrownBy(() -> DeviceChoice.choose(List.of(CPU, CARD), List.of("CUDA7")))
        .hasMessageContaining("CUDA7")
        .hasMessageContaining("CPU, CUDA0");
  }

  private static Device device(String name, Device.Type type) {
    return new Device(0, name, name, type, 0, 0, name);
  }
}
