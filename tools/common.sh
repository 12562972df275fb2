# Sourced by the scripts of this folder: messages, and setting up what a bare machine lacks.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
venv="$root/.venv"
export DEBIAN_FRONTEND=noninteractive
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
CMAKE_BUILD_PARALLEL_LEVEL=${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}
export CMAKE_BUILD_PARALLEL_LEVEL
PYTHON=${PYTHON:-python3}

say() { printf 'samspill: %s\n' "$*"; }
die() {
    printf 'samspill: %s\n' "$*" >&2
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# apt_install PACKAGE...: installs what is not installed yet, never asking anything.
apt_install() {
    local package output as_root=() missing=()
    for package in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    have apt-get || die "needs these Debian packages or their like, which it cannot install here: ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || die "needs more packages; as an administrator run: apt-get install ${missing[*]}"
        as_root=(sudo -n --preserve-env=DEBIAN_FRONTEND)
    fi
    say "installing ${missing[*]}"
    # One unreachable list of somebody else's packages is no reason to stop; the install tells what is missing.
    "${as_root[@]}" apt-get update -qq >/dev/null 2>&1 || true
    output=$("${as_root[@]}" apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 \
        "${missing[@]}" 2>&1) || die "apt-get could not install ${missing[*]}:
$output"
}

# The python and compiler that everything below needs; one sentence when they are too old.
require_python() {
    local version
    version=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) ||
        die "needs Python 3.11 or newer, and \"$PYTHON\" does not run; name another with PYTHON=python3.12"
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        die "needs Python 3.11 or newer, and \"$PYTHON\" is $version; name another with PYTHON=python3.12"
    python_version=$version
}

require_compiler() {
    local compiler=${CXX:-c++}
    printf '#include <concepts>\n#include <span>\ntemplate <std::integral T> std::span<T> none() { return {}; }\n' |
        "$compiler" -std=c++20 -x c++ -fsyntax-only - 2>/dev/null ||
        die "needs a compiler for C++20 such as g++ 12 or clang++ 14, and \"$compiler\" is none; name another with CXX=g++-12"
}

# The header files of Python, which Debian keeps in a package of their own.
require_python_headers() {
    "$PYTHON" -c 'import pathlib, sys, sysconfig
sys.exit(not (pathlib.Path(sysconfig.get_path("include")) / "Python.h").exists())' ||
        apt_install "libpython$python_version-dev"
}

# make_venv FOLDER: a virtual environment with pip. Debian keeps the module for it in a package of its own.
make_venv() {
    rm -rf "$1"
    if ! "$PYTHON" -m venv "$1" >/dev/null 2>&1; then
        rm -rf "$1"
        apt_install "python$python_version-venv"
        "$PYTHON" -m venv "$1" || die "\"$PYTHON -m venv\" fails; a Python with the modules venv and ensurepip is needed"
    fi
}

# A usable .venv: an old one is kept unless its Python is gone or too old.
require_venv() {
    "$venv/bin/python" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || make_venv "$venv"
}
