"""Writes tree_regression.json: scikit-learn 1.9's regression trees on small synthetic data.

As tree.py: a case is kept only where twenty seeds grow the same tree.
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.tree import DecisionTreeRegressor

rng = np.random.default_rng(6)
worlds, cases = [], []


def world(name, X, y):
    # Whole 64ths are the same number in 32 bits, which scikit-learn computes with, and in 64.
    X = np.round(X * 64) / 64
    y = np.round(y, 4)
    w = rng.integers(0, 4, len(y)).astype(float)
    worlds.append({"name": name, "X": X.tolist(), "y": y.tolist(), "weights": w.tolist()})
    return X, y, w


def waves(n, d, noise):
    X = rng.normal(size=(n, d)) * 1.5
    return X, np.sin(X[:, 0] * 2) + X[:, -1] ** 2 / 3 + 100 + noise * rng.normal(size=n)


def structure(tree):
    return [tree.feature.tolist(), tree.threshold.tolist(), tree.children_left.tolist(), tree.children_right.tolist()]


def camel(name):
    head, *rest = name.split("_")
    return head + "".join(part.title() for part in rest)


def case(index, X, y, w, options):
    fitted = [DecisionTreeRegressor(random_state=seed, **options).fit(X, y, sample_weight=w) for seed in range(20)]
    if any(structure(one.tree_) != structure(fitted[0].tree_) for one in fitted):
        return
    tree = fitted[0].tree_
    cases.append({
        "world": index, "options": {camel(k): v for k, v in options.items()}, "weighted": w is not None,
        "feature": tree.feature.tolist(), "threshold": tree.threshold.tolist(),
        "left": tree.children_left.tolist(), "right": tree.children_right.tolist(),
        "value": np.round(tree.value[:, 0, :], 12).tolist(), "importances": fitted[0].feature_importances_.tolist(),
    })


made = [
    world("one column", *waves(80, 1, 0.3)),
    world("five columns", *waves(200, 5, 0.5)),
    world("half of the entries are 0", *(lambda X, y: (X * (rng.random(X.shape) < 0.5), y))(*waves(200, 4, 0.3))),
    world("counts", *(lambda X, y: (X, rng.poisson(np.exp(y - 100)).astype(float)))(*waves(250, 4, 0.1))),
]
settings = [
    {}, {"max_depth": 1}, {"max_depth": 3}, {"max_depth": 5, "min_samples_leaf": 5}, {"min_samples_split": 40},
    {"min_samples_leaf": 10}, {"max_leaf_nodes": 6}, {"max_leaf_nodes": 15, "min_samples_leaf": 4},
]
for index, (X, y, w) in enumerate(made):
    for options in settings:
        for weights in (None, w):
            case(index, X, y, weights, options)

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"sklearn": sklearn.__version__, "worlds": worlds, "cases": cases}, separators=(",", ":")))
print(len(cases), "cases,", path.stat().st_size, "bytes,", [sum(c["world"] == i for c in cases) for i in range(len(made))])
