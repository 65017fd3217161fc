package jan4j.testkit;

import jan4j.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// A core in a process of its own, as `./jan4j serve` starts it, with a data folder and a folder
/// for temporary files of its own and the dense tiny model.
public final class CoreProcess implements AutoCloseable {
  /// The id of the model that it serves.
  public static final String MODEL = "tiny-dense";

  private final CorePlace place;
  private final Process process;
  private final List<String> printed = new ArrayList<>();
  private final BufferedReader errors;

  private CoreProcess(CorePlace place, Process process) {
    this.place = place;
    this.process = process;
    errors =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
  }

  /// Starts a core and returns at once.
  public static CoreProcess launch(CorePlace place, String... options) {
    List<String> command = command(place);
    command.addAll(List.of("serve", "--host", "127.0.0.1"));
    command.addAll(List.of(options));
    return new CoreProcess(place, process(place, command));
  }

  /// Starts a core on a free port and waits until it has loaded the model and serves.
  public static CoreProcess serving(CorePlace place, String... options) {
    List<String> all = new ArrayList<>(List.of("--port", "0", "-m", place.model().toString()));
    all.addAll(List.of(options));
    CoreProcess core = launch(place, all.toArray(String[]::new));
    core.readUntil("Jan4j listens on ");
    return core;
  }

  private static List<String> command(CorePlace place) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--illegal-native-access=deny",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms24m",
            "-Xmx256m",
            "-XX:-UsePerfData",
            "-Djava.io.tmpdir=" + place.temporary(),
            "-Djan4j.home=" + place.home(),
            "-cp",
            place.home().resolve("app/target/dist/lib") + "/*",
            "jan4j.app.Main"));
  }

  private static Process process(CorePlace place, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.PIPE);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.startsWith("JAN4J_"));
    builder.environment().put("JAN4J_DATA_FOLDER", place.data().toString());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The rest of the line that begins so; fails where the core ends first.
  public String readUntil(String beginning) {
    try {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        printed.add(line);
        if (line.startsWith(beginning)) {
          return line.substring(beginning.length());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("the core ended without \"" + beginning + "\": " + printed);
  }

  /// All that it printed, once it has ended.
  public List<String> printed() {
    errors.lines().forEach(printed::add);
    return printed;
  }

  /// Where it listens.
  public URI url() {
    try {
      Map<String, Object> file = Json.readTree(Files.readString(place.coreFile()));
      return URI.create(String.valueOf(file.get("url")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A connection to it.
  public RawHttpClient connect() {
    return RawHttpClient.connect(url().getPort());
  }

  /// Its worker.
  public ProcessHandle worker() {
    List<ProcessHandle> workers = process.descendants().toList();
    if (workers.size() != 1) {
      throw new AssertionError("the core has not one worker but " + workers);
    }
    return workers.getFirst();
  }

  /// SIGTERM.
  public void terminate() {
    process.destroy();
  }

  /// SIGKILL.
  public void kill() {
    process.destroyForcibly();
  }

  /// Waits for its end.
  ///
  /// @return its exit code
  public int awaitExit() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new AssertionError("the core does not end; it printed " + printed);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Whether a process is gone after that time at the latest. One that nobody has reaped counts as
  /// gone: whether the first process of a container reaps is not ours to test.
  public static boolean isGoneWithin(ProcessHandle process, long seconds) {
    try {
      process.onExit().get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return !process.isAlive() || process.info().command().isEmpty();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Files that are left of the place's cores: their own and their workers'.
  public List<Path> leftovers() {
    try (Stream<Path> temporary = Files.list(place.temporary())) {
      List<Path> left = new ArrayList<>(temporary.toList());
      if (Files.exists(place.coreFile())) {
        left.add(place.coreFile());
      }
      return left;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends the core and what it started.
  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    awaitExit();
  }
}
