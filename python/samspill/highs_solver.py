"""Mixed-integer programs solved by HiGHS. Importing this module imports highspy, an optional extra."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import highspy
import numpy as np

from samspill import _core
from samspill.errors import Error

if TYPE_CHECKING:
    from collections.abc import Callable

_TOLERANCE = 1e-9  # as tight as efforts are compared
_POLL_SECONDS = 0.05
_STATUSES = {
    highspy.HighsModelStatus.kOptimal: _core.ProgramStatus.optimal,
    highspy.HighsModelStatus.kInfeasible: _core.ProgramStatus.infeasible,
    highspy.HighsModelStatus.kTimeLimit: _core.ProgramStatus.stopped,
}

#: Status, values (empty when none were found), objective, and the bound that no solution is better than.
Solution = tuple[_core.ProgramStatus, list[float], float, float]


def solve(program: _core.MixedIntegerProgram, time_limit: float) -> Solution:
    """The best solution that HiGHS finds on one thread, with a fixed seed, in ``time_limit`` seconds.

    Raises:
        Error: HiGHS fails.
    """
    if not program.cost:  # HiGHS would call it empty rather than solved
        return _core.ProgramStatus.optimal, [], program.offset, program.offset
    create: Callable[[], highspy.Highs] = highspy.Highs  # whose constructor is not annotated
    highs = create()
    highs.silent()
    for name, value in (
        ("threads", 1),
        ("random_seed", 0),
        ("time_limit", float(time_limit)),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", program.proving_gap),
        ("mip_feasibility_tolerance", _TOLERANCE),
        ("primal_feasibility_tolerance", _TOLERANCE),
    ):
        highs.setOptionValue(name, value)
    if highs.passModel(_model_of(program)) == highspy.HighsStatus.kError:
        raise Error("HiGHS could not take the program of the repairs")
    _run(highs)
    return _solution_of(highs)


def _model_of(program: _core.MixedIntegerProgram) -> highspy.HighsLp:
    whole, columns = program.whole_columns, len(program.cost)
    model = highspy.HighsLp()
    model.num_col_ = columns
    model.num_row_ = len(program.row_lower)
    model.sense_ = highspy.ObjSense.kMaximize if program.maximise else highspy.ObjSense.kMinimize
    model.offset_ = program.offset
    model.col_cost_ = np.array(program.cost)
    model.col_lower_ = np.array(program.lower)
    model.col_upper_ = np.array(program.upper)
    model.row_lower_ = np.array(program.row_lower)
    model.row_upper_ = np.array(program.row_upper)
    model.integrality_ = [
        highspy.HighsVarType.kInteger if column < whole else highspy.HighsVarType.kContinuous
        for column in range(columns)
    ]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.num_col_ = model.num_col_
    model.a_matrix_.num_row_ = model.num_row_
    model.a_matrix_.start_ = np.array(program.row_begin)
    model.a_matrix_.index_ = np.array(program.column)
    model.a_matrix_.value_ = np.array(program.value)
    return model


def _run(highs: highspy.Highs) -> None:
    """Runs HiGHS in a thread of its own: this one hears of Ctrl-C, and HiGHS keeps one scheduler a thread."""
    highs.HandleUserInterrupt = True

    def work() -> None:
        highs.run()
        highs.resetGlobalScheduler(True)  # noqa: FBT003 - positional only

    worker = threading.Thread(target=work, name="samspill-highs", daemon=True)
    worker.start()
    try:
        while worker.is_alive():
            worker.join(_POLL_SECONDS)
    except BaseException:
        cancel: Callable[[], None] = highs.cancelSolve  # not annotated either
        cancel()
        worker.join()
        raise


def _solution_of(highs: highspy.Highs) -> Solution:
    status = _STATUSES.get(highs.getModelStatus())
    if status is None:
        raise Error("HiGHS gave up on the program of the repairs")
    info = highs.getInfo()
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = [float(value) for value in highs.getSolution().col_value] if found else []
    return status, values, float(info.objective_function_value), float(info.mip_dual_bound)
