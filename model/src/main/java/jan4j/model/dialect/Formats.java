package jan4j.model.dialect;

import java.util.List;

/// Every format. A new one is one line here.
final class Formats {
  /// For models whose template has no tools.
  static final Format GENERIC = Generic.FORMAT;

  /// In the order in which they are tried on a template: the first that reads back what the
  /// template writes is taken.
  static final List<Format> ALL =
      List.of(
          Hermes.FORMAT,
          SeedOss.FORMAT,
          QwenCoder.FORMAT,
          Glm.FORMAT,
          Hunyuan.FORMAT,
          KimiK2.FORMAT,
          KimiK3.FORMAT,
          MiniMaxM1.FORMAT,
          MiniMaxM2.FORMAT,
          MiniMaxM3.FORMAT,
          Muse.FORMAT,
          DeepSeekTags.V3_2,
          DeepSeekTags.FORMAT_V4,
          Harmony.FORMAT,
          Gemma4.FORMAT,
          Lfm2.FORMAT,
          GigaChat.FORMAT,
          Apertus.FORMAT,
          Functionary.V3_1,
          Functionary.V3_2,
          Firefunction.FORMAT,
          MiniCpm.FORMAT,
          Solar.FORMAT,
          DeepSeek.R1,
          DeepSeek.V3_1,
          Mistral.FORMAT,
          MistralOld.FORMAT,
          CommandR7b.FORMAT,
          CommandR.FORMAT,
          Phi4.FORMAT,
          Granite.FORMAT,
          Nemotron.FORMAT,
          Llama3.FORMAT,
          Llama4.FORMAT,
          JsonList.FORMAT,
          GENERIC,
          Plain.FORMAT);

  private Formats() {}
}
