#!/usr/bin/env bash
# Puts libsodium for a cross target into $DIALGATE_DEPS/TARGET/{include,lib}, from Debian's own package.
#   toolchains/libsodium.sh TARGET...   TARGET: cortex-m0plus cortex-m4 cortex-m4f armhf aarch64
# DIALGATE_DEPS is build/deps unless set. Needs no root, and changes nothing outside that folder.
set -euo pipefail

fail() { echo "libsodium.sh: $*" >&2; exit 1; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
deps=${DIALGATE_DEPS:-$here/../build/deps}

# How each target is made. The text is kept beside the result, so a change here builds it anew.
recipe() {
  case $1 in
    cortex-m0plus) echo "source -mcpu=cortex-m0plus" ;;
    cortex-m4) echo "source -mcpu=cortex-m4 -mfloat-abi=soft" ;;
    cortex-m4f) echo "source -mcpu=cortex-m4 -mfpu=fpv4-sp-d16 -mfloat-abi=hard" ;;
    armhf) echo "package armhf" ;;
    aarch64) echo "package arm64" ;;
    *) fail "no target '$1'; there are: cortex-m0plus cortex-m4 cortex-m4f armhf aarch64" ;;
  esac
}

# apt with lists and cache of its own: the machine's sources, architectures and lists stay as they are.
private_apt() {
  local command=$1; shift
  "$command" -o Dir::Etc::SourceList="$deps/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State::Lists="$deps/apt/lists" -o Dir::Cache="$deps/apt/cache" \
    -o APT::Architectures::="$architecture" -o APT::Sandbox::User=root -o Acquire::Languages=none "$@"
}

# The machine's own mirrors of this release, asked for sources or for ARM packages instead.
write_sources() {
  local ID VERSION_CODENAME
  # shellcheck source=/dev/null
  . /etc/os-release
  local keyring=/usr/share/keyrings/$ID-archive-keyring.gpg options="arch=$architecture"
  [[ ! -e $keyring ]] || options+=" signed-by=$keyring"
  mkdir -p "$deps/apt/lists/partial" "$deps/apt/cache/archives/partial"
  # shellcheck disable=SC2016  # the fields are apt's
  # Sorted, so that the release stands before its security suite: of one version in both, apt takes the first.
  apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    grep -E "^$VERSION_CODENAME(-updates|-security)? main " | sort -u |
    sed -E "s#(.*) main (.*)#$kind [$options] \\2 \\1 main#" > "$deps/apt/sources.list" ||
    fail "needs $VERSION_CODENAME main among the machine's apt sources"
  [[ $ID$kind != ubuntudeb ]] || sed -i 's#http[^ ]*#http://ports.ubuntu.com/ubuntu-ports#' "$deps/apt/sources.list"
}

from_package() {  # into $work/result, from the target's libsodium-dev
  (cd "$work" && private_apt apt-get download -qq "libsodium-dev:$architecture" && dpkg-deb -x libsodium-dev_*.deb root)
  mkdir -p "$work/result/lib"
  mv "$work/root/usr/include" "$work/result/include"
  mv "$work"/root/usr/lib/*/libsodium.a "$work/result/lib/"
  version=$(dpkg-deb -f "$work"/libsodium-dev_*.deb Version)
}

from_source() {  # into $work/result, with the flags given
  (cd "$work" && private_apt apt-get source -qq libsodium)
  version=$(sed -n 's/^Version: //p' "$work"/libsodium_*.dsc | head -n 1)
  cd "$work"/libsodium-*/
  # --disable-asm and --without-pthreads: nothing but C on bare metal. nosys.specs only lets configure's trial programs link.
  ./autogen.sh -s
  ./configure --host=arm-none-eabi --prefix="$work/result" --disable-shared --disable-ssp --disable-pie \
    --disable-asm --without-pthreads CFLAGS="-Os -mthumb $* -ffunction-sections -fdata-sections" \
    LDFLAGS="--specs=nano.specs --specs=nosys.specs"
  make -j "$(nproc)" -C src/libsodium install
  cd "$here"
  rm -r "$work/result/lib/libsodium.la"
}

# The version that this machine's lists or packages know; empty when they know none.
known_version() {
  { dpkg-query -W -f '${Version}\n' libsodium-dev; apt-cache show --no-all-versions libsodium-dev | sed -n 's/^Version: //p'; } \
    2>/dev/null | sed 's/+b[0-9]*$//' | sort -V | tail -n 1 || true
}

is_current() {  # $1 target: built by this recipe, from a version no older than the known one
  local stamp=$deps/$1/made-from built
  [[ -f $stamp && $(sed 1d "$stamp") == "$(recipe "$1")" ]] || return 1
  built=$(head -n 1 "$stamp")
  dpkg --compare-versions "${built%+b[0-9]*}" ge "$known"
}

make_target() {
  local target=$1 start=$SECONDS how flags
  read -r how flags <<< "$(recipe "$target")"
  if [[ $how == source ]]; then kind=deb-src architecture=$(dpkg --print-architecture); else kind=deb architecture=$flags; fi
  work=$(mktemp -d "$deps/.$target.XXXXXX")
  log=$deps/$target.log
  echo "libsodium.sh: $target: making it from Debian's $how (log: $log)"
  write_sources
  {
    # An index that the mirror is just replacing is no reason to stop: what is needed may stand in another.
    private_apt apt-get update -qq || echo "some of the package lists could not be read"
    # shellcheck disable=SC2086  # the flags are several words
    "from_$how" $flags
  } > "$log" 2>&1
  log=
  printf '%s\n%s\n' "$version" "$(recipe "$target")" > "$work/result/made-from"
  rm -rf "${deps:?}/$target"
  mv "$work/result" "$deps/$target"  # the last step, so that a build cut short leaves no half result
  rm -rf "$work"
  echo "libsodium.sh: $target: $version in $deps/$target, $((SECONDS - start)) s"
}

clean_up() {
  local status=$?
  [[ $status -eq 0 || -z ${log:-} ]] || { tail -n 20 "$log"; echo "libsodium.sh: failed, see $log"; } >&2
  rm -rf "${work:-}"
}

[[ $# -gt 0 ]] || fail "usage: libsodium.sh TARGET...   (cortex-m0plus cortex-m4 cortex-m4f armhf aarch64)"
command -v apt-get >/dev/null || fail "needs Debian or Ubuntu: there is no apt-get here"
for target in "$@"; do recipe "$target" >/dev/null; done

mkdir -p "$deps"
deps=$(cd "$deps" && pwd)
exec 9> "$deps/.lock"
flock 9  # two runs at once wait for each other
rm -rf "$deps"/.*.??????  # what a run that was killed left behind
trap clean_up EXIT
known=$(known_version)
for target in "$@"; do
  if is_current "$target"; then echo "libsodium.sh: $target: already there"; else make_target "$target"; fi
done
