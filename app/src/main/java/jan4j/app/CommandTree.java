package jan4j.app;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/// The commands, put together by constructor calls.
final class CommandTree {
  private static final int WIDTH = 90;

  private CommandTree() {}

  /// The one command that the first argument names, else all of them: to read a command's
  /// annotations takes longer than many a command.
  static List<Object> needed(List<Object> all, String[] args) {
    List<Object> named =
        all.stream()
            .filter(c -> args.length > 0 && !(c instanceof CompletionCommand))
            .filter(
                c -> c.getClass().getAnnotation(CommandLine.Command.class).name().equals(args[0]))
            .toList();
    return named.isEmpty() ? all : named;
  }

  /// The command line of all `commands`, each an object annotated for picocli.
  static CommandLine of(Console console, String logFile, List<Object> commands) {
    CommandLine root = new CommandLine(new RootCommand());
    commands.forEach(c -> root.addSubcommand(withChildren(c)));
    root.addSubcommand(new CommandLine.HelpCommand());
    addHelp(root);
    Failures failures = new Failures(console, logFile);
    root.setOut(new PrintWriter(console.out(), true));
    root.setErr(new PrintWriter(console.err(), true));
    root.setExecutionExceptionHandler(failures);
    root.setParameterExceptionHandler(failures);
    root.setUsageHelpWidth(WIDTH);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    CommandLine.Help.Ansi ansi =
        console.terminal().out() && console.colour()
            ? CommandLine.Help.Ansi.ON
            : CommandLine.Help.Ansi.OFF;
    root.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    return root;
  }

  private static CommandLine withChildren(Object command) {
    CommandLine line = new CommandLine(command);
    if (command instanceof ModelsCommand models) {
      models.fileCommands().forEach(line::addSubcommand);
    }
    return line;
  }

  private static void addHelp(CommandLine command) {
    if (command.getCommandSpec().userObject() instanceof CommandLine.HelpCommand) {
      return;
    }
    command
        .getCommandSpec()
        .addMixin("help", CommandLine.Model.CommandSpec.forAnnotatedObject(new HelpOption()));
    command.getSubcommands().values().forEach(CommandTree::addHelp);
  }
}
