# The compat stack compiles a thin C++ layer over libtorch: a compiler, CMake, Ninja and libtorch's headers.

libtorch_here() {
  local root=${TORCH_ROOT:-/usr}
  [[ -e $root/include/ATen/ATen.h ]]
}

require_libtorch() {
  if [[ ${TORCH_ROOT:-} ]] && ! libtorch_here; then
    die "TORCH_ROOT=$TORCH_ROOT holds no libtorch (no include/ATen/ATen.h); it names an unpacked libtorch or the torch folder of a PyTorch wheel"
  fi
  local missing=()
  command -v g++ >/dev/null || missing+=(g++)
  command -v cmake >/dev/null || missing+=(cmake)
  command -v ninja >/dev/null || missing+=(ninja-build)
  libtorch_here || missing+=(libtorch-dev)
  if [[ ${#missing[@]} -eq 0 ]]; then return; fi

  local command="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
  if ! command -v apt-get >/dev/null; then
    die "missing: ${missing[*]}. Install them with this system's package manager (on Debian or Ubuntu: sudo $command), or set TORCH_ROOT to an unpacked libtorch"
  elif [[ $(id -u) != 0 ]]; then
    die "missing: ${missing[*]}. Run: sudo sh -c '$command'"
  fi
  say "installing ${missing[*]} (libtorch takes about a minute to download)"
  run env DEBIAN_FRONTEND=noninteractive sh -c "($command) >artifacts/apt.log 2>&1" \
    || { tail -n 15 artifacts/apt.log >&2; die "apt-get could not install ${missing[*]}; the whole log is in artifacts/apt.log"; }
}
