package jan4j.hub;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import jan4j.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/// The models that Jan4j can bring by name. Immutable.
public final class Catalogue {
  private final List<CatalogueEntry> entries;

  Catalogue(List<CatalogueEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  private record File(List<CatalogueEntry.Row> models) {}

  /// The catalogue that ships with this version.
  public static Catalogue shipped() {
    try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.json")) {
      if (in == null) {
        throw new IllegalStateException("catalogue.json is not on the class path");
      }
      File file = Json.read(in.readAllBytes(), File.class);
      return new Catalogue(file.models().stream().map(CatalogueEntry.Row::entry).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("reading catalogue.json", e);
    }
  }

  /// All entries.
  public List<CatalogueEntry> entries() {
    return entries;
  }

  /// The model that a first run brings.
  public CatalogueEntry starter() {
    return entries.stream().filter(CatalogueEntry::starter).findFirst().orElseThrow();
  }

  /// The entry of that id.
  ///
  /// @throws JanException [ErrorCode#MODEL_NOT_FOUND] that lists the ids there are
  public CatalogueEntry find(String id) {
    return entries.stream()
        .filter(e -> e.id().value().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new JanException(
                ErrorCode.MODEL_NOT_FOUND,
                "the catalogue has no model \""
                    + id
                    + "\"; it has "
                    + entries.stream().map(e -> e.id().value()).collect(Collectors.joining(", "))));
  }
}
