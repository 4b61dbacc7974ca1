# Private roots: Debian packages unpacked into a folder of their own, and programs run in there, whose results are kept
# by commit. Sourced by bin/drivers and bin/arm64 behind environment.sh.

# What a Java machine of Debian 13 (trixie) needs where the release has none.
own_java='openjdk-25-jre-headless'

# Whether the JDK is one of Debian's packages, which runs only with that release's libraries and settings around it.
is_packaged() { dpkg -S "$1/bin/java" 2>/dev/null | grep -q '^openjdk-'; }

# Installs a package of this machine's own release that a tool comes in, unless the tool is there.
ensure_tool() {
  command -v "$1" >/dev/null && return 0
  say "no $1 here; installing package $2"
  install_packages 0 --no-install-recommends "$2" \
    || { say "$2 could not be installed, see above; run: apt-get update && apt-get install $2"; return 1; }
}

# Prints the archive that this machine installs Debian's packages from.
find_mirror() {
  local format='$(REPO_URI)' mirror
  mirror=$(apt-get indextargets --format "$format" 'Created-By: Packages' | grep -m 1 '/debian/\?$') || true
  if [ -z "$mirror" ]; then
    say 'no Debian archive among the apt sources of this machine; name one with --mirror'
    return 1
  fi
  printf '%s\n' "$mirror"
}

# make_root ROOT RELEASE[/ARCHITECTURE] MIRROR PACKAGE...: unpacks packages of a release with all that they depend on,
# unless that was done; for this machine's architecture if none is named. Nothing is configured, because drivers need no
# configuration.
make_root() {
  local root=$1 release=${2%/*} mirror=$3 content="$2 ${*:4}" foreign=() packages
  [ "$release" = "$2" ] || foreign=(--architectures="${2#*/}" --skip=check/qemu)
  shift 3
  [ -f "$root/content" ] && [ "$(cat "$root/content")" = "$content" ] && return 0
  say "unpacking $* of Debian $release into $root"
  rm -rf --one-file-system "$root" "$root.new"
  packages=$(IFS=,; printf '%s' "$*")
  local sources=("deb $mirror $release main")
  [[ " $* " != *" $own_java "* ]] || [ "$release" = trixie ] || sources+=("deb $mirror trixie main")
  apt-config dump | grep -E '^Acquire::(https?::Proxy|Check-Valid-Until|Check-Date) ' >"$root.apt" || true
  # Only Java and the C library that it needs come from a later release, if anything does.
  printf '%s\n' 'Package: *' "Pin: release n=trixie" \
    "Pin-Priority: $([ "$release" = trixie ] && echo 500 || echo 100)" '' \
    "Package: $own_java src:glibc" 'Pin: release n=trixie' 'Pin-Priority: 990' >"$root.pin"
  if ! mmdebstrap --quiet --mode=root --variant=extract "${foreign[@]}" --include="libc-bin,$packages" \
    --aptopt="$root.apt" \
    --setup-hook="mkdir -p \"\$1/etc/apt/preferences.d\" && cp '$root.pin' \"\$1/etc/apt/preferences.d/pin\"" \
    --setup-hook='for d in bin sbin lib lib64; do mkdir -p "$1/usr/$d" && ln -s "usr/$d" "$1/$d"; done' \
    "$release" "$root.new" "${sources[@]}" >"$root.log" 2>&1; then
    cat "$root.log" >&2
    say "the root $root could not be made, see above"
    return 1
  fi
  mkdir -p "$root.new"/{proc,sys,dev,tmp,root}
  printf '%s' "$content" >"$root.new/content"
  mv "$root.new" "$root"
  rm -f "$root.apt" "$root.pin" "$root.log"
}

# Mounts what programs expect and starts one; called by in_root, in a name space of its own.
enter_root() {
  set -euo pipefail
  local root=$1 place device variables=(HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin)
  shift
  mount -t proc proc "$root/proc"
  mount --rbind -o ro /sys "$root/sys"
  mount -t tmpfs tmpfs "$root/tmp"
  mount -t tmpfs -o mode=755 tmpfs "$root/dev" # without the devices of this machine
  for device in null:3 zero:5 full:7 random:8 urandom:9; do
    mknod -m 666 "$root/dev/${device%:*}" c 1 "${device#*:}"
  done
  mkdir -m 1777 "$root/dev/shm"
  ln -s /proc/self/fd "$root/dev/fd"
  while [ "$1" != -- ]; do
    place=$root${1##*:}
    mkdir -p "$place"
    mount --bind -o ro "${1%%:*}" "$place"
    shift
  done
  shift
  while [[ "$1" == *=* ]]; do
    variables+=("$1")
    shift
  done
  exec env -i "${variables[@]}" chroot "$root" "$@"
}

# in_root ROOT [FOLDER[:PLACE]]... -- [VARIABLE=VALUE]... COMMAND...: runs a command that finds these folders at the
# same place or at another, read-only. Whatever ends it, nothing stays mounted and no process is left.
in_root() {
  export -f enter_root
  unshare --mount --pid --fork --kill-child bash -c 'enter_root "$@"' in_root "$@"
}

# Whether what is built is newer than all sources: where Maven has just built it, ./riffle need not.
is_built() {
  local jar=harness/target/harness.jar
  [ -f "$jar" ] && [ -z "$(source_newer_than "$jar")" ]
}

# Prints the last commit that changed what is built, with a plus if sources differ from it.
built_commit() {
  local plus=+ sources=(pom.xml '*/pom.xml' '*/src/main/*' '*/src/tornado/*')
  [ -n "$(git status --porcelain -- "${sources[@]}")" ] || plus=
  printf '%s%s\n' "$(git log -1 --format=%h --abbrev=10 -- "${sources[@]}")" "$plus"
}

# A result is a file of commit, date, seconds and exit status, a line each, and what the command said behind them.
# is_kept FILE COMMIT: whether it is there and of this commit, with no sources that differ.
is_kept() { [[ "$2" != *+ ]] && [ -f "$1" ] && [ "$(head -n 1 "$1")" = "$2" ]; }

# keep FILE COMMIT SECONDS STATUS SAID: makes a result of what a command said to a file, and removes that.
keep() {
  { printf '%s\n' "$2" "$(date -u +%F)" "$3" "$4"; cat "$5"; } >"$1.done"
  mv "$1.done" "$1"
  rm "$5"
}
