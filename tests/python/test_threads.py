"""Networks and results are safe to share between threads, and the GIL is free while they are computed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

import samspill as ss
from generated import generated_tables

THREADS = 4


@pytest.fixture(scope="module")
def network() -> ss.Network:
    return ss.Network.from_tables(
        **generated_tables(actors=2000, activities=10_000, needs=10_000, ties=50_000)
    )


def test_threads_get_what_one_thread_gets(network: ss.Network) -> None:
    expected = (network.coverage().needs.rows(), network.duplication().clusters.rows())
    barrier = threading.Barrier(THREADS)

    def compute(_: int) -> object:
        barrier.wait()
        return (network.coverage().needs.rows(), network.duplication().clusters.rows())

    with ThreadPoolExecutor(THREADS) as pool:
        assert all(found == expected for found in pool.map(compute, range(THREADS)))


def test_threads_share_one_result(network: ss.Network) -> None:
    coverage = network.coverage()
    barrier = threading.Barrier(THREADS)

    def read(_: int) -> object:
        barrier.wait()
        return (coverage.needs.rows(), coverage.totals, coverage.by_theme.to_polars().rows())

    with ThreadPoolExecutor(THREADS) as pool:
        first, *others = pool.map(read, range(THREADS))
    assert all(other == first for other in others)


def test_other_threads_run_while_a_network_is_computed(network: ss.Network) -> None:
    """A thread that only counts gets on while analyses run, nearly as fast as beside an idle one."""
    steps = 0
    stop = threading.Event()

    def count() -> None:
        nonlocal steps
        while not stop.is_set():
            steps += 1

    def rate(work: Callable[[], object]) -> float:
        begin, start = steps, time.perf_counter()
        work()
        return (steps - begin) / (time.perf_counter() - start)

    thread = threading.Thread(target=count)
    thread.start()
    try:
        alone = rate(lambda: time.sleep(0.3))
        beside = rate(lambda: [network.duplication() for _ in range(5)])
    finally:
        stop.set()
        thread.join()
    assert beside > 0.2 * alone


def test_progress_on_another_thread(network: ss.Network) -> None:
    seen: set[int] = set()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(network.coverage, progress=lambda *_: seen.add(threading.get_ident())).result()
    assert len(seen) == 1
    assert threading.get_ident() not in seen


def test_networks_are_built_in_parallel() -> None:
    tables = generated_tables(actors=500, activities=2000, needs=2000, ties=5000)
    with ThreadPoolExecutor(THREADS) as pool:
        built = list(pool.map(lambda _: ss.Network.from_tables(**tables), range(2 * THREADS)))
    assert len({network.fingerprint for network in built}) == 1
