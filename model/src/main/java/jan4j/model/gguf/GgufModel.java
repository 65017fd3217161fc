package jan4j.model.gguf;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// A model of one GGUF file or of several (`NAME-00001-of-00003.gguf`, as llama.cpp's `gguf-split`
/// writes them), all of them found, read and compared. Immutable, thread-safe.
public final class GgufModel {
  private static final int MAX_SHARDS = 1_024;
  private static final int MAX_NAMED = 5;

  private final List<Gguf> shards;
  private final List<TensorInfo> tensors;

  private GgufModel(List<Gguf> shards) {
    this.shards = List.copyOf(shards);
    this.tensors = shards.stream().flatMap(s -> s.tensors().stream()).toList();
  }

  /// Reads the model to which `file` belongs; any of its files may be named.
  ///
  /// @throws JanException [ErrorCode#MODEL_FILE_INVALID] as [Gguf#read(Path)] does; also where
  ///   files of a split model are missing (each is named), belong to another model, or do not hold
  ///   the tensors that they claim
  public static GgufModel read(Path file) {
    Gguf given = Gguf.read(file);
    long count = given.integer("split.count").orElse(1);
    if (count == 1 || count == 0) {
      return new GgufModel(List.of(given));
    }
    SplitName name =
        given
            .split()
            .filter(s -> s.count() == count)
            .orElseThrow(() ->
                invalid(
                    file,
                    "it is one of "
                        + count
                        + " files of a split model, but is not named NAME-00001-of-"
                        + String.format(java.util.Locale.ROOT, "%05d", count)
                        + ".gguf",
                    "Give the files back their own names."));
    return new GgufModel(readAll(given, file, name));
  }

  private static List<Gguf> readAll(Gguf given, Path file, SplitName name) {
    if (name.count() > MAX_SHARDS) {
      throw invalid(
          file, "it claims to be split into " + name.count() + " files", "At most 1,024 can be.");
    }
    List<Path> paths = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (int i = 1; i <= name.count(); i++) {
      Path path = file.resolveSibling(name.fileName(i));
      paths.add(path);
      if (!Files.isRegularFile(path)) {
        missing.add(name.fileName(i));
      }
    }
    if (!missing.isEmpty()) {
      throw missing(file, name, missing);
    }
    List<Gguf> shards = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      boolean own = i == name.number() - 1;
      shards.add(own ? given : Gguf.read(paths.get(i)));
    }
    compare(shards);
    return shards;
  }

  private static JanException missing(Path file, SplitName name, List<String> missing) {
    String named = String.join(", ", missing.subList(0, Math.min(MAX_NAMED, missing.size())));
    return invalid(
        file,
        missing.size()
            + " of the "
            + name.count()
            + " files of this split model are missing: "
            + named
            + (missing.size() > MAX_NAMED ? " and others" : ""),
        "Put them into the same folder.");
  }

  private static void compare(List<Gguf> shards) {
    Map<String, Integer> seen = new HashMap<>();
    Set<Long> totals = new HashSet<>();
    for (int i = 0; i < shards.size(); i++) {
      Gguf shard = shards.get(i);
      expect(shard, "split.no", i);
      expect(shard, "split.count", shards.size());
      shard.integer("split.tensors.count").ifPresent(totals::add);
      sameArchitecture(shards.getFirst(), shard);
      for (TensorInfo tensor : shard.tensors()) {
        Integer other = seen.putIfAbsent(tensor.name(), i);
        if (other != null) {
          throw foreign(
              shard,
              "its tensor \""
                  + MetadataReader.shorten(tensor.name())
                  + "\" is in file "
                  + (other + 1)
                  + " of the split model too");
        }
      }
    }
    if (totals.size() > 1 || (!totals.isEmpty() && !totals.contains((long) seen.size()))) {
      throw foreign(
          shards.getFirst(),
          "the split model claims "
              + totals.stream().sorted().map(String::valueOf).toList()
              + " tensors and holds "
              + seen.size());
    }
  }

  private static void expect(Gguf shard, String key, long wanted) {
    OptionalLong found = shard.integer(key);
    if (found.isEmpty() || found.getAsLong() != wanted) {
      throw foreign(
          shard,
          "its "
              + key
              + " is "
              + (found.isEmpty() ? "absent" : found.getAsLong())
              + ", not "
              + wanted);
    }
  }

  private static void sameArchitecture(Gguf first, Gguf shard) {
    if (!shard.architecture().isEmpty() && !shard.architecture().equals(first.architecture())) {
      throw foreign(
          shard,
          "its architecture is "
              + MetadataReader.shorten(shard.architecture())
              + ", that of the first file "
              + MetadataReader.shorten(first.architecture()));
    }
  }

  private static JanException foreign(Gguf shard, String what) {
    return invalid(
        Path.of(shard.source()),
        what,
        "The files are not those of one split model; download them again.");
  }

  private static JanException invalid(Path file, String what, String advice) {
    return new JanException(
        ErrorCode.MODEL_FILE_INVALID,
        "cannot read the model file " + file + ": " + what + ". " + advice);
  }

  /// The first file, which holds the metadata.
  public Gguf first() {
    return shards.getFirst();
  }

  /// All files, in their order; one for a model that is not split.
  public List<Gguf> shards() {
    return shards;
  }

  /// The tensors of all files.
  public List<TensorInfo> tensors() {
    return tensors;
  }

  /// Bytes of all files together.
  public long sizeBytes() {
    return shards.stream().mapToLong(Gguf::fileSizeBytes).sum();
  }

  /// What is odd about the files though they can be read; see [Gguf#warnings()].
  public List<String> warnings() {
    return shards.stream().flatMap(s -> s.warnings().stream()).distinct().toList();
  }
}
