"""Ctrl-C and progress in long computations."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import samspill as ss
from generated import generated_tables
from small_study import TABLES

MOMENTS = 12
LATENCY = 0.1  # seconds of computing between Ctrl-C and KeyboardInterrupt


@pytest.fixture(scope="module")
def tables() -> dict[str, Any]:
    return generated_tables(actors=10_000, activities=40_000, needs=40_000, ties=400_000)


@pytest.fixture(scope="module")
def network(tables: dict[str, Any]) -> ss.Network:
    return ss.Network.from_tables(**tables)


@pytest.fixture(scope="module")
def folder(tables: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("study")
    for name, table in tables.items():
        table.write_csv(path / f"{name}.csv")
    return path


def duration(compute: Callable[[], object]) -> float:
    """Seconds of wall clock."""
    start = time.perf_counter()
    compute()
    return time.perf_counter() - start


def latency(compute: Callable[[], object], delay: float) -> float | None:
    """Seconds of processor time between a Ctrl-C sent after `delay` and the exception; None if too late.

    Processor time, because a machine that is busy with something else delays every program.
    """
    sent: list[float] = []

    def interrupt() -> None:
        time.sleep(delay)
        sent.append(time.process_time())
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    caught: float | None = None
    thread.start()
    try:
        compute()
        thread.join()
        time.sleep(0.01)  # lets a Ctrl-C that came too late arrive here
    except KeyboardInterrupt:
        caught = time.process_time()
    thread.join()
    return None if caught is None else caught - sent[0]


@pytest.mark.parametrize("task", ["from_tables", "read", "coverage", "duplication"])
def test_ctrl_c_at_any_moment(task: str, tables: dict[str, Any], network: ss.Network, folder: Path) -> None:
    compute: dict[str, Callable[[], object]] = {
        "from_tables": lambda: ss.Network.from_tables(**tables),
        "read": lambda: ss.read(folder),
        "coverage": network.coverage,
        "duplication": network.duplication,
    }
    seconds = duration(compute[task])
    found = [latency(compute[task], seconds * (k + 0.5) / MOMENTS) for k in range(MOMENTS)]
    latencies = [one for one in found if one is not None]
    assert len(latencies) > MOMENTS / 2
    assert max(latencies) < LATENCY
    assert network.coverage().totals == network.coverage().totals  # the network is as usable as before


def test_ctrl_c_ends_a_program(folder: Path) -> None:
    program = f"""
import samspill as ss
network = ss.read({str(folder)!r})
print("go", flush=True)
while True:
    network.coverage()
"""
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert errors.endswith("KeyboardInterrupt\n")
    assert process.returncode == -signal.SIGINT


def test_other_signal_handlers_run_too(network: ss.Network) -> None:
    class AlarmError(Exception):
        pass

    def ring(number: int, frame: object) -> None:
        raise AlarmError

    def work() -> None:
        while True:
            network.coverage()

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        with pytest.raises(AlarmError):
            work()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("task", ["from_tables", "coverage", "duplication"])
def test_progress(task: str, tables: dict[str, Any], network: ss.Network) -> None:
    calls: list[tuple[float, str]] = []
    threads = set()

    def report(fraction: float, stage: str) -> None:
        calls.append((fraction, stage))
        threads.add(threading.get_ident())

    if task == "from_tables":
        ss.Network.from_tables(**tables, progress=report)
    else:
        getattr(network, task)(progress=report)
    assert threads == {threading.get_ident()}
    assert calls[-1] == (1.0, "building" if task == "from_tables" else task)
    assert all(0.0 <= fraction <= 1.0 for fraction, _ in calls)
    by_stage: dict[str, list[float]] = {}
    for fraction, stage in calls:
        by_stage.setdefault(stage, []).append(fraction)
    assert len(by_stage) >= 3
    if task == "duplication":  # each of its stages comes once
        assert all(fractions == sorted(fractions) for fractions in by_stage.values())


def test_progress_is_called_for_small_networks_too() -> None:
    calls: list[tuple[float, str]] = []
    network = ss.Network.from_tables(**TABLES)
    network.representation(progress=lambda fraction, stage: calls.append((fraction, stage)))
    assert calls[-1] == (1.0, "representation")


def test_progress_is_not_called_all_the_time(network: ss.Network) -> None:
    calls: list[str] = []
    seconds = duration(lambda: network.coverage(progress=lambda _, stage: calls.append(stage)))
    assert len(calls) < 20 + seconds / 0.025


@pytest.mark.parametrize("when", ["first", "last"])
def test_an_exception_of_the_progress_function_reaches_the_caller(when: str, network: ss.Network) -> None:
    class StopError(Exception):
        pass

    def stop(fraction: float, stage: str) -> None:
        if when == "first" or stage == "coverage":
            raise StopError

    with pytest.raises(StopError):
        network.coverage(progress=stop)


def test_a_progress_function_may_cancel(network: ss.Network) -> None:
    def stop(fraction: float, stage: str) -> None:
        raise ss.Cancelled

    with pytest.raises(ss.Cancelled):
        network.coverage(progress=stop)
