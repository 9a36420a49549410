"""Logistic regression of a yes/no outcome: by maximum likelihood, or with Firth's correction."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from survey.errors import LOGIT_FAILED, PREDICTORS_OVERLAP, error
from survey.stats.intervals import Floats, check_level

Method = Literal["ml", "firth"]
_TOLERANCES = (1e-7, 1e-6, 1e-5)
"""Of score and step: the first that the rounding of the likelihood lets the fit reach. Coefficients are right to about it."""

_ITERATIONS = 500
_FAR = 100
"""Standard deviations from 0 beyond which a number is counted from its mean."""


@dataclass(frozen=True)
class LogisticFit:
    """A fitted model; coefficients on the log-odds scale, the constant first.

    coefficients, low, high, p: shape (k + 1,); low and high are ends of profile (penalised) likelihood intervals, p is of the
    (penalised) likelihood ratio test of each; of the constant NaN where a number lies far from 0, for it then says nothing of
    anybody. covariance: shape (k + 1, k + 1). log_likelihood: of the fit, penalised for Firth.
    """

    method: Method
    coefficients: Floats
    covariance: Floats
    low: Floats
    high: Floats
    p: Floats
    log_likelihood: float


@dataclass(frozen=True)
class _Standard:
    """A design whose numbers are near 0 and of size 1, so that years, incomes or dates lose no digits: (design - middle) / size.

    Answers, 0 or 1, are left as they are, and so is the middle of numbers that are near 0 already.
    """

    design: Floats
    middle: Floats
    size: Floats

    def back(self, coefficients: Floats) -> Floats:
        """Coefficients of the design as it was given, the constant first; works on rows of several as well."""
        slopes = coefficients[..., 1:] / self.size
        return np.concatenate([coefficients[..., :1] - (slopes @ self.middle)[..., None], slopes], axis=-1)


def _standard(design: Floats) -> _Standard:
    number = ~np.isin(design, (0.0, 1.0)).all(axis=0)
    middle, spread = design.mean(axis=0), design.std(axis=0)
    middle = np.where(number & (np.abs(middle) > _FAR * spread), middle, 0.0)
    size = np.where(number & (spread > 0), spread, 1.0)
    return _Standard((design - middle) / size, middle, size)


def check_rank(design: Floats) -> None:
    """PREDICTORS_OVERLAP where a column of the design follows from the others and the constant."""
    if np.linalg.matrix_rank(np.column_stack([np.ones(len(design)), _standard(design).design])) <= design.shape[1]:
        raise error(PREDICTORS_OVERLAP)


def separated(design: Floats, outcome: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which columns of the design have no finite coefficient by maximum likelihood, shape (k,); found by linear programming.

    Konis (2007), as in R's `detectseparation::detect_separation`.

    >>> separated(np.array([[0.0], [0.0], [1.0], [1.0]]), np.array([0, 1, 1, 1])).tolist()
    [True]
    """
    from firthmodels import detect_separation

    check_rank(design)
    found: NDArray[np.bool_] = ~np.asarray(detect_separation(_standard(design).design, outcome).is_finite, dtype=bool)[
        : design.shape[1]
    ]
    return found


def fit(design: Floats, outcome: NDArray[np.int64], method: Method = "firth", level: float = 0.95) -> LogisticFit:
    """Fit log(p / (1 - p)) = constant + design @ coefficients.

    Parameters
    ----------
    design
        Shape (n, k), without a constant and without missing values.
    outcome
        Shape (n,), 0 or 1.
    method
        `ml`: maximum likelihood. `firth`: the likelihood times the root of the determinant of Fisher's information, which takes
        away the leading bias and is finite where answers separate the outcome.
    level
        Confidence level of the profile intervals.

    Raises
    ------
    StatisticsError
        PREDICTORS_OVERLAP where a column follows from the others, LOGIT_FAILED where the fit does not converge.

    Notes
    -----
    Firth (1993), Biometrika 80, 27-38; Heinze and Schemper (2002), Statistics in Medicine 21, 2409-2419. Fitted by statsmodels
    (`ml`) and firthmodels. In R: `glm(y ~ x, binomial)`, `confint`; `logistf::logistf(y ~ x)` or
    `glm(y ~ x, binomial, method = brglm2::brglm_fit)`.

    Examples
    --------
    >>> found = fit(np.array([[0.0], [0.0], [0.0], [1.0], [1.0], [1.0]]), np.array([0, 0, 0, 1, 1, 1]))
    >>> found.coefficients.round(4).tolist()
    [-1.9459, 3.8918]
    """
    check_level(level)
    check_rank(design)
    for tolerance in _TOLERANCES:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                return _fit(design, outcome, method, level, tolerance)
        except (Warning, ArithmeticError, ValueError, np.linalg.LinAlgError):
            continue
    raise error(LOGIT_FAILED, method=method)


def _fit(design: Floats, outcome: NDArray[np.int64], method: Method, level: float, tolerance: float) -> LogisticFit:
    """The fit; a warning, which is an error here, where something did not converge."""
    standard = _standard(design)
    used = standard.design
    profile = _penalised(used, outcome, 0.5 if method == "firth" else 0.0, tolerance)
    profile.lrt()
    limits = profile.conf_int(1 - level, method="pl", max_iter=_ITERATIONS, tol=tolerance)
    if not np.isfinite(limits).all():
        raise ArithmeticError
    coefficients, covariance = _maximum_likelihood(used, outcome) if method == "ml" else _estimate(profile, used)
    order = _constant_first(design.shape[1])
    found = limits[order] / np.append(1.0, standard.size)[:, None]
    p = np.asarray(profile.lrt_pvalues_)[order]
    if standard.middle.any():
        found[0] = p[0] = np.nan
    jacobian = standard.back(np.eye(len(coefficients))).T
    penalty = float(np.log(standard.size).sum()) if method == "firth" else 0.0
    return LogisticFit(
        method,
        standard.back(coefficients),
        jacobian @ covariance @ jacobian.T,
        low=found[:, 0],
        high=found[:, 1],
        p=p,
        log_likelihood=float(profile.loglik_) + penalty,
    )


