"""The fair shares by the textbook sequence of linear programs, solved by HiGHS.

Raise the smallest share of all open needs; needs whose constraint has a dual price cannot have more and are
closed at this level; repeat. One model is edited in place and every solve starts from the last basis.
"""

from __future__ import annotations

import highspy  # type: ignore[import-untyped]
import numpy as np
import numpy.typing as npt

from peers import eligible

TOLERANCE = 1e-6  # HiGHS meets constraints to 1e-7
PRICE = 1e-9  # smaller dual prices count as none
Shares = npt.NDArray[np.float64]


class LinearPrograms:
    """The shares of needs with at least one pair, by solving one model again and again.

    Columns: people on each pair, then the level t. Rows: people - t * demand >= 0 for each open need,
    people >= level * demand for each closed one; seats of each activity.
    """

    def __init__(self, pairs: eligible.Pairs) -> None:
        self._needs, row = np.unique(pairs.need, return_inverse=True)
        self._demand = pairs.people[self._needs].astype(np.float64)
        self._level_column = pairs.need.size
        self._model = highspy.Highs()
        self._model.silent()
        self._add_rows(pairs, row)

    def _add_rows(self, pairs: eligible.Pairs, row: eligible.Ints) -> None:
        columns, needs = self._level_column + 1, self._needs.size
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = columns, needs + pairs.capacity.size
        program.sense_ = highspy.ObjSense.kMaximize
        program.col_cost_ = np.append(np.zeros(columns - 1), 1.0)
        program.col_lower_ = np.zeros(columns)
        program.col_upper_ = np.append(np.full(columns - 1, highspy.kHighsInf), 1.0)
        program.row_lower_ = np.append(np.zeros(needs), np.full(pairs.capacity.size, -highspy.kHighsInf))
        program.row_upper_ = np.append(np.full(needs, highspy.kHighsInf), pairs.capacity)
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_ = np.append(np.arange(0, 2 * columns - 1, 2), 2 * (columns - 1) + needs)
        on_pairs = np.column_stack([row, pairs.activity + needs]).ravel()
        program.a_matrix_.index_ = np.append(on_pairs, np.arange(needs))
        program.a_matrix_.value_ = np.append(np.ones(2 * (columns - 1)), -self._demand)
        self._model.passModel(program)

    def solve(self, count: int) -> Shares:
        """The shares of ``count`` needs; 0 where a need has no pair."""
        shares = np.zeros(count)
        is_open = np.ones(self._needs.size, dtype=bool)
        while is_open.any():
            self._model.run()
            solution = self._model.getSolution()
            level = solution.col_value[self._level_column]
            prices = np.abs(np.asarray(solution.row_dual)[: self._needs.size])
            closing = is_open if level > 1.0 - PRICE else is_open & (prices > PRICE)
            if not closing.any():
                raise RuntimeError("no constraint has a price")
            for position in np.flatnonzero(closing):
                self._model.changeCoeff(int(position), self._level_column, 0.0)
                self._model.changeRowBounds(int(position), level * self._demand[position], highspy.kHighsInf)
            shares[self._needs[closing]] = level
            is_open &= ~closing
        return shares


def differ(ours: Shares, theirs: Shares) -> str:
    """How two lists of shares differ; "" when they are equal up to what HiGHS promises."""
    largest = float(np.max(np.abs(ours - theirs)))
    return "" if largest <= TOLERANCE else f"shares that differ by up to {largest:.2g}"
