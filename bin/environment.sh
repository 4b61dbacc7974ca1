# Finds what Riffle runs on. Sourced by ./riffle and .ci/run; works with bash 3.2. Messages go to stderr.

say() { printf 'riffle: %s\n' "$*" >&2; }

is_jdk_25() { [ -x "$1/bin/javac" ] && "$1/bin/java" -version 2>&1 | grep -q 'version "25[."]'; }

# Prints the home of a JDK 25: JAVA_HOME's, PATH's, then those in the usual places.
find_jdk() {
  local on_path candidate
  on_path=$(command -v java) && on_path=$(readlink -f "$on_path" 2>/dev/null) && on_path=${on_path%/bin/java}
  for candidate in "${JAVA_HOME:-}" "$on_path" "$HOME"/.sdkman/candidates/java/* /usr/lib/jvm/*25* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.jdks/*; do
    if [ -n "$candidate" ] && is_jdk_25 "$candidate"; then
      printf '%s\n' "$candidate"
      return 0
    fi
  done
  return 1
}

# Prints the home of the TornadoVM SDK: TORNADOVM_HOME, else where SDKMAN installs it. Nothing if there is none;
# fails if TORNADOVM_HOME points at something else.
find_tornado() {
  local usual=$HOME/.sdkman/candidates/tornadovm/current
  if [ -n "${TORNADOVM_HOME:-}" ]; then
    if [ ! -r "$TORNADOVM_HOME/tornado-argfile" ]; then
      say "TORNADOVM_HOME is $TORNADOVM_HOME, which holds no TornadoVM SDK (no tornado-argfile); correct it or unset it"
      return 1
    fi
    printf '%s\n' "$TORNADOVM_HOME"
  elif [ -r "$usual/tornado-argfile" ]; then
    printf '%s\n' "$usual"
  fi
}

# Whether an OpenCL driver is registered with the loader (macOS has its own).
has_opencl() {
  [ "$(uname -s)" = Darwin ] && return 0
  local place=${OCL_ICD_VENDORS:-/etc/OpenCL/vendors}
  [ -f "$place" ] && return 0
  compgen -G "$place/*.icd" >/dev/null
}

# Installs PoCL, OpenCL on the CPU, if there is no driver and this user may; else says how and goes on.
ensure_opencl() {
  has_opencl && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say 'no OpenCL driver here; installing pocl-opencl-icd (OpenCL on the CPU)'
    if { DEBIAN_FRONTEND=noninteractive apt-get install -y pocl-opencl-icd \
      || { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y pocl-opencl-icd; }; } >&2; then
      return 0
    fi
    say 'pocl-opencl-icd could not be installed'
  fi
  say 'no OpenCL driver here; for one on the CPU run: sudo apt-get install pocl-opencl-icd'
}
