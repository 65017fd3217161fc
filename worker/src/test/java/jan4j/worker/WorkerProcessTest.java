package jan4j.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.core.LoadOptions;
import jan4j.core.Sampling;
import jan4j.testkit.TestEnvironment;
import jan4j.testkit.TinyModels;
import jan4j.wire.worker.Command;
import jan4j.wire.worker.FrameChannel;
import jan4j.wire.worker.Report;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The worker as a process of its own: what a core sees of it.
@Tag("native")
@Timeout(60)
class WorkerProcessTest {
  private static final long STOP_SECONDS = 2;

  @TempDir Path folder;

  private ServerSocketChannel server;
  private Process process;
  private FrameChannel channel;

  @BeforeEach
  void listen() throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
  }

  @AfterEach
  void close() throws IOException {
    process.destroyForcibly();
    server.close();
  }

  @Test
  void loadsAnswersAndStops() throws Exception {
    start();
    Report.Hello hello = (Report.Hello) read();
    assertThat(hello.nonce()).isEqualTo("secret");
    assertThat(hello.pid()).isEqualTo(process.pid());
    Report.Loaded loaded = load(TinyModels.dense(folder));
    assertThat(loaded.memory()).isEqualTo("full");
    assertThat(loaded.nThreads()).isEqualTo(1);
    channel.write(new Command.Ping(7));
    assertThat(read()).isEqualTo(new Report.Pong(7));
    channel.write(new Command.Tokenize(8, List.of(new Command.Segment("the word", false))));
    assertThat(((Report.Tokens) read()).tokens()).isNotEmpty();
    channel.write(generate(9, 20));
    assertThat(read()).isInstanceOf(Report.Started.class);
    Report report = read();
    while (report instanceof Report.Piece) {
      report = read();
    }
    assertThat(((Report.Finished) report).completionTokens()).isEqualTo(20);
    channel.write(new Command.Stop());
    assertThat(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void stopCancelsWhatRuns() throws Exception {
    start();
    read();
    load(TinyModels.dense(folder));
    channel.write(generate(1, -1));
    assertThat(read()).isInstanceOf(Report.Started.class);
    channel.write(new Command.Stop());
    Report last = read();
    while (last instanceof Report.Piece) {
      last = read();
    }
    assertThat(last)
        .isInstanceOfSatisfying(
            Report.Failed.class, f -> assertThat(f.code()).isEqualTo("cancelled"));
    assertThat(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void endsWhenTheCoreIsGone(boolean byStdin) throws Exception {
    start();
    read();
    load(TinyModels.dense(folder));
    channel.write(generate(1, -1));
    assertThat(read()).isInstanceOf(Report.Started.class);
    if (byStdin) {
      process.getOutputStream().close();
    } else {
      channel.close();
    }
    assertThat(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"abort@load", "abort@prefill", "abort@decode"})
  void aNativeAbortIsReportedBeforeTheEnd(String fault) throws Exception {
    start("-Djan4j.fault=" + fault);
    read();
    channel.write(new Command.Load(TinyModels.dense(folder).toString(), LoadOptions.DEFAULT, 1));
    Report report = read();
    while (!(report instanceof Report.Dying)) {
      if (report instanceof Report.Loaded) {
        channel.write(generate(1, 20));
      }
      report = read();
    }
    assertThat(((Report.Dying) report).message()).contains("fault injection " + fault);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(134);
  }

  @Test
  void aKilledWorkerClosesTheSocket() throws Exception {
    start();
    read();
    load(TinyModels.dense(folder));
    process.destroyForcibly();
    org.assertj.core.api.Assertions.assertThatThrownBy(this::read).isInstanceOf(EOFException.class);
  }

  @Test
  void abrokenFileIsNamed() throws Exception {
    start();
    read();
    Path file = Files.write(folder.resolve("broken.gguf"), new byte[] {'G', 'G', 'U', 'F', 9});
    channel.write(new Command.Load(file.toString(), LoadOptions.DEFAULT, 1));
    Report.LoadFailed failed = (Report.LoadFailed) read();
    assertThat(failed.code()).isEqualTo("model_file_invalid");
    assertThat(failed.message()).contains("broken.gguf");
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(3);
  }

  @Test
  void aFolderWithoutALibraryIsRefused() throws Exception {
    start(folder);
    assertThat(((Report.Hello) read()).nativeVersion()).isEmpty();
    assertThat(((Report.LoadFailed) read()).message()).contains(folder.toString());
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(5);
  }

  private void start(String... flags) throws IOException {
    start(TestEnvironment.nativeFolder(), flags);
  }

  private void start(Path nativeFolder, String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of(flags));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "jan4j.worker.WorkerMain"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "JAN4J_WORKER_SOCKET",
                folder.resolve("s").toString(),
                "JAN4J_WORKER_NONCE",
                "secret",
                "JAN4J_NATIVE_FOLDER",
                nativeFolder.toString(),
                "GGML_NO_BACKTRACE",
                "1"));
    builder.redirectOutput(folder.resolve("output.txt").toFile());
    process = builder.start();
    channel = new FrameChannel(server.accept());
  }

  private Report.Loaded load(Path model) throws IOException {
    channel.write(new Command.Load(model.toString(), LoadOptions.DEFAULT, 1));
    Report report = read();
    while (report instanceof Report.LoadProgress) {
      report = read();
    }
    return (Report.Loaded) report;
  }

  private Report read() throws IOException {
    return channel.read(Report.class);
  }

  private static Command.Generate generate(long id, int maxTokens) {
    return new Command.Generate(
        id,
        List.of(new Command.Segment("the word is not the thing", false)),
        List.of(),
        Sampling.builder().temperature(0).build(),
        maxTokens,
        List.of(),
        -1,
        true,
        false,
        Command.AnswerText.PLAIN);
  }
}
