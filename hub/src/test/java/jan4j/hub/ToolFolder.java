package jan4j.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/// A folder of fake programs that stands first in a subprocess's PATH.
record ToolFolder(Path folder) {
  /// Writes a program in shell.
  ToolFolder with(String name, String script) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  Map<String, String> environment() {
    return Map.of("PATH", folder + ":/usr/bin:/bin");
  }
}
