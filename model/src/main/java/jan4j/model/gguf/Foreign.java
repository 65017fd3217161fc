package jan4j.model.gguf;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Recognises files that are often taken for GGUF models, so that the message says what they are.
final class Foreign {
  private Foreign() {}

  static void check(HeaderInput in) {
    if (in.size() == 0) {
      throw in.invalid("the file is empty", 0);
    }
    if (in.size() < 24) {
      throw in.invalid("the file is only " + in.size() + " bytes long", 0);
    }
    byte[] head = in.bytes(24, "the first bytes");
    in.position(0);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("GGUF")) {
      return;
    }
    throw in.invalid("it does not begin with \"GGUF\": " + describe(text, head), 0);
  }

  private static String describe(String text, byte[] head) {
    if (text.startsWith("FUGG")) {
      return "it is a GGUF file with its bytes in the reverse order; only little-endian ones can"
          + " be run";
    }
    if (text.startsWith("version https://git-lfs")) {
      return "it is a Git LFS pointer, not the model itself";
    }
    if (text.startsWith("lmgg") || text.startsWith("tjgg") || text.startsWith("fmgg")) {
      return "it is a GGML file from before GGUF, which is no longer supported";
    }
    if (text.startsWith("PK")) {
      return "it is a ZIP archive or a PyTorch model";
    }
    String start = text.strip();
    if (start.startsWith("<")) {
      return "it looks like a web page, perhaps an error page saved as the model";
    }
    if (text.startsWith("{\"", 8)) {
      return "it looks like a safetensors model";
    }
    if (start.startsWith("{")) {
      return "it looks like JSON";
    }
    if (text.chars().allMatch(c -> c == 0)) {
      return "its first bytes are zeros, as of a download that never got its data";
    }
    return String.format(
        Locale.ROOT, "its first bytes are %02x %02x %02x %02x", head[0], head[1], head[2], head[3]);
  }
}
