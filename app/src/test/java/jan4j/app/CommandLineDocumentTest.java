package jan4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import jan4j.hub.NativeTable;
import jan4j.store.StoreEdges;
import jan4j.testkit.FakeEngine;
import jan4j.testkit.TestEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// docs/cli.md is the help of every command; `-Djan4j.regen=true` writes it anew.
class CommandLineDocumentTest {
  private static final String INTRODUCTION =
      """
      # The command line

      What `jan4j help COMMAND` prints, for every command. This page is written by a test \
      (`scripts/regen`); change the commands, not the page.

      Standard output carries the answer or the result alone; progress, notices and errors go to \
      standard error. With `--json` a command prints one JSON object, and a failure is \
      `{"error": {"message", "type", "code", "exit_code"}}` on standard output. Exit codes stand \
      below the first help text.

      Environment: `JAN4J_DATA_FOLDER` moves the data folder, `JAN4J_MODEL` names the default model \
      of `chat`, `JAN4J_API_KEY` is the key that `serve` asks for and `chat` sends, `NO_COLOR` turns \
      dim text off.
      """;

  @Test
  void theDocumentIsTheHelpOfEveryCommand() throws Exception {
    Console console = TestConsole.pipes("").console();
    CommandLine root =
        CommandTree.of(
            console,
            "core.log",
            List.of(
                new ChatCommand(
                    console,
                    new FakeServices(new FakeEngine("tiny")),
                    () -> new ScriptedInput(),
                    Clock.systemUTC()),
                new ServeCommand(_ -> {}),
                new ModelsCommand(console, new NoShelf()),
                new ThreadsCommand(console, Path.of("data"), StoreEdges.system()),
                new SetupCommand(console, new NoShelf()),
                new DoctorCommand(console, () -> new Diagnosis(Map.of(), List.of())),
                new VersionCommand(console, NativeTable::shipped),
                new CompletionCommand(console)));
    StringBuilder page = new StringBuilder(INTRODUCTION);
    append(page, "##", root);

    Path file = TestEnvironment.repositoryRoot().resolve("docs/cli.md");
    if (Boolean.getBoolean("jan4j.regen")) {
      Files.writeString(file, page);
    }
    assertThat(file)
        .as("docs/cli.md is not the help of the commands; run scripts/regen and review the change")
        .hasContent(page.toString());
  }

  private static void append(StringBuilder page, String level, CommandLine command) {
    page.append('\n').append(level).append(' ');
    page.append(command.getCommandSpec().qualifiedName()).append("\n\n```\n");
    page.append(command.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing());
    page.append("\n```\n");
    Map<String, CommandLine> children = new LinkedHashMap<>(command.getSubcommands());
    for (CommandLine child : children.values()) {
      if (!child.getCommandSpec().usageMessage().hidden()
          && !(child.getCommandSpec().userObject() instanceof CommandLine.HelpCommand)) {
        append(page, level.length() < 3 ? level + "#" : level, child);
      }
    }
  }
}
