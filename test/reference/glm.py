"""Reference numbers of Poisson and gamma regression: python glm.py > glm.json"""

import json

import numpy as np
from sklearn.linear_model import GammaRegressor, PoissonRegressor

random = np.random.default_rng(9)


def world(kind, n=150, d=5):
    X = np.round(random.normal(size=(n, d)) * (0.5 + np.arange(d) % 3), 3)
    X[random.uniform(size=(n, d)) < 0.3] = 0
    mean = np.exp(X @ (0.4 * random.normal(size=d) / (0.5 + np.arange(d) % 3)) + 1)
    y = random.poisson(mean).astype(float) if kind == "Poisson" else np.round(random.gamma(2, mean / 2) + 0.01, 4)
    return {"X": X.tolist(), "y": y.tolist(), "weights": np.round(random.uniform(0, 3, size=n), 2).tolist()}


cases = []
worlds = {kind: world(kind) for kind in ["Poisson", "Gamma"]}
for kind, Model in [("Poisson", PoissonRegressor), ("Gamma", GammaRegressor)]:
    X, y, weights = (np.array(worlds[kind][key]) for key in ["X", "y", "weights"])
    for weighted in [False, True]:
        for fit_intercept in [True, False]:
            for alpha in [0, 0.1, 1, 10]:
                model = Model(alpha=alpha, fit_intercept=fit_intercept, solver="newton-cholesky", tol=1e-12, max_iter=1000)
                model.fit(X, y, sample_weight=weights if weighted else None)
                cases.append(
                    {
                        "name": f"{kind} {alpha}{' with weights' if weighted else ''}{'' if fit_intercept else ' without intercept'}",
                        "kind": kind,
                        "weighted": weighted,
                        "options": {"alpha": alpha, "fitIntercept": fit_intercept},
                        "coef": model.coef_.tolist(),
                        "intercept": float(model.intercept_),
                    }
                )
print(json.dumps({"worlds": worlds, "cases": cases}))
