package jan4j.app;

import jan4j.core.JanException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `jan4j serve`: the core, until it is told to stop.
@Command(
    name = "serve",
    description = {
      "Serve the OpenAI API on this machine.",
      "Ends on Ctrl-C (exit code 130) or SIGTERM (143) and leaves no process behind; running",
      "answers get an error event first."
    })
final class ServeCommand implements Callable<Integer> {
  private final CoreStarter starter;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on; off loopback a key is required.")
  String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port; 0 takes a free one. Default: 1337.")
  int port = 1337;

  @Option(
      names = "--api-key",
      paramLabel = "KEY",
      description = "Key that clients must send; better by JAN4J_API_KEY, which ps does not show.")
  @Nullable String apiKey;

  @Option(
      names = "--idle-timeout",
      paramLabel = "SECONDS",
      description = "Unload a model after this time without requests; 0 never. Default: 600.")
  long idleSeconds = 600;

  @Option(
      names = {"-m", "--model"},
      paramLabel = "ID|FILE",
      description = "Load this model at once; a GGUF file is served under its name.")
  String model = "";

  @Mixin DataFolderOption dataFolder = new DataFolderOption();
  @Mixin OfflineOption offline = new OfflineOption();
  @Mixin LoadingOptions loading = new LoadingOptions();

  ServeCommand(CoreStarter starter) {
    this.starter = starter;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65_535) {
      throw JanException.invalid("port", "--port is " + port + "; give 0 to 65535");
    }
    if (idleSeconds < 0) {
      throw JanException.invalid(
          "idle_timeout", "--idle-timeout is " + idleSeconds + "; give 0 or more seconds");
    }
    loading.isEmpty();
    String key = apiKey == null ? System.getenv().getOrDefault("JAN4J_API_KEY", "") : apiKey;
    Duration idle = Duration.ofSeconds(idleSeconds);
    starter.runUntilStopped(
        new CoreStarter.Choice(host, port, key, idle, offline.given, model, loading::apply));
    return ExitCode.OK;
  }
}
