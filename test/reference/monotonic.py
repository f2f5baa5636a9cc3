"""Writes monotonic.json: the trees that scikit-learn 1.9's boosting grows under monotone constraints.

As boosting.py: a case is kept only where weights that differ by some 1e-5 grow the same trees.
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

rng = np.random.default_rng(14)
n = 1499
X = rng.integers(0, 200, size=(n, 4)) / 256
X[rng.random(X.shape) < 0.08] = np.nan
F = np.nan_to_num(X, nan=0.4)
y = np.round(2 * F[:, 0] - F[:, 1] + 0.6 * np.sin(14 * F[:, 0]) + F[:, 2] * F[:, 3] + rng.normal(size=n) * 0.4, 4)
y -= np.round(np.median(y), 4)
y = np.round(y, 4)
cases = []


def walk(nodes, i=0):
    node = nodes[i]
    if node["is_leaf"]:
        return [], [float(f"{node['value']:.9g}")]
    (columns, leaves), (more, others) = walk(nodes, node["left"]), walk(nodes, node["right"])
    return [int(node["feature_idx"]), *columns, *more], leaves + others


def camel(name):
    head, *rest = name.split("_")
    return head + "".join(part.title() for part in rest)


def grow(Model, options, weights=None):
    target = (y > 0).astype(int) if Model is HistGradientBoostingClassifier else y
    model = Model(early_stopping=False, **options).fit(X, target, sample_weight=weights)
    return [walk(tree.nodes) for of_round in model._predictors for tree in of_round]


for Model in (HistGradientBoostingClassifier, HistGradientBoostingRegressor):
    for directions in ([1, -1, 0, 0], [1, -1, 1, 1], [-1, 0, 0, 1]):
        for options in ({"max_iter": 3, "max_leaf_nodes": 8, "min_samples_leaf": 40}, {"max_iter": 5, "max_depth": 3}):
            options = {"monotonic_cst": directions, **options}
            trees = grow(Model, options)
            nearly = [grow(Model, options, 1 + 1e-5 * rng.random(n)) for _ in range(5)]
            if any([c for c, _ in other] != [c for c, _ in trees] for other in nearly):
                print("left out:", Model.__name__, options)
                continue
            cases.append({
                "options": {camel(k): v for k, v in options.items()}, "isClassifier": Model is HistGradientBoostingClassifier,
                "trees": [{"columns": columns, "leaves": leaves} for columns, leaves in trees],
            })

path = pathlib.Path(__file__).with_suffix(".json")
given = {"X": [[None if np.isnan(x) else x for x in row] for row in X.tolist()], "y": y.tolist()}
path.write_text(json.dumps({"sklearn": sklearn.__version__, **given, "cases": cases}, separators=(",", ":")))
print(len(cases), "cases,", path.stat().st_size, "bytes")
