"""Each rule of check_architecture.py finds the breach it is for, and a sound tree has none."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

from check_architecture import check

SOUND = {
    "include/samspill/samspill.hpp": """#pragma once
#include <samspill/core/a.hpp>
#include <samspill/graph/g.hpp>
""",
    "include/samspill/core/a.hpp": """#pragma once
#include <vector>
// std::cout is only named here
""",
    "include/samspill/graph/g.hpp": """#pragma once
#include <samspill/core/a.hpp>
#include <boost/graph/x.hpp>
""",
    "src/graph/g.cpp": """#include <samspill/graph/g.hpp>
#include "private.hpp"
#include <Eigen/Core>
""",
    "src/graph/private.hpp": "#pragma once\n",
}


class RulesTest(unittest.TestCase):
    def breaches(self, changes: dict[str, str], listed: list[str] | None = None) -> list[str]:
        tree = SOUND | changes
        paths = [path for path in tree if path.startswith("include/") or path.endswith(".cpp")]
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            tree["cmake/sources.cmake"] = "".join(
                f"    {path}\n" for path in sorted(paths if listed is None else listed)
            )
            for path, text in tree.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding="utf-8")
            return check(root)

    def assert_breach(self, changes: dict[str, str], expected: str) -> None:
        found = self.breaches(changes)
        self.assertTrue(any(expected in breach for breach in found), found)

    def test_sound_tree(self) -> None:
        self.assertEqual(self.breaches({}), [])

    def test_include_against_the_direction(self) -> None:
        text = "#pragma once\n#include <samspill/graph/g.hpp>\n"
        self.assert_breach({"include/samspill/core/a.hpp": text}, "core -> graph")

    def test_private_include_against_the_direction(self) -> None:
        self.assert_breach({"src/core/a.cpp": '#include "../graph/private.hpp"\n'}, "core -> graph")

    def test_analyses_do_not_know_one_another(self) -> None:
        changes = {
            "src/analysis/coverage.cpp": '#include "duplication.hpp"\n',
            "src/analysis/duplication.hpp": "#pragma once\n",
        }
        self.assert_breach(changes, "coverage may not include the analysis duplication")

    def test_cycle(self) -> None:
        changes = {
            "include/samspill/core/a.hpp": "#pragma once\n#include <samspill/core/b.hpp>\n",
            "include/samspill/core/b.hpp": "#pragma once\n#include <samspill/core/a.hpp>\n",
        }
        self.assert_breach(changes, "cycle of includes: core/a.hpp -> core/b.hpp -> core/a.hpp")

    def test_library_in_a_public_header(self) -> None:
        text = "#pragma once\n#include <boost/any.hpp>\n"
        self.assert_breach({"include/samspill/core/a.hpp": text}, "boost may not appear")

    def test_terminal_clock_and_files(self) -> None:
        self.assert_breach({"src/graph/t.cpp": "#include <iostream>\n"}, "<iostream> is not for the library")
        self.assert_breach({"src/graph/t.cpp": "auto t = std::chrono::system_clock::now();\n"}, "_clock::now")
        self.assert_breach({"src/graph/t.cpp": "#include <fstream>\n"}, "<fstream> is for io only")

    def test_header_without_guard(self) -> None:
        self.assert_breach({"include/samspill/core/a.hpp": ""}, "no #pragma once")

    def test_header_outside_the_umbrella(self) -> None:
        self.assert_breach({"include/samspill/core/b.hpp": "#pragma once\n"}, "does not include core/b.hpp")

    def test_file_outside_the_layers(self) -> None:
        self.assert_breach({"include/samspill/b.hpp": "#pragma once\n"}, "belongs into a layer")
        self.assert_breach({"src/misc/b.cpp": ""}, "misc is not a layer")

    def test_lists_equal_the_disk(self) -> None:
        found = self.breaches({}, listed=["src/graph/gone.cpp"])
        self.assertIn("cmake/sources.cmake: src/graph/g.cpp is missing", found)
        self.assertIn("cmake/sources.cmake: src/graph/gone.cpp does not exist", found)


if __name__ == "__main__":
    unittest.main()
