package jan4j.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path temp;

  private Settings read(String text) throws IOException {
    DataFolder folder = new DataFolder(temp);
    Files.createDirectories(folder.settings().getParent());
    Files.writeString(folder.settings(), text);
    return Settings.read(folder);
  }

  @Test
  void anAbsentFileIsAllDefaults() {
    assertThat(Settings.read(new DataFolder(temp))).isEqualTo(Settings.DEFAULT);
  }

  @Test
  void whatIsSetIsReadAndTheRestLeftAlone() throws IOException {
    Settings settings = read("{\"accelerator\": \"cpu\", \"device\": \"CUDA1\", \"x\": [1]}");
    assertThat(settings).isEqualTo(new Settings(false, "cpu", List.of("CUDA1")));
    assertThat(read("{\"device\": [\"CUDA0\", \"CUDA1\"]}").devices())
        .containsExactly("CUDA0", "CUDA1");
  }

  @Test
  void aWrongValueIsNamedWithTheFile() {
    for (String text :
        List.of(
            "{\"offline\": 1}",
            "{\"accelerator\": \"gpu\"}",
            "{\"device\": 3}",
            "{\"device\": [3]}")) {
      assertThatThrownBy(() -> read(text))
          .hasMessageContaining("settings.json")
          .hasMessageContaining("write");
    }
  }

  @Test
  void theNameOfADeviceTellsWhichLibrariesItNeeds() {
    Settings settings = new Settings(false, "cpu", List.of());
    assertThat(settings.acceleratorFor(List.of("vulkan0"))).isEqualTo("vulkan");
    assertThat(settings.acceleratorFor(List.of("none", "CUDA12"))).isEqualTo("cuda");
    assertThat(settings.acceleratorFor(List.of("none"))).isEqualTo("cpu");
    assertThat(settings.acceleratorFor(List.of())).isEqualTo("cpu");
  }
}
