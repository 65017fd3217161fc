# Builds what is stale. Sourced by ./jan4j and scripts/*, with $root set.

# Whether a source, a build file or a folder (a deleted file) is newer than the last build.
build_is_stale() {
  [ -f "$root/target/.built" ] && [ -d "$root/app/target/dist/lib" ] && [ -d "$root/worker/target/dist/lib" ] || return 0
  [ -n "$(find "$root/pom.xml" "$root/native" "$root"/*/pom.xml "$root"/*/src/main -newer "$root/target/.built" 2>/dev/null | head -n 1)" ]
}

# Draws Maven's own module counter as one progress bar on standard error; the whole log is kept.
draw_build() {
  local line done total name tty=
  [ -t 2 ] && tty=1
  while IFS= read -r line; do
    case $line in
      *"Building jan4j-"*"["*/*"]"*)
        done=${line##*[} done=${done%%/*} total=${line##*/} total=${total%%]*}
        name=${line#*Building jan4j-} name=${name%% *}
        if [ -n "$tty" ]; then
          printf '\r\033[KBuilding Jan4j  [%-24s] %s/%s %s' \
            "$(printf '%*s' $((done * 24 / total)) '' | tr ' ' '#')" "$done" "$total" "$name" >&2
        else
          say "Building Jan4j $done/$total $name"
        fi
        ;;
    esac
  done
  if [ -n "$tty" ]; then printf '\r\033[K' >&2; fi
}

build() {
  build_is_stale || return 0
  use_maven
  mkdir -p "$root/target"
  local lock=$root/target/.build.lock started
  until mkdir "$lock" 2>/dev/null; do
    if [ -f "$lock/pid" ] && ! kill -0 "$(cat "$lock/pid")" 2>/dev/null; then
      rm -rf "$lock"
    else
      sleep 1
    fi
  done
  echo $$ >"$lock/pid"
  trap 'rm -rf "$root/target/.build.lock"' EXIT
  if build_is_stale; then
    started=$(date +%s)
    touch "$root/target/.building"
    if ! (cd "$root" && mvn -B package -Dmaven.test.skip=true -Djan4j.quick 2>&1) | tee "$root/target/build.log" | draw_build ||
      ! grep -q 'BUILD SUCCESS' "$root/target/build.log"; then
      if grep -qE 'Unknown host|UnknownHost|Network is unreachable|name resolution|No route to host|[Cc]onnect(ion)? timed out' "$root/target/build.log"; then
        say "jan4j: the network is out of reach, and the first build needs it: Maven fetches what Jan4j is built from."
        say "  Connect and run the command again: it goes on where it stopped. Maven's words are in target/build.log."
        exit 4
      fi
      say "jan4j: the build failed. The first errors:"
      grep -E '^\[ERROR\]' "$root/target/build.log" | head -n 12 >&2
      say "  The whole log is target/build.log. If a download failed, check the network and run the command again: it goes on where it stopped."
      exit 1
    fi
    rm -rf "$root/target/aot"
    mv "$root/target/.building" "$root/target/.built" # its time is the build's start: later edits count
    say "Built Jan4j in $(($(date +%s) - started)) s."
  fi
  rm -rf "$lock"
  trap - EXIT
}
