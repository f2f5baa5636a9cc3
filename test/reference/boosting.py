"""Writes boosting.json: the trees that scikit-learn 1.9's HistGradientBoostingClassifier grows on small synthetic data.

Of two splits that gain the same, each library takes one of its own. So that trees can be compared, a case is kept only
where weights that differ by some 1e-5 grow the same ones.

Each tree is compared split for split: its columns in the order of a walk that goes left first, and its leaves' answers.
Thresholds are not, for scikit-learn takes a row's number for one, and Slipway the middle between two. Gradients are of
32 bits there, so that answers differ from the seventh digit on.
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier

rng = np.random.default_rng(11)
worlds, cases = [], []


def world(name, units, y, weights=None):
    """Columns of whole numbers, which are divided by 1,024; −1 stands for a missing one."""
    worlds.append({"name": name, "columns": units.T.tolist(), "y": y.tolist(), "weights": weights})
    return np.where(units < 0, np.nan, units / 1024)


def label(z):
    return (rng.random(len(z)) < 1 / (1 + np.exp(-2 * z))).astype(int)


def walk(nodes, i=0):
    node = nodes[i]
    if node["is_leaf"]:
        return [], [round(float(node["value"]), 8)]
    (columns, leaves), (more, others) = walk(nodes, node["left"]), walk(nodes, node["right"])
    return [int(node["feature_idx"]), *columns, *more], leaves + others


def camel(name):
    head, *rest = name.split("_")
    return head + "".join(part.title() for part in rest)


def grow(X, options, weights):
    model = HistGradientBoostingClassifier(early_stopping=False, **options)
    model.fit(X, worlds[-1]["y"], sample_weight=weights)
    return model, [walk(tree.nodes) for of_round in model._predictors for tree in of_round]


def case(X, options):
    weights = worlds[-1]["weights"]
    model, trees = grow(X, options, weights)
    for _ in range(5):
        nearly = (weights or 1) * (1 + 1e-5 * rng.random(len(X)))
        if [columns for columns, _ in grow(X, options, nearly)[1]] != [columns for columns, _ in trees]:
            return print("left out:", worlds[-1]["name"], options)
    cases.append({
        "world": len(worlds) - 1, "options": {camel(k): v for k, v in options.items()},
        "trees": [{"columns": columns, "leaves": leaves} for columns, leaves in trees],
        "probabilities": np.round(model.predict_proba(X[:40]), 7).tolist(),
    })


settings = [
    {"max_iter": 2}, {"max_iter": 6, "max_depth": 3, "learning_rate": 0.3}, {"max_iter": 4, "max_bins": 32, "max_leaf_nodes": 15},
    {"max_iter": 6, "max_leaf_nodes": 7, "min_samples_leaf": 60, "l2_regularization": 3},
]

# A prime, so that no quantile falls between two rows.
n = 1999
many = rng.integers(0, 100_000, size=(n, 5))
U = many / 1e5 - 0.5
X = world("more different numbers than bins", many, label(4 * U[:, 0] + 20 * U[:, 1] * U[:, 2] + np.sin(9 * U[:, 3])))
for options in settings:
    case(X, options)

few = np.stack([rng.integers(0, 2, n) * rng.integers(0, 30, n), rng.integers(0, 200, n), rng.integers(0, 4, n)], 1)
gaps = np.where(rng.random(few.shape) < 0.2, -1, few)
z = np.where(gaps[:, 0] < 0, 1, gaps[:, 0] / 10 - 1) + np.where(gaps[:, 1] > 120, 1, -0.5) * (few[:, 2] - 1)
X = world("missing values, half of a column 0", gaps, label(z))
for options in settings:
    if "max_bins" not in options:
        case(X, options)

y = np.digitize(few[:, 0] / 10 + few[:, 1] / 70 + rng.normal(size=n), [1.5, 3.5])
X = world("three classes", few, y)
case(X, {"max_iter": 3, "max_leaf_nodes": 8, "min_samples_leaf": 50})
X = world("weights", few, (y > 0).astype(int), rng.integers(1, 5, n).tolist())
case(X, {"max_iter": 6, "max_leaf_nodes": 10})

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"sklearn": sklearn.__version__, "worlds": worlds, "cases": cases}, separators=(",", ":")))
print(len(cases), "cases,", path.stat().st_size, "bytes")
