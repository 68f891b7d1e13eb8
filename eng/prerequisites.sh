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
  if [[ ${#missing[@]} -eq 0 ]]; then recommend_quick_blas; return; fi

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
# slower than OpenBLAS, whose OpenMP flavour shares libtorch's own threads. It comes with libtorch where we install that;
# a system that has libtorch already is told once, and left as it is.
recommend_quick_blas() {
  local told=artifacts/stamps/blas
  if [[ ${TORCH_ROOT:-} || -e $told || $(blas) != */blas/libblas* ]]; then return; fi
  say "note: this system has the reference BLAS only; networks train faster after: apt-get install libopenblas0-openmp"
  run touch "$told"
}

blas() { readlink -f "$(ldconfig -p 2>/dev/null | awk '/libblas\.so\.3 / { print $NF; exit }')" 2>/dev/null || true; }
