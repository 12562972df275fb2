"""Adds up the tests in the JUnit files of a folder and prints the sums. Usage: count_tests.py FOLDER"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree


def main(folder: Path) -> None:
    total = failed = skipped = 0
    for file in sorted(folder.glob("*.xml")):
        for suite in ElementTree.parse(file).iter("testsuite"):
            total += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0)) + int(suite.get("disabled", 0))
    print(f"{total - failed - skipped} passed, {failed} failed, {skipped} skipped")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
