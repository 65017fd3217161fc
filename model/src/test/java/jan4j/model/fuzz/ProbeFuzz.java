package jan4j.model.fuzz;

import jan4j.model.dialect.Dialects;
import java.nio.charset.StandardCharsets;

/// Any template has a dialect; probing it never fails.
public final class ProbeFuzz {
  private ProbeFuzz() {}

  /// Called by Jazzer.
  public static void fuzzerTestOneInput(byte[] data) {
    if (Dialects.of(new String(data, StandardCharsets.UTF_8)).name().isEmpty()) {
      throw new IllegalStateException("a dialect without a name");
    }
  }
}
