package jan4j.hub;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `jan4j/settings.json`: what a person set. Unknown keys are left alone; an absent file is all
/// defaults; a file that cannot be read is an error and is never written over.
///
/// @param offline nothing may leave the machine
/// @param accelerator which libraries are used: `auto`, `cpu`, `vulkan`, `cuda` or `metal`
/// @param devices for models that name none themselves, e.g. `Vulkan0`; in the file `device`, a
///   name or a list of them; empty: chosen by what is found
public record Settings(boolean offline, String accelerator, List<String> devices) {
  /// The defaults.
  public static final Settings DEFAULT = new Settings(false, "auto", List.of());

  private static final List<String> ACCELERATORS =
      List.of("auto", "cpu", "vulkan", "cuda", "metal");

  public Settings {
    devices = List.copyOf(devices);
  }

  /// Reads the file.
  ///
  /// @throws JanException [ErrorCode#INVALID_REQUEST] that names the file and what is wrong in it
  public static Settings read(DataFolder folder) {
    Path file = folder.settings();
    if (!Files.exists(file)) {
      return DEFAULT;
    }
    try {
      Map<String, Object> values = Json.readTree(Files.readString(file));
      Object offline = values.getOrDefault("offline", Boolean.FALSE);
      if (!(offline instanceof Boolean on)) {
        throw invalid("\"offline\" is " + offline + "; write true or false");
      }
      Object accelerator = values.getOrDefault("accelerator", "auto");
      if (!ACCELERATORS.contains(accelerator)) {
        throw invalid(
            "\"accelerator\" is "
                + accelerator
                + "; write one of \""
                + String.join("\", \"", ACCELERATORS)
                + "\"");
      }
      return new Settings(
          on, String.valueOf(accelerator), devices(values.getOrDefault("device", List.of())));
    } catch (IOException e) {
      throw new JanException(ErrorCode.INTERNAL, "cannot read " + file + ": " + e, e);
    } catch (JanException e) {
      throw new JanException(
          ErrorCode.INVALID_REQUEST,
          "the settings file " + file + " is broken: " + e.getMessage(),
          e);
    }
  }

  private static List<String> devices(Object value) {
    if (value instanceof String one) {
      return one.isBlank() ? List.of() : List.of(one);
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw invalid("\"device\" is " + value + "; write a name, as \"Vulkan0\", or a list of names");
  }

  private static JanException invalid(String message) {
    return new JanException(ErrorCode.INVALID_REQUEST, message);
  }

  /// The libraries for a model on those devices: the name of one tells its backend, and without a
  /// name [#accelerator] does.
  public String acceleratorFor(List<String> names) {
    for (String name : names) {
      String lower = name.toLowerCase(Locale.ROOT);
      for (String backend : List.of("vulkan", "cuda")) {
        if (lower.matches(backend + "\\d{1,4}")) {
          return backend;
        }
      }
    }
    return accelerator;
  }
}
