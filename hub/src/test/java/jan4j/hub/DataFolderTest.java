package jan4j.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path temp;

  @Test
  void eachPlatformHasItsUsualPlace() {
    assertThat(DataFolder.of(Map.of(), "Linux", "/home/a").root())
        .isEqualTo(Path.of("/home/a/.local/share/Jan4j/data"));
    assertThat(DataFolder.of(Map.of("XDG_DATA_HOME", "/x"), "Linux", "/home/a").root())
        .isEqualTo(Path.of("/x/Jan4j/data"));
    assertThat(DataFolder.of(Map.of(), "Mac OS X", "/Users/a").root())
        .isEqualTo(Path.of("/Users/a/Library/Application Support/Jan4j/data"));
    assertThat(DataFolder.of(Map.of("APPDATA", "/r"), "Windows 11", "/u").root())
        .isEqualTo(Path.of("/r/Jan4j/data"));
  }

  @Test
  void theVariableNamesTheFolderItself() {
    Map<String, String> environment = Map.of("JAN4J_DATA_FOLDER", temp.toString());
    assertThat(DataFolder.of(environment, "Linux", "/home/a").root()).isEqualTo(temp);
  }

  @Test
  void aFolderThatCannotBeMadeIsNamedWithARemedy() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThatThrownBy(() -> DataFolder.make(file.resolve("below")))
        .hasMessageContaining("below")
        .hasMessageContaining("JAN4J_DATA_FOLDER");
  }

  @Test
  void settingsAreTolerantAndNeverGuessed() throws IOException {
    DataFolder data = new DataFolder(temp);
    assertThat(Settings.read(data).offline()).isFalse();
    Files.createDirectories(data.settings().getParent());
    Files.writeString(data.settings(), "{\"offline\": true, \"other\": {}}");
    assertThat(Settings.read(data).offline()).isTrue();
    for (String broken : new String[] {"", "{", "[]", "{\"offline\": \"yes\"}"}) {
      Files.writeString(data.settings(), broken);
      assertThatThrownBy(() -> Settings.read(data)).hasMessageContaining("settings.json");
      assertThat(data.settings()).hasContent(broken);
    }
  }

  @Test
  void theMachineIsSeen() {
    Hardware hardware = Hardware.probe();
    assertThat(hardware.platform()).matches("(linux|mac|win)-(x64|arm64)");
    assertThat(hardware.physicalCores()).isBetween(1, hardware.logicalCores());
    assertThat(hardware.availableBytes()).isBetween(1L, hardware.totalBytes());
  }
}
