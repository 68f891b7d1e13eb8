# Which stack: the real packages from the feed, or the stand-ins in compat/ (see docs/stacks.md).
# The answer lives in the git-ignored Stack.props, which Directory.Build.props imports.

property() { sed -n "s:.*<$1>\(.*\)</$1>.*:\1:p" Stack.props 2>/dev/null; }
uses_compat() { [[ $(property "$1") == compat ]]; }

# feed_has PACKAGE: can the feed of the ordinary nuget.config deliver the version of Directory.Packages.props?
feed_has() {
  local folder=artifacts/probe/$1
  rm -rf "$folder" && mkdir -p "$folder"
  cat >"$folder/probe.csproj" <<PROBE
<Project Sdk="Microsoft.NET.Sdk">
  <ItemGroup><PackageReference Include="$1" /></ItemGroup>
</Project>
PROBE
  timeout 300 dotnet restore "$folder/probe.csproj" --ignore-failed-sources >"$folder/log" 2>&1
}

write_stack() { # ML IMAGES TORCH WHY
  cat >artifacts/Stack.props <<PROPS
<Project>
  <!-- Written by build.sh. Delete this file to have the feed asked again. -->
  <PropertyGroup>
    <MLStack>$1</MLStack>
    <ImageStack>$2</ImageStack>
    <TorchStack>$3</TorchStack>
    <StackReason>$4</StackReason>
  </PropertyGroup>
</Project>
PROPS
  # An unchanged answer keeps its date, so that nothing is built again for it.
  if cmp -s artifacts/Stack.props Stack.props; then rm artifacts/Stack.props; else mv artifacts/Stack.props Stack.props; fi
}

ask_feed() {
  local package ml=nuget images=nuget torch=nuget missing=() jobs=()
  for package in Microsoft.ML Microsoft.ML.ImageAnalytics TorchSharp; do
    feed_has "$package" & jobs+=($!)
  done
  wait "${jobs[0]}" || { ml=compat; missing+=(Microsoft.ML); }
  wait "${jobs[1]}" || { images=compat; missing+=(Microsoft.ML.ImageAnalytics); }
  wait "${jobs[2]}" || { torch=compat; missing+=(TorchSharp); }
  local why
  if [[ ${#missing[@]} -gt 0 ]]; then why="the feed does not deliver ${missing[*]}"; else why="the feed has every package"; fi
  if [[ $torch == nuget && $(uname -s)-$(uname -m) == Linux-aarch64 ]]; then
    torch=compat; why+="; TorchSharp has no native library for linux-arm64"
  fi
  # NU1301 and NU1801: a source did not answer. Build with what there is, and ask again next time.
  if [[ ${#missing[@]} -gt 0 ]] && grep -qE 'NU1301|NU1801' artifacts/probe/*/log; then why="the feed did not answer, to be asked again"; fi
  write_stack "$ml" "$images" "$torch" "$why"
  describe "$why"
}

describe() { say "stack: Microsoft.ML $(property MLStack), images $(property ImageStack), TorchSharp $(property TorchStack): $1"; }

choose_stack() {
  case $1 in
    nuget|compat) write_stack "$1" "$1" "$1" "asked for with --stack $1"; describe "asked for with --stack $1" ;;
    ask) ask_feed ;;
    *) if [[ -s Stack.props ]] && ! grep -q 'to be asked again' Stack.props; then describe "$(property StackReason)"; else ask_feed; fi ;;
  esac
  if [[ ${TORCH_ROOT:-} ]] && ! uses_compat TorchStack; then
    say "note: TORCH_ROOT counts only on the compat stack (./build.sh --stack compat)"
  fi
}
