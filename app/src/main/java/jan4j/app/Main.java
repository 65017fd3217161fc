package jan4j.app;

import jan4j.hub.DataFolder;
import jan4j.hub.Hardware;
import jan4j.hub.NativeTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/// The entry of the `jan4j` command: wires everything by constructor calls and runs the command.
public final class Main {
  private Main() {}

  /// Runs a command and ends the process with its exit code.
  public static void main(String[] args) {
    DataFolder folder = DataFolder.ofProcess();
    Path log = LogFile.install(folder.logs());
    System.exit(commands(Console.system(), folder, log).execute(args));
  }

  private static CommandLine commands(Console console, DataFolder folder, Path log) {
    Path home = Path.of(System.getProperty("jan4j.home", ".")).toAbsolutePath().normalize();
    Path own = folder.runningCore().getParent();
    Clock clock = Clock.systemUTC();
    Supplier<Hardware> hardware = new Once<>(Hardware::probe);
    HubShelf shelf = new HubShelf(folder, hardware, clock);
    WorkerCommand worker = new WorkerCommand(home);
    LocalEngines engines = new LocalEngines(worker, hardware, folder.logs());
    String key = System.getenv().getOrDefault("JAN4J_API_KEY", "");
    EngineOpener opener = new EngineOpener(shelf, engines, new CoreClient(shelf, own, key));
    return CommandTree.of(
        console,
        log.toString(),
        List.of(
            new ChatCommand(console, opener, () -> input(console, own), clock),
            new ServeCommand(new CoreRunner(console, shelf, engines, own, clock)),
            new ModelsCommand(console, shelf),
            new SetupCommand(console, shelf),
            new DoctorCommand(
                console, () -> new Doctor(folder, shelf, hardware.get(), worker).look()),
            new VersionCommand(console, NativeTable::shipped),
            new CompletionCommand(console),
            new InternalCommand(console, worker),
            new TrainCommand(console, shelf, engines)));
  }

  /// JLine where a terminal can show what is typed, else plain lines.
  private static LineInput input(Console console, Path own) {
    if (!console.terminal().out()) {
      return new PlainInput(console);
    }
    try {
      DataFolder.make(own);
      return JLineInput.system(own.resolve("chat-history"));
    } catch (IOException e) {
      console.note("This terminal cannot edit lines (" + e.getMessage() + ").");
      return new PlainInput(console);
    }
  }
}