def null_log_likelihood(design: Floats, outcome: NDArray[np.int64], method: Method) -> float:
    """The log-likelihood of `fit` with every coefficient but the constant held at 0; twice the gain is compared with chi-square.

    For Firth the penalty is that of the whole design at this point, as in R's `logistf::logistftest`.
    """
    from scipy.optimize import minimize_scalar
    from scipy.special import xlog1py, xlogy

    n, events = len(outcome), int(outcome.sum())
    standard = _standard(design)
    full = np.column_stack([np.ones(n), standard.design])
    logdet = float(np.linalg.slogdet(full.T @ full)[1]) + 2 * float(np.log(standard.size).sum())

    def value(p: float) -> float:
        plain = float(xlogy(events, p) + xlog1py(n - events, -p))
        return plain if method == "ml" else plain + 0.5 * (logdet + full.shape[1] * float(np.log(p * (1 - p))))

    if method == "ml":
        return value(events / n)
    return -float(minimize_scalar(lambda p: -value(p), bounds=(1e-9, 1 - 1e-9), method="bounded", options={"xatol": 1e-12}).fun)


def _constant_first(columns: int) -> list[int]:
    """firthmodels puts the constant last."""
    return [columns, *range(columns)]


def _penalised(design: Floats, outcome: NDArray[np.int64], weight: float, tolerance: float) -> Any:
    from firthmodels import FirthLogisticRegression

    model = FirthLogisticRegression(backend="numpy", max_iter=_ITERATIONS, gtol=tolerance, xtol=tolerance, penalty_weight=weight)
    return model.fit(design, outcome)


def _estimate(model: Any, design: Floats) -> tuple[Floats, Floats]:
    """Coefficients with the constant first, and the inverse of Fisher's information X' diag(p (1 - p)) X."""
    coefficients = np.append(model.coef_, model.intercept_)[_constant_first(design.shape[1])]
    full = np.column_stack([np.ones(len(design)), design])
    p = probabilities(full, coefficients)
    covariance: Floats = np.asarray(np.linalg.inv((full * (p * (1 - p))[:, None]).T @ full), dtype=np.float64)
    return coefficients, covariance


def _maximum_likelihood(design: Floats, outcome: NDArray[np.int64]) -> tuple[Floats, Floats]:
    from statsmodels.api import Logit, add_constant

    found = Logit(outcome, add_constant(design, has_constant="add")).fit(disp=0, method="newton", maxiter=100, tol=1e-10)
    return np.asarray(found.params), np.asarray(found.cov_params())


def probabilities(full: Floats, coefficients: Floats) -> Floats:
    """1 / (1 + exp(-full @ coefficients)); full: the design with its constant."""
    from scipy.special import expit

    found: Floats = expit(full @ coefficients)
    return found


def average_effects(design: Floats, found: LogisticFit, groups: Sequence[Sequence[int] | None]) -> tuple[Floats, Floats]:
    """Average marginal effects: by how much the probability changes, on average over the people, and its standard error.

    Parameters
    ----------
    design
        As given to `fit`.
    found
        Its result.
    groups
        Of each column: the columns of the same question, all of them 0 or 1 (the effect is then that of this answer in place of
        the reference answer), or None for a number (the effect is then the slope, per unit).

    Returns
    -------
    (effects, errors), shape (k,), probabilities between -1 and 1; errors by the delta method.

    Notes
    -----
    In R: `marginaleffects::avg_slopes`; in statsmodels `get_margeff(dummy=True)`, which knows no questions of several columns.
    """
    full = np.column_stack([np.ones(len(design)), design])
    effects, gradients = [], []
    for column, group in enumerate(groups):
        if group is None:
            effect, gradient = _slope(full, found.coefficients, column + 1)
        else:
            with_answer, reference = full.copy(), full.copy()
            with_answer[:, [one + 1 for one in group]] = reference[:, [one + 1 for one in group]] = 0.0
            with_answer[:, column + 1] = 1.0
            p, q = (probabilities(side, found.coefficients) for side in (with_answer, reference))
            effect = float((p - q).mean())
            gradient = ((p * (1 - p))[:, None] * with_answer - (q * (1 - q))[:, None] * reference).mean(axis=0)
        effects.append(effect)
        gradients.append(gradient)
    slopes = np.array(gradients).reshape(len(effects), full.shape[1])
    errors: Floats = np.sqrt(np.einsum("ij,jk,ik->i", slopes, found.covariance, slopes))
    return np.array(effects), errors


def _slope(full: Floats, coefficients: Floats, column: int) -> tuple[float, Floats]:
    p = probabilities(full, coefficients)
    density = p * (1 - p)
    slope = coefficients[column]
    gradient: Floats = (slope * (density * (1 - 2 * p))[:, None] * full).mean(axis=0)
    gradient[column] += density.mean()
    return float(slope * density.mean()), gradient
