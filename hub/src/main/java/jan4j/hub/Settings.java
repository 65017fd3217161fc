package jan4j.hub;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// `jan4j/settings.json`: what a person set. Unknown keys are left alone; an absent file is all
/// defaults; a file that cannot be read is an error and is never written over.
///
/// @param offline nothing may leave the machine
/// @param accelerator which libraries are used: `auto`, `cpu`, `vulkan`, `cuda` or `metal`
public record Settings(boolean offline, String accelerator) {
  /// The defaults.
  public static final Settings DEFAULT = new Settings(false, "auto");

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
        throw new JanException(
            ErrorCode.INVALID_REQUEST,
            file + ": \"offline\" is " + offline + "; write true or false");
      }
      return new Settings(on, String.valueOf(values.getOrDefault("accelerator", "auto")));
    } catch (IOException e) {
      throw new JanException(ErrorCode.INTERNAL, "cannot read " + file + ": " + e, e);
    } catch (JanException e) {
      throw new JanException(
          ErrorCode.INVALID_REQUEST,
          "the settings file " + file + " is broken: " + e.getMessage(),
          e);
    }
  }
}
