#!/usr/bin/env bash
# make coverage: which lines and branches of the library the C++ tests execute.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

bash tools/test.sh setup
apt_install gcovr
cmake --preset coverage
cmake --build --preset coverage
ctest --preset coverage
mkdir -p build/coverage-report
gcovr --root . --filter include/samspill --filter src --exclude-throw-branches --exclude-unreachable-branches \
    --html-details build/coverage-report/index.html --print-summary build/coverage
say "the report lies in build/coverage-report/index.html"
