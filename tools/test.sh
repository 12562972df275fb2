#!/usr/bin/env bash
# make test: installs what the tests need and runs them. make verify (`tools/test.sh --verify`): the same tests under
# sanitizers, the library as part of a larger build, and clang-tidy. `tools/test.sh STAGE...` runs the named stages only.
# The first stage that fails ends the run.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

test_stages=(setup layout wheel python highs release consumers)
verify_stages=(setup part sanitizers tidy)
results="$root/build/test-results"
clean_venv="$root/build/venv"
have ccache && export CMAKE_CXX_COMPILER_LAUNCHER=ccache

# What the C++ tests and checks need, by Debian 12's names.
debian_packages=(
    cmake ninja-build ccache pkg-config
    libboost1.81-dev libeigen3-dev libgtest-dev librapidcheck-dev libbenchmark-dev
    clang-14 clang-tidy-14 clang-format-14
)

stage_setup() {
    require_python
    require_compiler
    require_python_headers
    apt_install "${debian_packages[@]}"
    require_venv
}

stage_layout() {
    bash tools/format.sh
}

# The wheel, built in isolation against the headers of the Python package index, and an environment that has
# only the wheel and what the tests need.
stage_wheel() {
    require_python
    rm -rf build/wheel
    "$venv/bin/python" -m pip wheel --quiet --no-deps --wheel-dir build/wheel .
    make_venv "$clean_venv"
    "$clean_venv/bin/python" -m pip install --quiet --upgrade 'pip>=25.1'
    "$clean_venv/bin/python" -m pip install --quiet --group test "$(echo build/wheel/samspill-*.whl)[all]"
    "$clean_venv/bin/samspill" --version
}

stage_python() {
    "$clean_venv/bin/ruff" check python tests benchmarks tools
    "$clean_venv/bin/ruff" format --check python tests benchmarks tools
    "$clean_venv/bin/mypy" --strict python/samspill
    "$clean_venv/bin/stubtest" samspill._core --ignore-unused-allowlist \
        --allowlist tests/python/stubtest_allowlist.txt
    "$clean_venv/bin/pytest" --junitxml="$results/python.xml"
}

stage_highs() {
    bash tools/highs.sh
}

# build_and_test PRESET [OPTION...]
build_and_test() {
    cmake --preset "$@"
    cmake --build --preset "$1"
    ctest --preset "$1" --output-junit "$results/$1.xml"
}

stage_release() {
    build_and_test release -DSAMSPILL_WITH_HIGHS=ON
    cmake --build --preset headers
}

# build_consumer WAY [OPTION...]: a program outside the project, built and run
build_consumer() {
    local build="$root/build/package/$1"
    cmake -S "tests/package/$1" -B "$build" -G Ninja "${@:2}"
    cmake --build "$build"
    ctest --test-dir "$build" --output-on-failure --no-tests=error --output-junit "$results/$1.xml"
}

# By find_package and by pkg-config against the installed library, which has HiGHS.
stage_consumers() {
    local install="$root/build/install/release" package="$root/build/package"
    rm -rf "$install" "$package"
    cmake --install build/release --prefix "$install" >/dev/null
    build_consumer find_package \
        -DCMAKE_PREFIX_PATH="$install" -DHIGHS_ROOT="$root/build/highs" -DEXPECTED_SOLVER=ON
    mkdir -p "$package/pkg_config"
    PKG_CONFIG_PATH="$install/lib/pkgconfig:$root/build/highs/lib/pkgconfig" \
        make -C tests/package/pkg_config BUILD_DIR="$package/pkg_config" EXPECTED_SOLVER=1 check
}

# The project as a (shared) part of a larger one, without HiGHS.
stage_part() {
    rm -rf build/package/add_subdirectory
    build_consumer add_subdirectory -DCMAKE_BUILD_TYPE=Debug -DBUILD_SHARED_LIBS=ON -DSAMSPILL_WERROR=ON
}

stage_sanitizers() { build_and_test dev; }

# The umbrella header stands for all headers: each is checked once, in the one place that includes them all.
stage_tidy() {
    cmake --preset tidy
    cmake --build --preset tidy
}

# run_all STAGE...: with a summary of times, and of the tests so far
run_all() {
    local stage start begin=$SECONDS outcome=passed lines=()
    mkdir -p "$results"
    for stage in "$@"; do
        start=$SECONDS
        printf '\n=== %s\n' "$stage"
        if ! bash "$root/tools/test.sh" "$stage"; then
            outcome=FAILED
        fi
        lines+=("$(printf '  %-11s %-7s %4d s' "$stage" "$outcome" $((SECONDS - start)))")
        [ "$outcome" = passed ] || break
    done
    printf '\n=== summary, after %d s\n' $((SECONDS - begin))
    printf '%s\n' "${lines[@]}"
    "$PYTHON" "$root/tools/count_tests.py" "$results"
    [ "$outcome" = passed ] || die "the stage \"$stage\" failed; repeat it alone with: bash tools/test.sh $stage"
}

if [ $# -eq 0 ]; then
    rm -rf "$results"
    run_all "${test_stages[@]}"
elif [ "$*" = --verify ]; then
    run_all "${verify_stages[@]}"
else
    mkdir -p "$results"
    stages=("${test_stages[@]}" "${verify_stages[@]:1}")
    for stage in "$@"; do
        [[ " ${stages[*]} " == *" $stage "* ]] || die "no stage \"$stage\"; the stages are: ${stages[*]}"
        "stage_$stage"
    done
fi
