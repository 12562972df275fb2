#!/usr/bin/env bash
# make bench: the benchmarks, the main job at scale, and Samspill beside its peers. Arguments go to compare_peers.py.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

bash tools/test.sh setup
apt_install liblemon-dev libigraph-dev
cmake --preset bench
cmake --build --preset bench
build/bench/benchmarks/samspill_scale 100000
build/bench/benchmarks/samspill_scale nation
for layout in near anywhere areas; do
    build/bench/benchmarks/samspill_what_if "$layout" 100000 20
done
build/bench/benchmarks/samspill_benchmarks

"$venv/bin/python" -m pip install --quiet --upgrade 'pip>=25.1'
"$venv/bin/python" -m pip install --quiet --group bench .
# Two settings that slow numpy and scipy on some machines.
env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE \
    "$venv/bin/python" benchmarks/compare_peers.py --flows build/bench/benchmarks/samspill_flows "$@"
