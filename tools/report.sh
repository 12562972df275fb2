#!/usr/bin/env bash
# make report: installs Samspill into .venv and writes the reports of the bundled examples to build/report.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

# Below examples/, each with the name of its report.
declare -A examples=(
    [reception]=reception
    [hxl-rowca-4w]=hxl-rowca-4w/rowca-3w-hxl.csv
    [ohana-directory]=ohana-directory
)
names=(reception hxl-rowca-4w ohana-directory)

install_samspill() {
    local stamp="$venv/samspill.installed" newer
    newer=$(find CMakeLists.txt pyproject.toml cmake include src python -type f -newer "$stamp" -print -quit 2>/dev/null ||
        echo none)
    [ -n "$newer" ] || return 0
    say "building and installing Samspill into .venv, which takes a minute or two"
    touch "$venv/samspill.installing"
    "$venv/bin/python" -m pip install --quiet ".[excel]"
    mv "$venv/samspill.installing" "$stamp"
}

require_python
require_compiler
require_python_headers
require_venv
install_samspill

mkdir -p build/report
for name in "${names[@]}"; do
    "$venv/bin/samspill" report "examples/${examples[$name]}" -o "build/report/$name.html"
done

"$venv/bin/samspill" evaluate examples/leisure_pilot -o build/report/leisure_pilot.html
names+=(leisure_pilot)

echo
say "the reports lie here; open them in a browser:"
for name in "${names[@]}"; do
    echo "  $root/build/report/$name.html"
done
