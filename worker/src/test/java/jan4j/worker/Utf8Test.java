package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8Test {
  @Test
  void agreesWithTheDecoderOnEveryShortSequence() {
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        check((byte) a, (byte) b);
        check((byte) a, (byte) b, (byte) 0x80);
        check((byte) a, (byte) b, (byte) 0xbf, (byte) 0x80);
      }
    }
  }

  @Test
  void aCharacterMaySpanTokens() {
    byte[] bytes = "\ud83d\ude00".getBytes(StandardCharsets.UTF_8);
    int state = Utf8.COMPLETE;
    for (int i = 0; i < bytes.length; i++) {
      state = Utf8.advance(state, new byte[] {bytes[i]});
      assertThat(state == Utf8.COMPLETE).isEqualTo(i == bytes.length - 1);
      assertThat(state).isNotEqualTo(Utf8.INVALID);
    }
  }

  private static void check(byte... bytes) {
    boolean complete = Utf8.advance(Utf8.COMPLETE, bytes) == Utf8.COMPLETE;
    assertThat(complete).as("%s", bytes).isEqualTo(decodes(bytes));
  }

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
