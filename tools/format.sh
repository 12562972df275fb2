#!/usr/bin/env bash
# format.sh [--write]: checks the layout of all C++ sources, or writes it (then Python's too).
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

apt_install clang-format-14
mapfile -t sources < <(find include src python/bindings tests benchmarks -name '*.[ch]pp' | sort)
if [ "${1:-}" = --write ]; then
    clang-format-14 -i "${sources[@]}"
    require_python
    require_venv
    "$venv/bin/python" -m pip install --quiet 'ruff>=0.17'
    "$venv/bin/ruff" check --quiet --fix --select I python tests benchmarks tools
    "$venv/bin/ruff" format --quiet python tests benchmarks tools
else
    clang-format-14 --dry-run --Werror "${sources[@]}"
    say "${#sources[@]} C++ files are laid out as .clang-format says"
fi
