package jan4j.hub;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What can be known of this machine without native code. What a loaded library then finds is the
/// worker's to report.
///
/// @param platform as the table of native packages names it, e.g. `linux-x64`
/// @param physicalCores that this process may use; the number of threads that pays for decoding
/// @param logicalCores that this process may use, container limits included
/// @param availableBytes memory that can be used without swapping
/// @param gpus names of graphics devices, for people
/// @param nvidiaDriver the version of NVIDIA's driver, e.g. `580.65.06`, or the empty string
/// @param vulkan whether a Vulkan loader and a real graphics device are here
public record Hardware(
    String platform,
    String os,
    String cpu,
    int physicalCores,
    int logicalCores,
    long totalBytes,
    long availableBytes,
    List<String> gpus,
    String nvidiaDriver,
    boolean vulkan) {
  private static final Path PROC = Path.of("/proc");
  private static final Pattern DRIVER = Pattern.compile("\\b(\\d{3}\\.\\d+(?:\\.\\d+)?)\\b");

  /// PCI vendors of graphics devices that compute; virtual machines' display adapters do not.
  private static final List<String> GPU_VENDORS = List.of("0x10de", "0x1002", "0x8086");

  public Hardware {
    gpus = List.copyOf(gpus);
  }

  /// Looks at this machine.
  public static Hardware probe() {
    String os = System.getProperty("os.name", "");
    String system = os.toLowerCase(Locale.ROOT);
    String name = system.startsWith("windows") ? "win" : system.startsWith("mac") ? "mac" : "linux";
    String arch = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "x64";
    int logical = Runtime.getRuntime().availableProcessors();
    String driver = findNvidiaDriver(name);
    List<String> gpus = findGpus(driver);
    return new Hardware(
        name + "-" + arch,
        os + " " + System.getProperty("os.version", ""),
        cpuName(name),
        Math.clamp(countPhysicalCores(), 1, logical),
        logical,
        totalMemory(),
        availableMemory(),
        gpus,
        driver,
        hasVulkanLoader(name) && (name.equals("win") || !gpus.isEmpty()));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of(); // not on this system
    }
  }

  private static String cpuName(String system) {
    if (system.equals("mac")) {
      return output(List.of("sysctl", "-n", "machdep.cpu.brand_string"));
    }
    return lines(PROC.resolve("cpuinfo")).stream()
        .filter(l -> l.startsWith("model name"))
        .map(l -> l.substring(l.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown"));
  }

  /// Distinct pairs of package and core; all logical cores where the system does not tell.
  private static int countPhysicalCores() {
    Set<String> cores = new HashSet<>();
    String packageId = "";
    for (String line : lines(PROC.resolve("cpuinfo"))) {
      if (line.startsWith("physical id")) {
        packageId = line;
      } else if (line.startsWith("core id")) {
        cores.add(packageId + line);
      }
    }
    if (cores.isEmpty()) {
      String count = output(List.of("sysctl", "-n", "hw.physicalcpu"));
      return count.matches("\\d{1,4}")
          ? Integer.parseInt(count)
          : Runtime.getRuntime().availableProcessors();
    }
    return cores.size();
  }

  private static long totalMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean bean
        ? bean.getTotalMemorySize()
        : 0;
  }

  private static long availableMemory() {
    for (String line : lines(PROC.resolve("meminfo"))) {
      if (line.startsWith("MemAvailable:")) {
        long host = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        return Math.min(host, containerLeft());
      }
    }
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean bean
        ? bean.getFreeMemorySize()
        : 0;
  }

  /// What a control group (version 2) leaves, or the largest number where it sets no limit.
  private static long containerLeft() {
    Path group = Path.of("/sys/fs/cgroup");
    String max = first(lines(group.resolve("memory.max")));
    String used = first(lines(group.resolve("memory.current")));
    if (!max.matches("\\d{1,18}") || !used.matches("\\d{1,18}")) {
      return Long.MAX_VALUE;
    }
    long fileCache = 0; // given back when it is needed
    for (String line : lines(group.resolve("memory.stat"))) {
      if (line.matches("inactive_file \\d{1,18}")) {
        fileCache = Long.parseLong(line.substring("inactive_file ".length()));
      }
    }
    return Math.max(0, Long.parseLong(max) - Long.parseLong(used) + fileCache);
  }

  private static String findNvidiaDriver(String system) {
    for (String line : lines(PROC.resolve("driver/nvidia/version"))) {
      Matcher m = DRIVER.matcher(line);
      if (m.find()) {
        return m.group(1);
      }
    }
    if (system.equals("win") || (system.equals("linux") && isOnPath("nvidia-smi"))) {
      String out =
          output(List.of("nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader"));
      Matcher m = DRIVER.matcher(out);
      return m.find() ? m.group(1) : "";
    }
    return "";
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
        .filter(f -> f.startsWith("/"))
        .anyMatch(f -> Files.isExecutable(Path.of(f, program)));
  }

  private static List<String> findGpus(String nvidiaDriver) {
    List<String> out = new ArrayList<>();
    Path drm = Path.of("/sys/class/drm");
    if (Files.isDirectory(drm)) {
      try (Stream<Path> cards = Files.list(drm)) {
        for (Path card :
            cards.filter(c -> c.getFileName().toString().matches("card\\d+")).toList()) {
          String vendor = first(lines(card.resolve("device/vendor")));
          if (GPU_VENDORS.contains(vendor)) {
            out.add(vendorName(vendor) + " " + first(lines(card.resolve("device/device"))));
          }
        }
      } catch (IOException e) {
        return out; // no right to look: nothing found
      }
    }
    if (!nvidiaDriver.isEmpty() && out.stream().noneMatch(g -> g.startsWith("NVIDIA"))) {
      out.add("NVIDIA (driver " + nvidiaDriver + ")");
    }
    return out;
  }

  private static String first(List<String> lines) {
    return lines.isEmpty() ? "" : lines.getFirst().strip();
  }

  private static String vendorName(String vendor) {
    return switch (vendor) {
      case "0x10de" -> "NVIDIA";
      case "0x1002" -> "AMD";
      default -> "Intel";
    };
  }

  private static boolean hasVulkanLoader(String system) {
    List<String> places =
        system.equals("win")
            ? List.of(
                System.getenv().getOrDefault("SystemRoot", "C:\\Windows")
                    + "\\System32\\vulkan-1.dll")
            : List.of(
                "/usr/lib/x86_64-linux-gnu/libvulkan.so.1",
                "/usr/lib/aarch64-linux-gnu/libvulkan.so.1",
                "/usr/lib64/libvulkan.so.1",
                "/usr/lib/libvulkan.so.1");
    return places.stream().anyMatch(p -> Files.exists(Path.of(p)));
  }

  /// The first line that a small system program prints, or the empty string.
  private static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "";
      }
      String out =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.Charset.defaultCharset());
      return process.exitValue() == 0 ? out.lines().findFirst().orElse("").strip() : "";
    } catch (IOException e) {
      return ""; // not on this system
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
