#!/usr/bin/env bash
# Builds HiGHS, with which the tests check the exact choice of repairs, and installs it in build/highs. Takes some
# minutes once; does nothing when it is there. The sources are those of the Python package highspy, which has them
# for every platform, without HiGHS's own programs and tests.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

version=1.15.1
sha256=20ed2fbf1cb64bf3044ee6632364b7e2653d93e6901e2b19fd3d5df10702e8c5
prefix="$root/build/highs"
sources="$root/build/highs-sources"
stamp="$prefix/built-$version"

if [ -f "$stamp" ]; then
    exit 0
fi
require_venv
say "building HiGHS $version, which takes some minutes, once"
rm -rf "$prefix" "$sources"
mkdir -p "$sources"
printf 'highspy==%s --hash=sha256:%s\n' "$version" "$sha256" >"$sources/requirements.txt"
"$venv/bin/python" -m pip download --quiet --no-deps --no-binary highspy --dest "$sources" \
    --requirement "$sources/requirements.txt"
tar -xzf "$sources/highspy-$version.tar.gz" -C "$sources" --strip-components=1

# The build expects these two in the sources, but the package leaves them out.
mkdir -p "$sources/app"
: >"$sources/app/CMakeLists.txt"
cat >"$sources/highs.pc.in" <<'END'
prefix=@CMAKE_INSTALL_PREFIX@
Name: @PROJECT_NAME@
Description: Linear and mixed-integer optimisation
Version: @PROJECT_VERSION@
Cflags: -I${prefix}/@CMAKE_INSTALL_INCLUDEDIR@/highs
Libs: -L${prefix}/@CMAKE_INSTALL_LIBDIR@ -lhighs -lhighs_extras -ldl -pthread
END

launcher=()
have ccache && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache -DCMAKE_C_COMPILER_LAUNCHER=ccache)
# -O1 and several sources to a compilation: the programs of the tests are small, and compiling takes longer than
# solving them.
cmake -S "$sources" -B "$sources/build" -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_CXX_FLAGS_RELEASE="-O1 -DNDEBUG" -DCMAKE_C_FLAGS_RELEASE="-O1 -DNDEBUG" \
    -DBUILD_SHARED_LIBS=OFF -DBUILD_SHARED_EXTRAS_LIB=OFF -DBUILD_TESTING=OFF -DBUILD_CXX_EXE=OFF \
    -DBUILD_EXAMPLES=OFF -DZLIB=OFF \
    -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=8 \
    -DCMAKE_INSTALL_LIBDIR=lib -DCMAKE_INSTALL_PREFIX="$prefix" "${launcher[@]}" >"$sources/configure.log" 2>&1 || die "HiGHS cannot be configured; see $sources/configure.log"
cmake --build "$sources/build" >"$sources/build.log" 2>&1 || die "HiGHS cannot be built; see $sources/build.log"
cmake --install "$sources/build" >/dev/null
rm -rf "$sources"
touch "$stamp"
