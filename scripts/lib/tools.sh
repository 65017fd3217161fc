# Finds what the scripts need. Sourced, not run. Works with bash 3.2 (macOS) and newer.

say() { printf '%s\n' "$*" >&2; }

die() {
  say "jan4j: $*"
  exit 1
}

# Whether the folder $1 is a JDK 25: its release file says so without starting a JVM.
is_jdk25() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -f "$1/release" ] &&
    grep -q '^JAVA_VERSION="25[".+]' "$1/release"
}

# Prints the JDK that the java on PATH belongs to.
jdk_on_path() {
  local java
  java=$(command -v java 2>/dev/null) || return 0
  while [ -L "$java" ]; do
    case $(readlink "$java") in
      /*) java=$(readlink "$java") ;;
      *) java=$(dirname "$java")/$(readlink "$java") ;;
    esac
  done
  (cd "$(dirname "$java")/.." 2>/dev/null && pwd -P)
}

# Says why the folder $1 is no JDK 25.
what_java() {
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release" 2>/dev/null | head -n 1)
  case $version in
    "") echo "no JDK" ;;
    25 | 25.*) [ -x "$1/bin/javac" ] && echo "Java $version, but it cannot be run" || echo "Java $version without a compiler, a JRE" ;;
    *) echo "Java $version" ;;
  esac
}

# Sets JAVA_HOME to a JDK 25 or ends with what to install.
use_jdk25() {
  local home
  for home in "${JAN4J_JAVA_HOME:-}" "${JAVA_HOME:-}" "$(jdk_on_path)" \
    /usr/lib/jvm/*25* /usr/lib64/jvm/*25* /usr/java/*25* /opt/java/*25* /opt/jdk*25* /opt/*/*jdk*25* \
    "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* "$HOME"/.local/share/mise/installs/java/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$home" ] && is_jdk25 "$home"; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  say "jan4j: Jan4j needs a JDK 25, and there is none here."
  for home in "JAN4J_JAVA_HOME:${JAN4J_JAVA_HOME:-}" "JAVA_HOME:${JAVA_HOME:-}" "The java on PATH:$(jdk_on_path)"; do
    [ -z "${home#*:}" ] || say "  ${home%%:*} is ${home#*:}: $(what_java "${home#*:}")."
  done
  say "  Nor is one in the usual folders (/usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks and others)."
  case $(uname -s) in
    Darwin) say "  Install it: brew install --cask temurin@25" ;;
    *) say "  Install it: apt install openjdk-25-jdk (or temurin-25-jdk), dnf install java-25-openjdk-devel, or sdk install java 25-tem;" ;;
  esac
  say "  or unpack one from https://adoptium.net anywhere and say where: export JAN4J_JAVA_HOME=/path/to/jdk-25"
  exit 1
}

# Ends with what to install where Maven is missing.
use_maven() {
  command -v mvn >/dev/null 2>&1 ||
    die "Maven is missing. Install it: your system's package maven (apt install maven, brew install maven), version 3.8 or newer."
  export MAVEN_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}"
}
