# The packages: only ever made over the real Microsoft.ML and TorchSharp; the stand-ins are not shipped.

refuse_to_pack_stand_ins() {
  if uses_compat MLStack || uses_compat TorchStack; then
    die "packages are made on the nuget stack only, and this feed builds on stand-ins (Microsoft.ML: $(property MLStack), TorchSharp: $(property TorchStack)). Use a feed that has the real packages, then ./build.sh pack --stack nuget"
  fi
}

pack_packages() {
  local packages=artifacts/packages package project
  run rm -rf "$packages"
  for project in src/*/*.csproj; do
    run dotnet pack "$project" -c "$configuration" -o "$packages" --nologo -v q
  done
  if [[ $dry_run ]]; then return; fi
  for package in "$packages"/*.nupkg; do check_package "$package"; say "packed $package"; done
}

# A package says what it is, brings its documentation and symbols, and leaves libtorch to the application.
check_package() {
  local nuspec list; nuspec=$(unzip -p "$1" '*.nuspec') list=$(unzip -Z1 "$1")
  [[ $nuspec == *'<license type="expression">MIT</license>'* ]] || die "$1 has no MIT licence expression"
  [[ $nuspec == *'<readme>README.md</readme>'* && $list == *README.md* ]] || die "$1 has no readme"
  [[ $nuspec == *'<description>'* ]] || die "$1 has no description"
  [[ $list == *.xml* ]] || die "$1 has no XML documentation"
  [[ -e ${1%.nupkg}.snupkg ]] || die "$1 has no symbol package"
  [[ ! $nuspec =~ id=\"(TorchSharp-|libtorch) ]] || die "$1 depends on a native libtorch, which is the application's choice"
}
