#!/usr/bin/env bash
# make report: installs Samspill into .venv and writes the reports of the bundled examples to build/report.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

examples=(reception hxl-rowca-4w ohana-directory)

install_samspill() {
    local stamp="$venv/samspill.installed" newer
    newer=$(find CMakeLists.txt pyproject.toml cmake include src python -type f -newer "$stamp" -print -quit 2>/dev/null ||
        echo none)
    [ -n "$newer" ] || return 0
    say "building and installing Samspill into .venv, which takes about a minute"
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
for example in "${examples[@]}"; do
    "$venv/bin/samspill" report "examples/$example" -o "build/report/$example.html"
done

echo
say "the reports lie here; open them in a browser:"
for example in "${examples[@]}"; do
    echo "  $root/build/report/$example.html"
done
