package jan4j.hub;

import jan4j.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The table of native packages (`native/libraries.json`) and the one version of all of them
/// (`native/NATIVE_VERSION`).
///
/// @param version of the npm packages
/// @param llamaCpp the llama.cpp release inside
public record NativeTable(String version, String llamaCpp, List<Row> rows) {
  public NativeTable {
    rows = List.copyOf(rows);
  }

  /// A package.
  ///
  /// @param accelerator `cpu`, `vulkan`, `cuda`, `cuda-ext` (added to `cuda` for older drivers and
  ///   cards) or `metal`
  /// @param name of npm
  /// @param sizeBytes of the packed file; 0 where it is not known
  /// @param sha512 of the packed file, base64; empty for a package that was never fetched
  /// @param tested whether it was run
  public record Row(
      String platform,
      String accelerator,
      String name,
      long sizeBytes,
      String sha512,
      boolean tested) {
    /// The last part of the package's name.
    public String shortName() {
      return name.substring(name.indexOf('/') + 1);
    }
  }

  /// The table that ships with this version.
  public static NativeTable shipped() {
    List<String> version = resource("NATIVE_VERSION").lines().toList();
    Object rows = Json.readTree(resource("libraries.json")).get("libraries");
    if (!(rows instanceof List<?> list)) {
      throw new IllegalStateException("libraries.json has no list \"libraries\"");
    }
    return new NativeTable(
        value(version, "npm="),
        value(version, "llama.cpp="),
        list.stream().map(NativeTable::row).toList());
  }

  private static Row row(Object tree) {
    Map<?, ?> row = (Map<?, ?>) tree;
    return new Row(
        String.valueOf(row.get("platform")),
        String.valueOf(row.get("accelerator")),
        String.valueOf(row.get("package")),
        row.get("sizeBytes") instanceof Number size ? size.longValue() : 0,
        String.valueOf(row.get("sha512")),
        Boolean.TRUE.equals(row.get("tested")));
  }

  private static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(l -> l.startsWith(key))
        .map(l -> l.substring(key.length()).strip())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("NATIVE_VERSION has no line " + key));
  }

  private static String resource(String name) {
    try (InputStream in = NativeTable.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }

  /// The package for a platform and an accelerator.
  public Optional<Row> find(String platform, String accelerator) {
    return rows.stream()
        .filter(r -> r.platform().equals(platform) && r.accelerator().equals(accelerator))
        .findFirst();
  }
}
