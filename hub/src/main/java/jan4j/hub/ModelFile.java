package jan4j.hub;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.core.LoadOptions;
import jan4j.core.LoadOptions.CacheType;
import jan4j.core.LoadOptions.Switch;
import jan4j.core.ModelEntry;
import jan4j.core.ModelId;
import jan4j.core.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// `model.yml`, Jan's description of a model beside its files. What Jan4j adds lies under one key,
/// `jan4j` (docs/models.md lists all keys).
final class ModelFile {
  private static final int MAX_BYTES = 1 << 20;

  private ModelFile() {}

  /// Reads a description.
  ///
  /// @throws JanException [ErrorCode#MODEL_FILE_INVALID] that names the file and the key at fault
  static ModelEntry read(DataFolder folder, ModelId id, Path file) {
    try {
      Map<?, ?> yaml = parse(file);
      Path path = modelPath(folder, file, text(yaml, "model_path", ""));
      long size = Files.isRegularFile(path) ? Files.size(path) : 0;
      Map<?, ?> own = yaml.get("jan4j") instanceof Map<?, ?> map ? map : Map.of();
      Map<?, ?> sampling = own.get("sampling") instanceof Map<?, ?> map ? map : Map.of();
      return new ModelEntry(
          id,
          text(yaml, "name", id.value()),
          path,
          size,
          Files.getLastModifiedTime(file).toInstant(),
          text(own, "license", ""),
          sampling(sampling),
          load(yaml, own),
          text(own, "notice", ""));
    } catch (JanException e) {
      throw invalid(file, e.getMessage(), e);
    } catch (IOException | YamlEngineException | ClassCastException e) {
      throw invalid(file, String.valueOf(e.getMessage()), e);
    } catch (StackOverflowError e) {
      // The YAML library has no limit of its own on nesting.
      throw invalid(file, "it is nested too deeply", e);
    }
  }

  /// Where the model lies: an absolute path as it is, a relative one within the data folder.
  private static Path modelPath(DataFolder folder, Path file, String given) {
    if (given.isEmpty()) {
      return file.resolveSibling("model.gguf");
    }
    try {
      Path path = folder.root().resolve(given).normalize();
      if (Path.of(given).isAbsolute() || path.startsWith(folder.root())) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw JanException.invalid("model_path", "model_path is no path: " + e.getReason());
    }
    throw JanException.invalid(
        "model_path",
        "model_path \"" + given + "\" leads out of the data folder; write an absolute path");
  }

  private static JanException invalid(Path file, String why, Throwable e) {
    return new JanException(
        ErrorCode.MODEL_FILE_INVALID, "the description " + file + " is not usable: " + why, e);
  }

  private static Map<?, ?> parse(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw JanException.invalid("model.yml", "it is larger than 1 MiB");
    }
    Object yaml =
        new Load(LoadSettings.builder().setMaxAliasesForCollections(10).build())
            .loadFromString(Files.readString(file));
    if (yaml instanceof Map<?, ?> map) {
      return map;
    }
    throw JanException.invalid("model.yml", "it is no mapping of keys to values");
  }

  private static String text(Map<?, ?> yaml, String key, String otherwise) {
    Object value = yaml.get(key);
    return value == null ? otherwise : value.toString();
  }

  private static int integer(Map<?, ?> yaml, String key) {
    Object value = yaml.get(key);
    if (value == null || value.toString().isEmpty()) {
      return LoadOptions.AUTO;
    }
    if (value instanceof Integer n) {
      return n < 0 ? LoadOptions.AUTO : n;
    }
    throw JanException.invalid(key, key + " is \"" + value + "\"; write a whole number");
  }

  /// A number of which 0, as llama.cpp has it, leaves the choice open.
  private static int count(Map<?, ?> yaml, String key) {
    int value = integer(yaml, key);
    return value == 0 ? LoadOptions.AUTO : value;
  }

  private static CacheType cacheType(Map<?, ?> yaml, String key) {
    Object value = yaml.get(key);
    return value == null || value.toString().isEmpty()
        ? CacheType.F16
        : CacheType.ofWord(value.toString());
  }

  private static Switch onOff(Map<?, ?> yaml, String key) {
    return switch (text(yaml, key, "auto").toLowerCase(Locale.ROOT)) {
      case "on", "true", "1", "enabled" -> Switch.ON;
      case "off", "false", "0", "disabled" -> Switch.OFF;
      default -> Switch.AUTO;
    };
  }

  private static LoadOptions load(Map<?, ?> yaml, Map<?, ?> own) {
    List<String> devices =
        own.get("devices") instanceof List<?> list
            ? list.stream().map(Object::toString).toList()
            : List.of();
    int layers = integer(yaml, "n_gpu_layers");
    return new LoadOptions(
        count(yaml, "ctx_size"),
        count(own, "batch_size"),
        count(own, "ubatch_size"),
        count(yaml, "parallel"),
        count(own, "threads"),
        count(own, "threads_batch"),
        layers,
        cacheType(yaml, "cache_type_k"),
        cacheType(yaml, "cache_type_v"),
        onOff(yaml, "flash_attn"),
        onOff(own, "memory_map"),
        onOff(own, "swa_full"),
        devices);
  }

  /// Recommended sampling by its OpenAI and llama-server names; unknown names are passed over.
  static Sampling sampling(Map<?, ?> values) {
    Sampling.Builder out = Sampling.builder();
    values.forEach((key, value) -> {
      if (!(value instanceof Number n)) {
        throw JanException.invalid(
            String.valueOf(key), "sampling." + key + " is \"" + value + "\"; write a number");
      }
      switch (String.valueOf(key)) {
        case "temperature" -> out.temperature(n.doubleValue());
        case "top_k" -> out.topK(n.intValue());
        case "top_p" -> out.topP(n.doubleValue());
        case "min_p" -> out.minP(n.doubleValue());
        case "typical_p" -> out.typicalP(n.doubleValue());
        case "repeat_penalty" -> out.repeatPenalty(n.doubleValue());
        case "repeat_last_n" -> out.repeatLastN(n.intValue());
        case "frequency_penalty" -> out.frequencyPenalty(n.doubleValue());
        case "presence_penalty" -> out.presencePenalty(n.doubleValue());
        default -> {}
      }
    });
    return out.build();
  }

  /// The text of a new description.
  static byte[] write(CatalogueEntry entry, String modelPath) {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("license", entry.license());
    own.put("notice", entry.notice());
    own.put("sampling", entry.sampling());
    Map<String, Object> yaml = new LinkedHashMap<>();
    yaml.put("name", entry.name());
    yaml.put("model_path", modelPath);
    yaml.put("size_bytes", entry.sizeBytes());
    yaml.put("sha256", entry.sha256());
    yaml.put("embedding", false);
    yaml.put("jan4j", own);
    return new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build())
        .dumpToString(yaml)
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
