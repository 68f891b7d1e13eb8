# The whole suite: one process an assembly, as many at once as there are cores, one torch thread each.
# Inside an assembly tests run one after another (tests that count live tensors need that).

results=artifacts/test-results

run_assembly() { # NAME DLL
  local started=$SECONDS code=0
  OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 \
    timeout "${TEST_TIMEOUT:-2400}" dotnet test "$2" --nologo --results-directory "$results" --logger "trx;LogFileName=$1.trx" \
    ${arguments[@]+"${arguments[@]}"} >"$results/$1.log" 2>&1 </dev/null || code=$?
  printf '%s' "$code" >"$results/$1.exit"
  if [[ $code == 0 ]]; then
    say "  $1: passed in $((SECONDS - started)) s"
  else
    say "  $1: FAILED (log: $results/$1.log)"
    grep -vE '^\s*(Skipped|Passed) ' "$results/$1.log" | tail -n 60
  fi
}

counter() { sed -n "s/.*<Counters .*\b$2=\"\([0-9]*\)\".*/\1/p" "$results/$1.trx" 2>/dev/null | head -n 1; }

run_tests() {
  local project name dll names=() passed=0 failed=0 skipped=0
  if [[ $dry_run ]]; then say "would run the test assemblies under tests/"; return; fi
  rm -rf "$results" && mkdir -p "$results"
  # The slowest first, so that the cores finish together.
  for project in tests/{Estimators,Trainers,House,Contracts,Transforms}/*.csproj; do
    name=$(basename "$project" .csproj)
    dll=$(dirname "$project")/bin/$configuration/$framework/$name.dll
    names+=("$name")
    while (($(jobs -rp | wc -l) >= $(cores))); do wait -n || true; done
    run_assembly "$name" "$dll" &
  done
  wait

  for name in "${names[@]}"; do
    local total executed ok bad
    total=$(counter "$name" total) executed=$(counter "$name" executed) ok=$(counter "$name" passed)
    bad=$(( ${executed:-0} - ${ok:-0} ))
    # An assembly that fell over before it could report a failure is one.
    if [[ $(cat "$results/$name.exit" 2>/dev/null) != 0 && $bad == 0 ]]; then bad=1; fi
    passed=$((passed + ${ok:-0})) failed=$((failed + bad)) skipped=$((skipped + ${total:-0} - ${executed:-0}))
  done
  say
  say "tests: $passed passed, $failed failed, $skipped skipped"
  if ((failed > 0)); then exit 1; fi
}
