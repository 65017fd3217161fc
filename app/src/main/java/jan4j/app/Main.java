package jan4j.app;

import jan4j.hub.DataFolder;
import jan4j.hub.Hardware;
import jan4j.hub.NativeTable;
import jan4j.store.StoreEdges;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine;

/// The entry of the `jan4j` command: wires everything by constructor calls and runs the command.
public final class Main {
  private Main() {}

  /// Runs a command and ends the process with its exit code.
  public static void main(String[] args) {
    System.exit(run(Console.system(), args));
  }

  private static int run(Console console, String[] args) {
    HeadStart.of(args);
    DataFolder data = DataFolderOption.of(args);
    Path log = LogFile.install(data.logs());
    return tree(console, data, log, args).execute(args);
  }

  private static CommandLine tree(Console console, DataFolder data, Path log, String[] args) {
    Path home = Path.of(System.getProperty("jan4j.home", ".")).toAbsolutePath().normalize();
    Path coreFolder = Objects.requireNonNull(data.runningCore().getParent());
    Clock clock = Clock.systemUTC();
    Supplier<Hardware> hardware = Lazily.once(Hardware::probe);
    WorkerCommand worker = new WorkerCommand(home);
    HubShelf shelf = new HubShelf(data, hardware, new AotCaches(home, worker)::ensure, clock);
    LocalEngines engines =
        new LocalEngines(
            worker,
            () -> hardware.get().physicalCores(),
            () -> hardware.get().vulkan(),
            data.logs());
    String key = System.getenv().getOrDefault("JAN4J_API_KEY", "");
    EngineOpener opener =
        new EngineOpener(
            shelf,
            engines,
            (offline, progress) ->
                RemoteCore.connect(coreFolder, shelf.egress(offline), key, shelf, progress));
    CoreRunner core =
        new CoreRunner(
            console, shelf, engines, new CoreRunner.Folders(coreFolder, data.root()), clock);
    List<Object> all =
        List.of(
            new ChatCommand(console, opener, () -> input(console, data), clock),
            new ServeCommand(core),
            new ModelsCommand(console, shelf),
            new ThreadsCommand(console, data.root(), StoreEdges.system()),
            new SetupCommand(console, shelf),
            new DoctorCommand(
                console,
                new MachineDiagnosis(data, shelf, hardware, coreFolder, new DeviceList(worker))),
            new VersionCommand(console, NativeTable::shipped),
            new CompletionCommand(console),
            new InternalCommand(console, home),
            new TrainCommand(
                console, new HubShelf(data, hardware, (_, _, _) -> {}, clock), engines, clock));
    return CommandTree.of(console, log.toString(), CommandTree.needed(all, args));
  }

  /// JLine where a terminal can show what is typed, else plain lines.
  private static LineInput input(Console console, DataFolder data) {
    if (!console.terminal().out() || !console.terminal().in()) {
      return new PlainInput(console);
    }
    try {
      return JLineInput.system(ChatCommand.historyFile(data.root()));
    } catch (IOException e) {
      console.note("This terminal cannot edit lines (" + e.getMessage() + ").");
      return new PlainInput(console);
    }
  }
}
