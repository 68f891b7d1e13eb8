#!/usr/bin/env bash
# Builds, runs and tests MLNetGradExt. `./build.sh --help` says how.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
for part in common stack prerequisites compile test pack; do . "eng/$part.sh"; done

usage() {
  cat <<'USAGE'
usage: ./build.sh [VERB] [--stack nuget|compat|ask] [--dry-run] [-- ARGUMENTS]

  (none)   build everything
  demo     train networks on real data and show the result   -- --data my.csv --label column
  test     build and run the whole test suite                -- --filter NAME
  bench    compare with PyTorch and others                   -- NAME
  pack     make the NuGet packages (nuget stack only)

  --stack nuget    the real Microsoft.ML and TorchSharp packages
  --stack compat   the stand-ins in compat/ over the installed libtorch (TORCH_ROOT names another one)
  --stack ask      ask the package feed again; without --stack it is asked once
  --dry-run        say what would be done
USAGE
}

verb=build stack='' dry_run='' arguments=()
while (($#)); do
  case $1 in
    build|demo|test|bench|pack) verb=$1 ;;
    --stack) [[ ${2:-} == @(nuget|compat|ask) ]] || die "--stack wants nuget, compat or ask"; stack=$2; shift ;;
    --stack=*) set -- "$1" --stack "${1#*=}" "${@:2}" ;;
    --dry-run) dry_run=1 ;;
    -h|--help) usage; exit ;;
    --) shift; arguments=("$@"); break ;;
    *) usage >&2; die "'$1' is not understood here; what is meant for the program itself goes after --" ;;
  esac
  shift
done

require_dotnet
choose_stack "$stack"
if [[ $verb == pack ]]; then refuse_to_pack_stand_ins; fi
if uses_compat TorchStack; then require_libtorch; fi

case $verb in
  build) compile MLNetGradExt.sln ;;
  demo) compile samples/QuickStart/QuickStart.csproj; start QuickStart samples/QuickStart ;;
  test) compile MLNetGradExt.sln; run_tests ;;
  bench) compile benchmarks/Benchmarks.csproj; start Benchmarks benchmarks ;;
  pack) pack_packages ;;
esac
