package jan4j.hub;

import jan4j.core.ErrorCode;
import jan4j.core.JanException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs the user's own pip or npm, so that their configuration decides where packages come from.
/// How far a download is shows in the bytes that grow in the folder which the tool was given.
final class PackageTool {
  private static final long POLL_MILLIS = 100;
  private static final int KEPT_LINES = 30;

  private final Map<String, String> environment;

  /// @param environment of the subprocess, over this process's own
  PackageTool(Map<String, String> environment) {
    this.environment = environment;
  }

  /// What to run and what to tell of it.
  ///
  /// @param title of the step
  /// @param command program and arguments
  /// @param watched folder that grows by what is downloaded
  /// @param expectedBytes what comes in all
  /// @param missing what to do where the program is not there
  record Run(
      String title, List<String> command, Path watched, long expectedBytes, String missing) {}

  /// Whether a program can be started.
  boolean has(List<String> command) {
    try {
      Process process =
          builder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Runs to the end.
  ///
  /// @throws JanException [ErrorCode#UPSTREAM_FAILED] with the tool's own last words, and
  ///   [ErrorCode#ENGINE_UNAVAILABLE] where it is not installed
  void run(Run run, ProgressListener progress) {
    Process process;
    try {
      process = builder(run.command()).redirectErrorStream(true).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new JanException(
          ErrorCode.ENGINE_UNAVAILABLE,
          run.title() + ": " + run.command().getFirst() + " cannot be started. " + run.missing(),
          e);
    }
    Deque<String> lines = new ArrayDeque<>();
    Thread reader = Thread.ofVirtual().name(run.title()).start(() -> drain(process, lines));
    try {
      progress.update(run.title(), 0, run.expectedBytes(), "bytes");
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        long done = Math.min(size(run.watched()), run.expectedBytes());
        progress.update(run.title(), done, run.expectedBytes(), "bytes");
      }
      reader.join();
    } catch (InterruptedException e) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      Thread.currentThread().interrupt();
      throw new JanException(ErrorCode.CANCELLED, run.title() + " was interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new JanException(
          ErrorCode.UPSTREAM_FAILED,
          run.title() + ": " + explain(run.command().getFirst(), process.exitValue(), lines));
    }
    progress.update(run.title(), run.expectedBytes(), run.expectedBytes(), "bytes");
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    // The JDK looks a program up in its own PATH, not in the one that the program gets.
    find(command.getFirst())
        .ifPresent(program -> {
          List<String> resolved = new ArrayList<>(command);
          resolved.set(0, program);
          builder.command(resolved);
        });
    return builder;
  }

  private Optional<String> find(String program) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(f -> !f.isEmpty())
        .map(f -> Path.of(f, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static void drain(Process process, Deque<String> lines) {
    try (BufferedReader reader = process.inputReader()) {
      String line;
      while ((line = reader.readLine()) != null) {
        if (lines.size() == KEPT_LINES) {
          lines.removeFirst();
        }
        lines.addLast(line.length() > 500 ? line.substring(0, 500) : line);
      }
    } catch (IOException e) {
      lines.addLast(String.valueOf(e.getMessage()));
    }
  }

  /// The tool's own message, and what it means where that is known.
  private static String explain(String program, int exitCode, Deque<String> lines) {
    String all = String.join("\n", lines);
    String last =
        lines.stream()
            .filter(l -> l.toLowerCase(java.util.Locale.ROOT).contains("err"))
            .filter(l -> !l.contains("A complete log") && !l.contains("npm notice"))
            .reduce((_, b) -> b)
            .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
    String advice = "check the network and run the command again: it goes on where it stopped";
    if (all.contains("E404")
        || all.contains("ETARGET")
        || all.contains("No matching distribution")) {
      advice =
          "the registry that "
              + program
              + " is configured for does not serve this version; point it to one that does";
      if (Stream.of("NewConnectionError", "ConnectTimeout", "Name or service", "resolve")
          .anyMatch(all::contains)) {
        advice = "no network; connect and run the command again";
      }
    } else if (all.contains("ENOTFOUND")
        || all.contains("EAI_AGAIN")
        || all.contains("ECONNREFUSED")
        || all.contains("ENETUNREACH")) {
      advice = "no network; connect and run the command again";
    } else if (all.contains("No module named pip")) {
      advice =
          "this Python has no pip; install it (apt install python3-pip, or python3 -m ensurepip)";
    } else if (all.contains("No space left")) {
      advice = "the disk is full; free some space";
    } else if (all.contains("EACCES") || all.contains("EPERM") || all.contains("global")) {
      advice =
          "npm's configuration names a folder that cannot be written (a global prefix?); see `npm config ls`";
    }
    return program + " ended with code " + exitCode + " (" + last.strip() + "); " + advice;
  }

  static long size(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .collect(Collectors.summingLong(PackageTool::length));
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // a file went away while it was counted
    }
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
