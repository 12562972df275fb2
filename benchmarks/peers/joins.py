"""The packages that compare_joins.py asks, each from a list of texts to pairs and their similarities."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

Pairs = dict[tuple[int, int], float]


class Question(NamedTuple):
    """Which pairs are wanted."""

    measure: str
    tokens: str
    threshold: Fraction
    blocks: int = 0  # made-up keys of theme and area; 0 for none

    def title(self) -> str:
        keys = f", {self.blocks} block keys" if self.blocks else ""
        return f"{self.measure} of {self.tokens}, at least {float(self.threshold)}{keys}"


class Peer(NamedTuple):
    """A package, what it answers and up to which size it is asked."""

    package: str
    measure: str
    largest: int
    run: Callable[[list[str], Question], Pairs]
    exact: bool = True
    blocked: bool = False  # asked only where there are block keys


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


def splink_linkage(texts: list[str], question: Question) -> Pairs:
    """Blocked on theme and area; one comparison of names, which two parameters turn into a yes or no."""
    import duckdb
    import pandas as pd
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink.comparison_level_library import CustomLevel, ElseLevel, NullLevel
    from splink.comparison_library import CustomComparison

    sets = [tokens_of(text, question.tokens) for text in texts]
    areas = 5
    keys = [block_key(k, question.blocks) for k in range(len(texts))]
    table = pd.DataFrame(
        {
            "unique_id": range(len(texts)),
            "tokens": [sorted(tokens) for tokens in sets],
            "theme": [key // areas for key in keys],
            "area": [key % areas for key in keys],
        }
    )
    p, q = question.threshold.numerator, question.threshold.denominator
    alike = (
        f'len(list_intersect("tokens_l", "tokens_r")) * {p + q} >= (len("tokens_l") + len("tokens_r")) * {p}'
    )
    levels = [
        NullLevel("tokens"),
        CustomLevel(alike, "alike", base_dialect_str="duckdb").configure(
            m_probability=0.9, u_probability=0.001
        ),
        ElseLevel().configure(m_probability=0.1, u_probability=0.999),
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[block_on("theme", "area")],
        comparisons=[CustomComparison(comparison_levels=levels, output_column_name="tokens")],
        probability_two_random_records_match=0.01,
        retain_matching_columns=False,
    )
    connection = duckdb.connect()
    connection.execute("set threads to 1")
    linker = Linker(DuckDBAPI(connection).register(table), settings, log_level=None)
    found = linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()
    pairs = zip(found["unique_id_l"].tolist(), found["unique_id_r"].tolist(), strict=True)
    return {(min(a, b), max(a, b)): len(sets[a] & sets[b]) / len(sets[a] | sets[b]) for a, b in pairs}


def block_key(record: int, blocks: int) -> int:
    """The key that samspill_joins gives a record."""
    return (record * 2654435761 % 2**32 >> 16) % blocks


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
    Peer("splink", "jaccard", 100_000, splink_linkage, blocked=True),
    Peer("sparse_dot_topn", "cosine", 100_000, sparse_dot_topn),
    Peer("string_grouper", "cosine", 10_000, string_grouper, exact=False),
)
