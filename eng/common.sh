# What every part of build.sh uses.

say() { printf '%s\n' "$*"; }
die() { printf 'build.sh: %s\n' "$*" >&2; exit 2; }

# run COMMAND...: runs it, or only says so under --dry-run.
run() { if [[ $dry_run ]]; then say "would run: $*"; else "$@"; fi; }

cores() { nproc 2>/dev/null || echo 2; }

configuration=Release
framework=net10.0
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

require_dotnet() {
  command -v dotnet >/dev/null || die "the .NET SDK is missing. Install .NET 10: https://dotnet.microsoft.com/download, or
  curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0 && export PATH=\"\$HOME/.dotnet:\$PATH\""
  # Asking for the version honours global.json and fails when no fitting SDK is there.
  dotnet --version >/dev/null 2>&1 || die "no .NET SDK here fits global.json (found: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ')). Install .NET 10: https://dotnet.microsoft.com/download"
  mkdir -p artifacts/stamps
}
