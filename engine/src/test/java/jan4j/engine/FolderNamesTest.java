package jan4j.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '^',
      value = {
        "cannot read /home/ada/models/tiny.gguf; is it there # cannot read tiny.gguf; is it there",
        "failed to open '/home/ada/a b/tiny.gguf' # failed to open 'tiny.gguf'",
        "load(C:\\Users\\Ada L\\m.gguf) failed # load(m.gguf) failed",
        "see /tmp/jan4j-12/hs_err_pid7.log # see hs_err_pid7.log",
        "ggml/src/ggml.c:7: GGML_ASSERT(n > 0) # ggml/src/ggml.c:7: GGML_ASSERT(n > 0)",
        "12 tok/s, and/or 1/2, http://127.0.0.1:1337/v1/models # "
            + "12 tok/s, and/or 1/2, http://127.0.0.1:1337/v1/models",
        "/build/src/ggml.c:7: assert # ggml.c:7: assert",
      })
  void foldersGoAndNamesStay(String text, String expected) {
    assertThat(FolderNames.strip(text)).isEqualTo(expected);
  }
}
