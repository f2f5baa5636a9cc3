"""Reference numbers of the elastic net and the lasso: python elastic_net.py > elastic_net.json"""

import json

import numpy as np
from sklearn.linear_model import ElasticNet, Lasso

random = np.random.default_rng(5)


def world(n, d):
    X = np.round(random.normal(size=(n, d)) * (1 + np.arange(d) % 4) + 2, 3)
    X[random.uniform(size=(n, d)) < 0.3] = 0
    w = np.where(random.uniform(size=d) < 0.5, 0, np.round(random.normal(size=d), 3))
    y = np.round(X @ w + 3 + 0.5 * random.normal(size=n), 3)
    return {"X": X.tolist(), "y": y.tolist(), "weights": np.round(random.uniform(0, 3, size=n), 2).tolist()}


worlds = {"plain": world(100, 8), "wide": world(40, 60)}
cases = []
for name, data in worlds.items():
    X, y = np.array(data["X"]), np.array(data["y"])
    for weighted in [False, True]:
        for fit_intercept in [True, False]:
            for alpha, l1_ratio in [(0.1, 1), (0.5, 1), (0.1, 0.5), (1, 0.2)]:
                common = {"alpha": alpha, "fit_intercept": fit_intercept, "tol": 1e-15, "max_iter": 100_000}
                model = Lasso(**common) if l1_ratio == 1 else ElasticNet(l1_ratio=l1_ratio, **common)
                model.fit(X, y, sample_weight=data["weights"] if weighted else None)
                kind = type(model).__name__
                cases.append(
                    {
                        "name": f"{kind} {alpha}, {l1_ratio} on {name}{' with weights' if weighted else ''}{'' if fit_intercept else ' without intercept'}",
                        "kind": kind,
                        "world": name,
                        "weighted": weighted,
                        "options": {"alpha": alpha, "fitIntercept": fit_intercept, **({} if l1_ratio == 1 else {"l1Ratio": l1_ratio})},
                        "coef": model.coef_.tolist(),
                        "intercept": float(model.intercept_),
                    }
                )
print(json.dumps({"worlds": worlds, "cases": cases}))
