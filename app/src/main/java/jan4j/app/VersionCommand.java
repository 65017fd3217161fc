package jan4j.app;

import jan4j.hub.NativeTable;
import jan4j.wire.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `jan4j version`.
@Command(name = "version", description = "Print the versions of Jan4j and of what it runs on.")
final class VersionCommand implements Callable<Integer> {
  private final Console console;
  private final Supplier<NativeTable> natives;

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  VersionCommand(Console console, Supplier<NativeTable> natives) {
    this.console = console;
    this.natives = natives;
  }

  /// The version in the jar's manifest; `dev` outside a jar.
  static String own() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  @Override
  public Integer call() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("jan4j", own());
    versions.put("llama.cpp", natives.get().llamaCpp());
    versions.put("node-llama-cpp packages", natives.get().version());
    versions.put("java", Runtime.version().toString());
    versions.put("java vendor", System.getProperty("java.vendor", "unknown"));
    if (json) {
      Map<String, String> out = new LinkedHashMap<>();
      versions.forEach((name, version) -> out.put(name.replaceAll("[^a-z0-9]+", "_"), version));
      console.line(Json.writeText(out));
      return ExitCode.OK;
    }
    versions.forEach((name, version) -> console.line(name + " " + version));
    return ExitCode.OK;
  }
}
