# Finds what Riffle runs on. Sourced by ./riffle, bin/release and .ci/run; works with bash 3.2. Messages go to stderr.

say() { printf 'riffle: %s\n' "$*" >&2; }

# Services and containers start programs without HOME: it is then what the system knows of the user, else /.
if [ -z "${HOME:-}" ]; then
  unset HOME
  HOME=$(printf '%s' ~)
  export HOME
fi

# Java takes names of files to be in the encoding of the locale. In C and POSIX, and in a locale that was named but
# never generated, that is ASCII, and no name with an umlaut can be opened. On macOS they are in UTF-8 in any locale.
use_utf8() {
  local locale
  [ "$(uname -s)" != Darwin ] && command -v locale >/dev/null || return 0
  case $(locale charmap 2>/dev/null) in ANSI_X3.4-1968 | US-ASCII | ASCII | 646) ;; *) return 0 ;; esac
  for locale in C.UTF-8 en_US.UTF-8; do
    if [ "$(LC_ALL=$locale locale charmap 2>/dev/null)" = UTF-8 ]; then
      export LC_ALL=$locale
      return 0
    fi
  done
}
use_utf8

# Whether a folder holds Java 25. Its file "release" says so; a JVM that is started to tell may find too little memory.
is_java_25() {
  local version=
  if [ -r "$1/release" ]; then version=$(sed -n 's/^JAVA_VERSION="\([^"]*\)".*/\1/p' "$1/release"); fi
  if [ -z "$version" ]; then
    if ! version=$("$1/bin/java" -version 2>&1); then
      say "$1/bin/java does not start: $(printf '%s' "$version" | tr '\n' ' ')"
      return 1
    fi
    version=$(printf '%s\n' "$version" | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  fi
  case $version in 25 | 25[.+-]*) return 0 ;; *) return 1 ;; esac
}

# Prints the home of a Java 25 that has a program, java if none is named: JAVA_HOME's, PATH's, then those in the usual
# places. With javac it is a JDK.
find_java() {
  local on_path candidate
  on_path=$(command -v java) && on_path=$(readlink -f "$on_path" 2>/dev/null) && on_path=${on_path%/bin/java}
  for candidate in "${JAVA_HOME:-}" "$on_path" "$HOME"/.sdkman/candidates/java/* /usr/lib/jvm/*25* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.jdks/*; do
    if [ -n "$candidate" ] && [ -x "$candidate/bin/java" ] && [ -x "$candidate/bin/${1:-java}" ] \
      && is_java_25 "$candidate"; then
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

# Whether an OpenCL driver is registered with the loader, or a library is named (macOS has its own). To ocl-icd
# OCL_ICD_VENDORS is a folder of .icd files, one such file, perhaps without its folder, or a driver's library; to the
# Khronos loader it is a folder, and OCL_ICD_FILENAMES are libraries. Whether a driver works, it alone can tell.
has_opencl() {
  local vendors place
  [ "$(uname -s)" = Darwin ] && return 0
  [ -n "${RIFFLE_OPENCL_LIBRARY:-}${OCL_ICD_FILENAMES:-}" ] && return 0
  vendors=${OPENCL_VENDOR_PATH:-/etc/OpenCL/vendors}
  place=${OCL_ICD_VENDORS:-$vendors}
  if [ -d "$place" ]; then
    compgen -G "${place%/}/*.icd" >/dev/null
  else
    case $place in
      "$vendors") return 1 ;;
      *.icd) [ -f "$place" ] || [ -f "$vendors/$place" ] ;;
      */*) [ -f "$place" ] ;;
      *) return 0 ;; # the name of a library, which the system looks for
    esac
  fi
}

# install_packages SECONDS PACKAGE...: installs Debian's packages within a time, 0 for any; prints what apt said if it
# fails.
install_packages() {
  local said install=(timeout "$1" apt-get install -y "${@:2}")
  export DEBIAN_FRONTEND=noninteractive
  if said=$({ "${install[@]}" || { apt-get update && "${install[@]}"; }; } 2>&1); then return 0; fi
  printf '%s\n' "$said" >&2
  return 1
}

# Whether this user may install packages.
can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# Installs PoCL, OpenCL on the CPU, if there is no driver and this user may; else says how and goes on.
ensure_opencl() {
  local place
  has_opencl && return 0
  place=${OCL_ICD_VENDORS:-${OPENCL_VENDOR_PATH:-}}
  if [ -n "$place" ]; then # no installation puts one there
    say "no OpenCL driver is registered in $place, where OCL_ICD_VENDORS or OPENCL_VENDOR_PATH points;" \
      'correct it or unset it'
    return 0
  fi
  if can_install; then
    say 'no OpenCL driver here; installing pocl-opencl-icd (OpenCL on the CPU) ...'
    install_packages 0 pocl-opencl-icd && return 0
    say 'pocl-opencl-icd could not be installed, see above'
  fi
  say 'no OpenCL driver here; for one on the CPU run: sudo apt-get install pocl-opencl-icd'
}

# Makes paths in the environment absolute: the build and workers run in folders of their own. What is no path stays: the
# name of an .icd file or of a library, which a loader looks for.
make_paths_absolute() {
  local variable value
  for variable in JAVA_HOME TORNADOVM_HOME POCL_CACHE_DIR XDG_CACHE_HOME OPENCL_VENDOR_PATH OCL_ICD_VENDORS \
    RIFFLE_OPENCL_LIBRARY; do
    value=${!variable:-}
    case $value in '' | /*) continue ;; esac
    case $variable in
      OCL_ICD_VENDORS) [ -e "$value" ] || continue ;;
      RIFFLE_OPENCL_LIBRARY) [[ $value == */* ]] || continue ;;
    esac
    export "$variable=${PWD%/}/$value"
  done
}

# Whether programs can be kept below a folder, which need not be there yet: it can be made or written, and is not
# mounted noexec. The system says of no file on such a mount that it may be executed.
holds_programs() {
  local place=$1 probe status=0
  while [ ! -e "$place" ]; do place=$(dirname "$place"); done
  [ -d "$place" ] && [ -w "$place" ] || return 1
  probe=$(mktemp "$place/.riffle.XXXXXX" 2>/dev/null) || return 1
  chmod u+x "$probe"
  [ -x "$probe" ] || status=1
  rm -f "$probe"
  return $status
}

# Sees to it that PoCL can keep what it compiled: else it has no device. Where its usual cache does not serve, a folder
# of this user alone takes its place.
ensure_cache() {
  local usual=${POCL_CACHE_DIR:-${XDG_CACHE_HOME:-${HOME%/}/.cache}/pocl/kcache} place
  holds_programs "$usual" && return 0
  for place in "${TMPDIR:-/tmp}" /var/tmp; do
    place=${place%/}/riffle-cache-$(id -u)
    mkdir -m 700 "$place" 2>/dev/null || true
    if [ -O "$place" ] && [ ! -L "$place" ] && holds_programs "$place"; then
      say "PoCL cannot keep compiled kernels in $usual; they are kept in $place"
      export POCL_CACHE_DIR=$place
      return 0
    fi
  done
  say "PoCL cannot keep compiled kernels in $usual, nor in temporary folders;" \
    'set POCL_CACHE_DIR to a folder that can be written'
}

# Prints a source of the checkout in this folder that is newer than a file, if there is one.
source_newer_than() {
  find pom.xml ./*/pom.xml ./*/src/main ./*/src/tornado ./*/*/pom.xml ./*/*/src/main -newer "$1" 2>/dev/null | head -n 1
}
