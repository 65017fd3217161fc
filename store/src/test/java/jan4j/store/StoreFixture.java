package jan4j.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A data folder for one test, with a clock that moves a second at each look and ids that count.
final class StoreFixture {
  final StoreFolder folder;
  final FaultyFiles files = new FaultyFiles();
  final AtomicLong millis = new AtomicLong(1_760_000_000_000L);
  private final AtomicInteger lastId = new AtomicInteger();
  OptionalLong jan = OptionalLong.empty();

  StoreFixture(Path root) {
    folder = new StoreFolder(root);
  }

  /// A copy of the folder that was written by hand in all of Jan's shapes.
  static StoreFixture jan(Path root) {
    copy(resource("jan"), root);
    return new StoreFixture(root);
  }

  StoreEdges edges() {
    return new StoreEdges(files, clock(), () -> "id-" + lastId.incrementAndGet(), () -> jan);
  }

  Store open() {
    return Store.open(folder, edges());
  }

  Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return Instant.ofEpochMilli(millis.getAndAdd(1000));
      }
    };
  }

  static Path resource(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(StoreFixture.class.getResource("/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
