package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MultilineInputTest {
  @ParameterizedTest
  @MethodSource("cases")
  void linesAreJoined(String typed, boolean complete, String text) {
    assertThat(MultilineInput.isComplete(typed)).isEqualTo(complete);
    assertThat(MultilineInput.text(typed)).isEqualTo(text);
  }

  static List<Arguments> cases() {
    return List.of(
        Arguments.of("one line", true, "one line"),
        Arguments.of("", true, ""),
        Arguments.of("goes on\\", false, "goes on\\"),
        Arguments.of("goes on\\\nand ends", true, "goes on\nand ends"),
        Arguments.of("\"\"\"", false, ""),
        Arguments.of("\"\"\"first\nsecond", false, "first\nsecond"),
        Arguments.of("\"\"\"first\nsecond\n\"\"\"", true, "first\nsecond"),
        Arguments.of("\"\"\"one\"\"\"", true, "one"));
  }

  @Test
  void whatStandsBetweenFencesIsNoCommand() {
    assertThat(MultilineInput.text("\"\"\"\n/exit\n\"\"\"")).isEqualTo("\n/exit");
    assertThat(MultilineInput.text("/exit")).isEqualTo("/exit");
  }
}
