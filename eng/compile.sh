# Building, and not building again: a stamp remembers the last success, and only a newer source starts the compiler.

# Everything a build reads, with its folders (a folder is newer when a file was added to or taken from it).
newer_source_than() {
  find src compat samples benchmarks tests Directory.* Stack.props global.json .editorconfig MLNetGradExt.sln \
    \( -name bin -o -name obj -o -path compat/TorchSharp.Native/build -o -name TestResults \) -prune \
    -o \( -type f -o -type d \) -newer "$1" -print -quit 2>/dev/null
}

stamp_of() { printf 'artifacts/stamps/%s' "${1//\//-}"; }

up_to_date() {
  local stamp
  for stamp in "$(stamp_of MLNetGradExt.sln)" "$(stamp_of "$1")"; do
    if [[ -e $stamp && $(<"$stamp") == "${TORCH_ROOT:-}" && -z $(newer_source_than "$stamp") ]]; then return 0; fi
  done
  return 1
}

compile() {
  if up_to_date "$1"; then return; fi
  local stamp log started=$SECONDS; stamp=$(stamp_of "$1") log=artifacts/build.log
  say "building $1 (a first build compiles everything and takes a few minutes)"
  if [[ $dry_run ]]; then say "would run: dotnet build $1 -c $configuration"; return; fi
  mkdir -p artifacts/stamps
  printf '%s' "${TORCH_ROOT:-}" >"$stamp.new" # made before the build: what is edited meanwhile counts as newer
  if ! dotnet build "$1" -c "$configuration" -v q --nologo -clp:NoSummary >"$log" 2>&1; then
    grep -E '(error|warning) ' "$log" | sort -u | head -n 40 >&2 || true
    die "the build of $1 failed; the whole log is in $log"
  fi
  mv "$stamp.new" "$stamp"
  say "built in $((SECONDS - started)) s"
}

# start NAME FOLDER: runs the built program with what came after --. One thread pool only: OpenBLAS' own threads
# would fight with OpenMP's. The demo's networks are too small to gain from a second thread at all.
start() {
  if [[ $1 == QuickStart ]]; then export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}; fi
  if [[ $(blas) != *openmp* ]]; then export OPENBLAS_NUM_THREADS=${OPENBLAS_NUM_THREADS:-1}; fi
  run dotnet "$2/bin/$configuration/$framework/$1.dll" ${arguments[@]+"${arguments[@]}"}
}
