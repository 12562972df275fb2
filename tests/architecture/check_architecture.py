"""Checks the rules of the source tree that no compiler checks. Usage: check_architecture.py ROOT

Rules: includes point from a layer only to the layers it may know (LAYERS); analyses do not include one
another; headers form no cycle; Boost and Eigen appear in public headers only where stated; the core knows no
terminal, clock or Python, and only io knows files; every header is guarded, listed in cmake/sources.cmake and
reached by the umbrella; every source is listed. Prints one line per breach and exits 1 if there is any.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# A layer may include itself and what is listed here, in include/ and in src/ alike. `detail` has no public
# header: it holds what several analyses share.
LAYERS: dict[str, frozenset[str]] = {
    "core": frozenset(),
    "similarity": frozenset({"core"}),
    "model": frozenset({"core"}),
    "graph": frozenset({"model", "core"}),
    "result": frozenset({"model", "core"}),
    "detail": frozenset({"model", "result", "core"}),
    "analysis": frozenset({"detail", "graph", "model", "result", "similarity", "core"}),
    "pilot": frozenset({"detail", "similarity", "model", "result", "core"}),
    "io": frozenset({"detail", "graph", "model", "result", "core"}),
}
# Headers beside the layers: the umbrella includes everything, the others include nothing.
UMBRELLA = "samspill.hpp"
LEAVES = frozenset({"version.hpp", "fwd.hpp"})
ANALYSES = (
    "accessibility",
    "coverage",
    "duplication",
    "representation",
    "coordination",
    "vulnerability",
    "timeline",
    "planning",
    "merge",
    "pilot",
)
# Which layers may show a third-party library in their public headers; src/ may use them anywhere.
PUBLIC_LIBRARIES: dict[str, frozenset[str]] = {
    "boost": frozenset({"graph"}),
    "Eigen": frozenset({"graph"}),
    "unsupported": frozenset(),
}
# Standard headers that only some layers may use, in include/ and src/.
FILES_ONLY_IN_IO = frozenset({"fstream", "filesystem", "cstdio"})
FORBIDDEN_INCLUDES = re.compile(r"^(iostream|ctime|time\.h|Python\.h|pybind11/.*)$")
FORBIDDEN_CALLS = re.compile(
    r"\bstd::(?:c(?:out|err|in)\b|exit\b|getenv\b|rand\b)|_clock::now\b|\brandom_device\b"
)
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
COMMENT_OR_TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)


@dataclass(frozen=True)
class Source:
    """One C++ file: where it is, its layer ("" for the headers beside the layers) and what it includes."""

    path: str
    public: bool
    layer: str
    code: str
    includes: tuple[str, ...]

    @property
    def name(self) -> str:
        """The path as an include would give it, such as core/index.hpp."""
        return self.path.split("/", 2 if self.public else 1)[-1]


def read_source(root: Path, file: Path) -> Source:
    path = file.relative_to(root).as_posix()
    public = path.startswith("include/samspill/")
    inside = path.split("/")[2 if public else 1 :]
    code = file.read_text(encoding="utf-8")
    includes = tuple(
        target if bracket == "<" else resolve_quoted(root, file, target)
        for bracket, target in INCLUDE.findall(code)
    )
    return Source(path, public, inside[0] if len(inside) > 1 else "", code, includes)


def resolve_quoted(root: Path, file: Path, target: str) -> str:
    """A private header, relative to its includer or to src/, as src:<layer>/<file>."""
    for folder in (file.parent, root / "src"):
        candidate = (folder / target).resolve()
        if candidate.is_file() and candidate.is_relative_to(root / "src"):
            return "src:" + candidate.relative_to(root / "src").as_posix()
    return target


def read_sources(root: Path) -> list[Source]:
    files = [*(root / "include").rglob("*.hpp"), *(root / "src").rglob("*.[ch]pp")]
    return [read_source(root, file) for file in sorted(files)]


def own_target(include: str) -> str | None:
    """core/index.hpp for <samspill/core/index.hpp> and for a private header of src/core; else None."""
    for prefix in ("samspill/", "src:"):
        if include.startswith(prefix):
            return include.removeprefix(prefix)
    return None


def analysis_of(target: str) -> str | None:
    if not target.startswith("analysis/"):
        return None
    stem = Path(target).stem
    return next((name for name in ANALYSES if stem.startswith(name)), None)


def check_layers(source: Source) -> Iterator[str]:
    if source.name == UMBRELLA:
        return
    if source.layer and source.layer not in LAYERS:
        yield f"{source.path}: {source.layer} is not a layer"
        return
    if not source.layer and source.name not in LEAVES:
        yield f"{source.path}: belongs into a layer"
    own_analysis = analysis_of(source.name)
    for include in source.includes:
        target = own_target(include)
        if target is None:
            continue
        layer = target.split("/")[0] if "/" in target else ""
        allowed = (
            target in LEAVES
            if layer == ""
            else layer == source.layer or layer in LAYERS.get(source.layer, ())
        )
        if not allowed:
            yield f"{source.path}: may not include {target} ({source.layer or '-'} -> {layer or target})"
        other = analysis_of(target)
        if own_analysis and other and other != own_analysis:
            yield f"{source.path}: the analysis {own_analysis} may not include the analysis {other}"


def check_libraries(source: Source) -> Iterator[str]:
    for include in source.includes:
        library = include.split("/")[0]
        if source.public and library in PUBLIC_LIBRARIES and source.layer not in PUBLIC_LIBRARIES[library]:
            yield f"{source.path}: {library} may not appear in public headers of this layer"
        if include in FILES_ONLY_IN_IO and source.layer != "io":
            yield f"{source.path}: <{include}> is for io only"
        if FORBIDDEN_INCLUDES.match(include):
            yield f"{source.path}: <{include}> is not for the library (no terminal, clock, Python)"
    call = FORBIDDEN_CALLS.search(COMMENT_OR_TEXT.sub("", source.code))
    if call:
        yield f"{source.path}: {call.group()} is not for the library (no terminal, clock, chance)"


def check_guard(source: Source) -> Iterator[str]:
    if source.path.endswith(".hpp") and "#pragma once" not in source.code:
        yield f"{source.path}: has no #pragma once"


def check_cycles(sources: list[Source]) -> Iterator[str]:
    graph = {
        source.name: [target for include in source.includes if (target := own_target(include))]
        for source in sources
        if source.path.endswith(".hpp")
    }
    done: set[str] = set()

    def visit(node: str, trail: tuple[str, ...]) -> Iterator[str]:
        if node in trail:
            yield "cycle of includes: " + " -> ".join((*trail[trail.index(node) :], node))
        elif node not in done:
            for target in graph.get(node, ()):
                yield from visit(target, (*trail, node))
            done.add(node)

    for start in graph:
        yield from visit(start, ())


def check_listed(root: Path, sources: list[Source]) -> Iterator[str]:
    lists = (root / "cmake/sources.cmake").read_text(encoding="utf-8")
    listed = [line.strip() for line in lists.splitlines() if line.startswith("    ")]
    expected = {source.path for source in sources if source.public or source.path.endswith(".cpp")}
    yield from (f"cmake/sources.cmake: {path} is missing" for path in sorted(expected - set(listed)))
    yield from (f"cmake/sources.cmake: {path} does not exist" for path in sorted(set(listed) - expected))
    for kind in ("include/", "src/"):
        paths = [path for path in listed if path.startswith(kind)]
        if paths != sorted(paths):
            yield f"cmake/sources.cmake: the files of {kind} are not in alphabetical order"


def check_umbrella(sources: list[Source]) -> Iterator[str]:
    public = {source.name: source for source in sources if source.public}
    if UMBRELLA not in public:
        yield f"include/samspill/{UMBRELLA} does not exist"
        return
    named = {own_target(include) for include in public[UMBRELLA].includes}
    for name in sorted(public.keys() - named - {UMBRELLA}):
        yield f"include/samspill/{UMBRELLA}: does not include {name}"


def check(root: Path) -> list[str]:
    """All breaches of the rules in the tree at `root`, in a fixed order."""
    root = root.resolve()
    sources = read_sources(root)
    breaches: list[str] = []
    for source in sources:
        breaches += [*check_layers(source), *check_libraries(source), *check_guard(source)]
    return [*breaches, *check_cycles(sources), *check_listed(root, sources), *check_umbrella(sources)]


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__)
        return 2
    breaches = check(Path(arguments[1]))
    print("\n".join(breaches) if breaches else "the source tree keeps its rules")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
