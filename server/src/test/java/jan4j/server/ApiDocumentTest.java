package jan4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The error table of docs/api.md is [ErrorCode]; `-Djan4j.regen=true` writes it anew.
class ApiDocumentTest {
  private static final Path PAGE = Path.of("../docs/api.md");
  private static final String BEGIN = "<!-- errors -->\n";
  private static final String END = "<!-- /errors -->";

  @Test
  void errorTableIsThatOfTheCode() throws IOException {
    String page = Files.readString(PAGE);
    String expected =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + table()
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("jan4j.regen")) {
      Files.writeString(PAGE, expected);
      page = expected;
    }
    assertThat(page)
        .as("docs/api.md differs from ErrorCode; run this test with -Djan4j.regen=true")
        .isEqualTo(expected);
  }

  private static String table() {
    StringBuilder out = new StringBuilder("| status | code | type |\n| --- | --- | --- |\n");
    for (ErrorCode code : ErrorCode.values()) {
      if (code != ErrorCode.CANCELLED) {
        out.append("| %d | `%s` | `%s` |\n".formatted(code.httpStatus(), code.code(), code.type()));
      }
    }
    return out.toString();
  }
}
