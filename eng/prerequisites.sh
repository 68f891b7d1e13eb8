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
  libtorch_here || missing+=(libtorch-dev libopenblas0-openmp)
  if [[ ${#missing[@]} -eq 0 ]]; then prefer_quick_blas; return; fi

  local command="apt-get update && apt-get install -y --no-install-recommends ${missing[*]}"
  if ! command -v apt-get >/dev/null; then
    die "missing: ${missing[*]}. Install them with this system's package manager (on Debian or Ubuntu: sudo $command), or set TORCH_ROOT to an unpacked libtorch"
  elif [[ $(id -u) != 0 ]]; then
    die "missing: ${missing[*]}. Run: sudo sh -c '$command'"
  fi
  say "installing ${missing[*]} (libtorch takes about a minute to download)"
  apt_install "${missing[@]}" || { tail -n 15 artifacts/apt.log >&2; die "apt-get could not install ${missing[*]}; the whole log is in artifacts/apt.log"; }
}

apt_install() { run env DEBIAN_FRONTEND=noninteractive sh -c "(apt-get update && apt-get install -y --no-install-recommends $*) >artifacts/apt.log 2>&1"; }

# Debian's libtorch computes with whatever BLAS the system has. The reference one makes small products about ten times
# slower than OpenBLAS, whose OpenMP flavour shares libtorch's own threads. Good to have, so a failure is only said.
prefer_quick_blas() {
  local note=artifacts/stamps/blas command="apt-get install -y --no-install-recommends libopenblas0-openmp"
  if [[ ${TORCH_ROOT:-} || -e $note || $(blas) != */blas/libblas* ]] || ! command -v apt-get >/dev/null; then return; fi
  if [[ $(id -u) == 0 ]] && { say "installing libopenblas0-openmp: this system has the slow reference BLAS only"; apt_install libopenblas0-openmp; }; then return; fi
  say "note: this system has the slow reference BLAS only; networks train several times faster after: sudo $command"
  run touch "$note"
}

blas() { readlink -f "$(ldconfig -p 2>/dev/null | awk '/libblas\.so\.3 / { print $NF; exit }')" 2>/dev/null || true; }
