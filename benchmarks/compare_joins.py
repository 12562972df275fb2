"""Samspill's joins of similar names beside packages of Python, on the same made-up names in one run.

    python benchmarks/compare_joins.py build/bench/benchmarks/samspill_joins [--sizes 10000 ...] [--one-core]

Every contestant starts from a list of texts and ends with pairs and their similarities. First each answers
once and must find Samspill's pairs (an approximate one tells its recall); then they run in turn, round after
round. Printed are median, minimum and maximum of the seconds, and CPU seconds of all cores and their ratio to
Samspill's. Peers that are not installed are named. Py_stringsimjoin 0.3.6 needs numpy below 2:
`pip install "numpy<2" "pandas<2.3" "cython<3" "setuptools<70" wheel six joblib pyprind`, then
`pip install --no-build-isolation py_stringmatching py_stringsimjoin`.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from peers.comparison import Time

Pairs = dict[tuple[int, int], float]
PACKAGES = {
    "py_stringsimjoin": "py-stringsimjoin",
    "SetSimilaritySearch": "SetSimilaritySearch",
    "datasketch": "datasketch",
    "sparse_dot_topn": "sparse-dot-topn",
    "string_grouper": "string-grouper",
    "rapidfuzz": "rapidfuzz",
    "duckdb": "duckdb",
}


class Question(NamedTuple):
    """Which pairs are wanted."""

    measure: str
    tokens: str
    threshold: Fraction

    def title(self) -> str:
        return f"{self.measure} of {self.tokens}, at least {float(self.threshold)}"


class Peer(NamedTuple):
    """A package, what it answers and up to which size it is asked."""

    package: str
    measure: str
    largest: int
    run: Callable[[list[str], Question], Pairs]
    exact: bool = True


class Answer(NamedTuple):
    """Pairs by number and sum; the pairs themselves where they came to Python."""

    count: int
    similarities: float
    time: Time
    pairs: Pairs | None = None


def tokens_of(text: str, kind: str) -> set[str]:
    """The set of words, or of runs of three characters."""
    if kind == "words":
        return set(text.split())
    return {text[k : k + 3] for k in range(len(text) - 2)} if len(text) > 2 else {text}


def py_stringsimjoin(texts: list[str], question: Question) -> Pairs:
    """It joins two tables, so each pair comes twice and every text meets itself."""
    import pandas as pd
    from py_stringmatching import QgramTokenizer, WhitespaceTokenizer
    from py_stringsimjoin import jaccard_join

    words = question.tokens == "words"
    tokenizer = (
        WhitespaceTokenizer(return_set=True) if words else QgramTokenizer(3, padding=False, return_set=True)
    )
    table = pd.DataFrame({"id": range(len(texts)), "text": texts})
    found = jaccard_join(
        table,
        table,
        "id",
        "id",
        "text",
        "text",
        tokenizer,
        float(question.threshold),
        show_progress=False,
        n_jobs=1,
    )
    found = found[found["l_id"] < found["r_id"]]
    return {
        (int(a), int(b)): float(s)
        for a, b, s in zip(found["l_id"], found["r_id"], found["_sim_score"], strict=True)
    }


def set_similarity_search(texts: list[str], question: Question) -> Pairs:
    from SetSimilaritySearch import all_pairs

    sets = [tokens_of(text, question.tokens) for text in texts]
    found = all_pairs(sets, similarity_func_name="jaccard", similarity_threshold=float(question.threshold))
    return {(min(a, b), max(a, b)): similarity for a, b, similarity in found}


def datasketch_lsh(texts: list[str], question: Question) -> Pairs:
    """Candidates by locality-sensitive hashing of 128 permutations, then the true similarity."""
    from datasketch import MinHash, MinHashLSH

    sets = [tokens_of(text, question.tokens) for text in texts]
    encoded = [[token.encode() for token in tokens] for tokens in sets]
    index = MinHashLSH(threshold=float(question.threshold), num_perm=128)
    pairs: Pairs = {}
    for b, sketch in enumerate(MinHash.generator(encoded, num_perm=128)):
        for a in index.query(sketch):
            similarity = len(sets[a] & sets[b]) / len(sets[a] | sets[b])
            if similarity >= question.threshold:
                pairs[a, b] = similarity
        index.insert(b, sketch)
    return pairs


def duckdb_self_join(texts: list[str], question: Question) -> Pairs:
    """Every pair of about the right sizes, as Splink hands a rule to DuckDB."""
    import duckdb

    p, q = question.threshold.numerator, question.threshold.denominator
    connection = duckdb.connect()
    connection.execute("set threads to 1")
    connection.execute("create table names (id integer, tokens varchar[])")
    rows = [(k, sorted(tokens_of(text, question.tokens))) for k, text in enumerate(texts)]
    connection.execute(
        "insert into names select unnest($1), unnest($2)", [[k for k, _ in rows], [t for _, t in rows]]
    )
    found = connection.execute(
        f"""
        with pairs as (
            select a.id as a, b.id as b, len(a.tokens) + len(b.tokens) as total,
                   len(list_intersect(a.tokens, b.tokens)) as common
            from names a join names b
            on a.id < b.id and len(a.tokens) * {q} >= len(b.tokens) * {p}
               and len(b.tokens) * {q} >= len(a.tokens) * {p}
        )
        select a, b, common / (total - common) from pairs where common * {p + q} >= total * {p}
        """
    ).fetchall()
    return {(a, b): similarity for a, b, similarity in found}


def _tf_idf(texts: list[str]) -> Any:  # noqa: ANN401
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer="char", ngram_range=(3, 3), lowercase=False).fit_transform(texts)


def sparse_dot_topn(texts: list[str], question: Question) -> Pairs:
    """At most 200 partners a text, which is more than any has."""
    from sparse_dot_topn import sp_matmul_topn

    vectors = _tf_idf(texts)
    found = sp_matmul_topn(
        vectors, vectors.T.tocsr(), top_n=200, threshold=float(question.threshold), n_threads=1
    ).tocoo()
    return {
        (int(a), int(b)): float(s) for a, b, s in zip(found.row, found.col, found.data, strict=True) if a < b
    }


def string_grouper(texts: list[str], question: Question) -> Pairs:
    """With doubles and nothing cut out of the texts; still it does not find every pair."""
    import numpy as np
    import pandas as pd
    from string_grouper import match_strings

    found = match_strings(
        pd.Series(texts),
        ngram_size=3,
        regex="(?!)",
        ignore_case=False,
        min_similarity=float(question.threshold),
        max_n_matches=200,
        tfidf_matrix_dtype=np.float64,
        number_of_processes=1,
    )
    found = found[found["left_index"] < found["right_index"]]
    return {
        (int(a), int(b)): float(s)
        for a, b, s in zip(found["left_index"], found["right_index"], found["similarity"], strict=True)
    }


def rapidfuzz_cdist(texts: list[str], question: Question) -> Pairs:
    """Another measure, by edits: only the time compares. All pairs are computed twice."""
    from rapidfuzz import fuzz, process

    process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=100 * float(question.threshold), workers=1)
    return {}


PEERS = (
    Peer("py_stringsimjoin", "jaccard", 10_000, py_stringsimjoin),
    Peer("SetSimilaritySearch", "jaccard", 10_000, set_similarity_search),
    Peer("datasketch", "jaccard", 100_000, datasketch_lsh, exact=False),
    Peer("duckdb", "jaccard", 2_000, duckdb_self_join),
    Peer("rapidfuzz", "jaccard", 10_000, rapidfuzz_cdist, exact=False),
    Peer("sparse_dot_topn", "cosine", 100_000, sparse_dot_topn),
    Peer("string_grouper", "cosine", 10_000, string_grouper, exact=False),
)
QUESTIONS = (
    Question("jaccard", "grams", Fraction(4, 5)),
    Question("jaccard", "grams", Fraction(3, 5)),
    Question("jaccard", "words", Fraction(4, 5)),
    Question("jaccard", "words", Fraction(3, 5)),
    Question("cosine", "grams", Fraction(4, 5)),
)


class Program:
    """The program samspill_joins, which has read the names."""

    def __init__(self, program: Path, file: Path) -> None:
        self._process = subprocess.Popen(
            [program, "serve", file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, question: Question, blocks: int = 0) -> tuple[Answer, float]:
        """The answer, and by how many MiB the first one raised the peak memory."""
        sender, answers = self._process.stdin, self._process.stdout
        if sender is None or answers is None:
            raise RuntimeError("the program has no pipes")
        threshold = f"{question.threshold.numerator}/{question.threshold.denominator}"
        print(question.measure, question.tokens, threshold, blocks, file=sender, flush=True)
        count, similarities, seconds, cpu, mebibytes, _compared = answers.readline().split()
        time_ = Time(float(seconds), float(cpu))
        return Answer(int(count), float(similarities), time_), float(mebibytes)

    def end(self) -> None:
        self._process.communicate()


def timed(peer: Peer, texts: list[str], question: Question) -> Answer:
    start, cpu_start = time.perf_counter(), time.process_time()
    pairs = peer.run(texts, question)
    passed = Time(time.perf_counter() - start, time.process_time() - cpu_start)
    return Answer(len(pairs), sum(pairs.values()), passed, pairs)


def note_on(peer: Peer, question: Question, ours: Answer, theirs: Answer) -> str:
    """Ends the program when an exact peer finds other pairs than Samspill."""
    if peer.package == "rapidfuzz":
        return "another measure"
    if not peer.exact:
        return f"recall {theirs.count / max(1, ours.count):.4f}"
    # A peer that computes the threshold in doubles may lose pairs that meet it exactly.
    lost = ours.count - theirs.count
    at_threshold = theirs.similarities + lost * float(question.threshold)
    if abs(ours.similarities - at_threshold) > 1e-6 * max(1, ours.count):
        sys.exit(
            f"{peer.package} finds {theirs.count} pairs of sum {theirs.similarities}, "
            f"Samspill {ours.count} of sum {ours.similarities}"
        )
    return "same pairs" if lost == 0 else f"same pairs but {lost} exactly at the threshold"


def is_there(package: str) -> bool:
    try:
        importlib.import_module(package)
    except ImportError:
        return False
    return True


def compare(program: Program, texts: list[str], question: Question, rounds: int) -> None:
    asked = [p for p in PEERS if p.measure == question.measure and is_there(p.package)]
    asked = [
        p
        for p in asked
        if len(texts) <= p.largest and (question.tokens == "grams" or p.package != "rapidfuzz")
    ]
    ours, _ = program.ask(question)
    notes = {peer.package: note_on(peer, question, ours, timed(peer, texts, question)) for peer in asked}
    times: dict[str, list[Time]] = {"samspill": [], **{peer.package: [] for peer in asked}}
    for _ in range(rounds):
        times["samspill"].append(program.ask(question)[0].time)
        for peer in asked:
            times[peer.package].append(timed(peer, texts, question).time)
    print(f"\n### {len(texts)} names, {question.title()}: {ours.count} pairs\n")
    print("| contestant | median s | min s | max s | median CPU s | CPU ratio | pairs |")
    print("|---|---:|---:|---:|---:|---:|---|")
    base = statistics.median(t.cpu_seconds for t in times["samspill"])
    for name, taken in times.items():
        seconds = [t.seconds for t in taken]
        cpu = statistics.median(t.cpu_seconds for t in taken)
        numbers = (statistics.median(seconds), min(seconds), max(seconds), cpu, cpu / base)
        print(
            "| " + " | ".join([name, *(f"{x:.3g}" for x in numbers), notes.get(name, "")]) + " |", flush=True
        )


def without_peers(path: Path, file: Path, size: int, questions: list[Question]) -> None:
    """Samspill alone, each question in a process of its own, so that the peak memory is its own."""
    print(f"\n### {size} names, Samspill alone\n")
    print("| question | block keys | pairs | seconds | CPU s | peak + MiB |")
    print("|---|---:|---:|---:|---:|---:|")
    for question in (q for q in questions if q.measure == "jaccard" or size <= 100_000):
        for blocks in (0, 100):
            program = Program(path, file)
            answer, mebibytes = program.ask(question, blocks)
            program.end()
            numbers = f"{answer.time.seconds:.3g} | {answer.time.cpu_seconds:.3g} | {mebibytes:.0f}"
            print(f"| {question.title()} | {blocks or '–'} | {answer.count} | {numbers} |", flush=True)


def print_conditions(rounds: int, cores: int) -> None:
    for package, name in PACKAGES.items():
        try:
            print(f"{name} {version(name)}")
        except PackageNotFoundError:
            there = is_there(package)
            print(f"{name}: version unknown" if there else f"{name}: NOT INSTALLED, left out")
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    machine = f"{platform.machine()}, {cores} cores for Samspill, 1 thread a peer"
    print(f"Python {platform.python_version()}, {machine}")
    print(f"rounds: {rounds}; load of the machine before: {load}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare similarity joins.")
    parser.add_argument("program", type=Path, help="samspill_joins")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--alone", type=int, nargs="*", default=[], help="sizes for Samspill alone")
    parser.add_argument("--only", default="", help="questions whose title holds this, such as cosine")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one-core", action="store_true", help="everything on one core")
    parsed = parser.parse_args()
    if parsed.one_core:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    print_conditions(parsed.rounds, len(os.sched_getaffinity(0)))
    path = parsed.program.resolve()
    questions = [question for question in QUESTIONS if parsed.only in question.title()]
    with tempfile.TemporaryDirectory(prefix="samspill-joins-") as folder:
        file = Path(folder) / "names.txt"
        for size in parsed.sizes:
            subprocess.run([path, "make", str(size), file], check=True)
            program = Program(path, file)
            texts = file.read_text(encoding="utf-8").splitlines()
            for question in questions:
                compare(program, texts, question, parsed.rounds)
            program.end()
        for size in parsed.alone:
            subprocess.run([path, "make", str(size), file], check=True)
            without_peers(path, file, size, questions)


if __name__ == "__main__":
    main()
