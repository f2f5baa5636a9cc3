"""Reference numbers of linear least squares: python least_squares.py > least_squares.json

By default scikit-learn drops singular values below 1e-6 of the largest, as of columns in very different units; here it
keeps them.
"""

import json

import numpy as np
from sklearn.linear_model import LinearRegression, Ridge

random = np.random.default_rng(11)


def world(n, d, noise=0.5):
    X = np.round(random.normal(size=(n, d)) * (1 + np.arange(d)) + 3, 3)
    w = np.round(random.normal(size=d), 3)
    y = np.round(X @ w + 7 + noise * random.normal(size=n), 3)
    return {"X": X.tolist(), "y": y.tolist(), "weights": np.round(random.uniform(0, 3, size=n), 2).tolist()}


def collinear():
    made = world(60, 5)
    X = np.array(made["X"])
    X[:, 3] = X[:, 0] + X[:, 1]
    X[:, 4] = 5
    return {**made, "X": np.round(X, 3).tolist()}


def years():
    """Nearly a second intercept, beside a small column."""
    made = world(80, 3)
    X = np.array(made["X"])
    X[:, 0] = 2000 + np.round(10 * random.uniform(size=80))
    X[:, 1] = np.round(random.normal(size=80) / 1000, 6)
    return {**made, "X": X.tolist()}


worlds = {"plain": world(120, 6), "wide": world(30, 40), "collinear": collinear(), "years": years()}
cases = []
for name, data in worlds.items():
    X, y = np.array(data["X"]), np.array(data["y"])
    for weighted in [False, True]:
        for fit_intercept in [True, False]:
            models = [("Ridge", Ridge(alpha=alpha, fit_intercept=fit_intercept, solver="svd"), {"alpha": alpha}) for alpha in [0.01, 1, 100]]
            models.append(("LinearRegression", LinearRegression(fit_intercept=fit_intercept, tol=1e-14), {}))
            for kind, model, options in models:
                model.fit(X, y, sample_weight=data["weights"] if weighted else None)
                cases.append(
                    {
                        "name": f"{kind} on {name}{' with weights' if weighted else ''}{'' if fit_intercept else ' without intercept'} {options.get('alpha', '')}".strip(),
                        "kind": kind,
                        "world": name,
                        "weighted": weighted,
                        "options": {**options, "fitIntercept": fit_intercept},
                        "coef": model.coef_.tolist(),
                        "intercept": float(model.intercept_),
                    }
                )
print(json.dumps({"worlds": worlds, "cases": cases}))
