package jan4j.app;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.model.gguf.Gguf;
import jan4j.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A chat template out of a GGUF, or as Jinja source, with the texts of the model's own tokens.
record TemplateFile(String source, String bosToken, String eosToken) {
  private static final int MAX_BYTES = 64 << 20;

  /// Reads `file`, whatever its name: a GGUF is known by its first bytes.
  ///
  /// @param named the name of a further template of a GGUF, or the empty string for its default
  static TemplateFile read(Path file, String named) {
    if (isGguf(file)) {
      return ofGguf(Gguf.read(file), named);
    }
    if (!named.isEmpty()) {
      throw JanException.invalid(
          "--named", "--named needs a GGUF; " + file + " is one template's source");
    }
    return new TemplateFile(text(file), "<s>", "</s>");
  }

  private static boolean isGguf(Path file) {
    if (file.toString().endsWith(".gguf")) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(4), new byte[] {'G', 'G', 'U', 'F'});
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static TemplateFile ofGguf(Gguf gguf, String named) {
    String source = (named.isEmpty() ? gguf.chatTemplate() : gguf.chatTemplate(named)).orElse("");
    if (source.isEmpty()) {
      List<String> names = gguf.chatTemplateNames();
      String others = names.isEmpty() ? "none" : String.join(", ", names);
      throw new JanException(
          ErrorCode.NOT_FOUND,
          gguf.source()
              + (named.isEmpty() ? " has no chat template" : " has no template named " + named)
              + "; named templates: "
              + others);
    }
    return new TemplateFile(source, gguf.bosToken(), gguf.eosToken());
  }

  /// The template variables in a JSON file, which may be changed.
  ///
  /// @throws JanException where the file cannot be read or is no JSON object
  static Map<String, Object> variables(Path file) {
    return new LinkedHashMap<>(Json.readTree(text(file)));
  }

  /// A file as text.
  ///
  /// @throws JanException where it cannot be read, is too long, or is not UTF-8
  static String text(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new JanException(
            ErrorCode.INVALID_REQUEST,
            file + " has " + Files.size(file) + " bytes; at most " + MAX_BYTES + " are read");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static JanException unreadable(Path file, IOException e) {
    String why =
        switch (e) {
          case NoSuchFileException _ -> "there is no such file";
          case CharacterCodingException _ -> "it is not UTF-8 text";
          default -> e.toString();
        };
    return new JanException(ErrorCode.NOT_FOUND, "cannot read " + file + ": " + why, e);
  }
}
