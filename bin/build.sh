# Builds a checkout. Sourced by ./riffle and bin/release behind environment.sh; home is the checkout's folder, and
# TORNADOVM_HOME what find_tornado found. Works with bash 3.2. Messages go to stderr.

target=$home/harness/target
jar=$target/harness.jar
stamp=$target/launcher-build

# Whether there is a build, and no source is newer than it began.
is_built() {
  [ -f "$stamp" ] && [ -f "$jar" ] || return 1
  [ -z "$(cd "$home" && source_newer_than "$stamp")" ]
}

# A build is current if it found the TornadoVM that is here now. One that found some serves where there is none, too.
is_current() { is_built && { [ -z "$TORNADOVM_HOME" ] || [ "$(cat "$stamp")" = "$TORNADOVM_HOME" ]; }; }

# Whether this user may write all that a build writes.
can_build() {
  local module place
  for module in "$home"/*/pom.xml "$home"/*/*/pom.xml; do
    [ -f "$module" ] || continue
    module=${module%/pom.xml}
    if [ ! -e "$module/target" ] && [ ! -w "$module" ]; then return 1; fi
    for place in "$module/target" "$module/target/classes" "$module/target/lib"; do
      if [ -e "$place" ] && [ ! -w "$place" ]; then return 1; fi
    done
  done
}

# Builds without tests, with further arguments for Maven.
build() {
  local jdk repository='' log=$target/launcher-build.log
  if ! jdk=$(find_java javac); then
    say 'a build needs a JDK 25, and no Java 25 here has javac; install one, e.g.: sdk install java 25-tem'
    exit 2
  fi
  if ! command -v mvn >/dev/null; then
    say 'Maven (mvn) is not on the PATH, and Riffle must be built first; install it: sudo apt-get install maven'
    exit 2
  fi
  say 'building (a minute or so the first time) ...'
  # Maven keeps what it fetched in the folder that the system knows of the user, whatever HOME is
  if ! holds_programs "$(unset HOME; printf '%s' ~)/.m2"; then repository=$home/target/repository; fi
  mkdir -p "$target"
  rm -rf "${target:?}/lib" "$stamp"
  printf '%s' "$TORNADOVM_HOME" >"$stamp.begun"
  if ! (cd "$home" && JAVA_HOME=$jdk mvn -B -Dmaven.test.skip=true -Dspotless.check.skip=true \
    ${repository:+"-Dmaven.repo.local=$repository"} "$@" package) >"$log" 2>&1; then
    cat "$log" >&2
    say "the build failed, see above; the log is $log"
    exit 2
  fi
  mv "$stamp.begun" "$stamp"
  rm -f "$log"
}

# Runs a command while no other build of this checkout runs, where flock exists.
alone() {
  (
    if command -v flock >/dev/null; then flock 9; fi
    "$@"
  ) 9<"$home/pom.xml"
}

# Builds if need be and possible; else says what is the matter.
ensure_build() {
  local built
  is_current && return 0
  if can_build; then
    alone build_unless_current
  elif is_built; then
    built=$(cat "$stamp")
    say "$home was built for ${built:-no TornadoVM}, not for $TORNADOVM_HOME, and $(id -un) cannot write there;" \
      'it runs as it is'
  else
    say "$home must be built, as its sources are new, and $(id -un) cannot write there;" \
      'run ./riffle --version as its owner, or copy it to a folder of your own'
    exit 2
  fi
}

build_unless_current() { is_current || build; }
