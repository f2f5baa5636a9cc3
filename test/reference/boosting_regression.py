"""Writes boosting_regression.json: the trees that scikit-learn 1.9's HistGradientBoostingRegressor grows.

As boosting.py: a case is kept only where weights that differ by some 1e-5 grow the same trees, thresholds are not
compared, and gradients of 32 bits make answers differ from the seventh digit on. Weights are no whole numbers: where a
quantile's share of the weight is met exactly between two rows, scikit-learn takes the smaller, Slipway the mean.
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.ensemble import HistGradientBoostingRegressor

rng = np.random.default_rng(12)
worlds, cases = [], []
n = 1999


def world(name, units, y, weights=None):
    """Columns of whole numbers, which are divided by 1,024; −1 stands for a missing one."""
    y = np.round(y, 6)
    worlds.append({"name": name, "columns": units.T.tolist(), "y": y.tolist(), "weights": weights})
    return np.where(units < 0, np.nan, units / 1024)


def walk(nodes, i=0):
    node = nodes[i]
    if node["is_leaf"]:
        return [], [float(f"{node['value']:.9g}")]
    (columns, leaves), (more, others) = walk(nodes, node["left"]), walk(nodes, node["right"])
    return [int(node["feature_idx"]), *columns, *more], leaves + others


def camel(name):
    head, *rest = name.split("_")
    return head + "".join(part.title() for part in rest)


def grow(X, options, weights):
    model = HistGradientBoostingRegressor(early_stopping=False, **options)
    model.fit(X, worlds[-1]["y"], sample_weight=weights)
    return model, [walk(tree.nodes) for of_round in model._predictors for tree in of_round]


def case(X, options):
    weights = worlds[-1]["weights"]
    model, trees = grow(X, options, weights)
    for _ in range(5):
        nearly = (1 if weights is None else np.array(weights)) * (1 + 1e-5 * rng.random(len(X)))
        if [columns for columns, _ in grow(X, options, nearly)[1]] != [columns for columns, _ in trees]:
            return print("left out:", worlds[-1]["name"], options)
    given = {camel(k): camel(v) if k == "loss" else v for k, v in options.items()}
    cases.append({
        "world": len(worlds) - 1, "options": given,
        "trees": [{"columns": columns, "leaves": leaves} for columns, leaves in trees],
        "predictions": [float(f"{p:.9g}") for p in model.predict(X[:40])],
    })


losses = [
    {"loss": "squared_error"}, {"loss": "absolute_error"}, {"loss": "poisson"}, {"loss": "gamma"},
    {"loss": "quantile", "quantile": 0.9}, {"loss": "quantile", "quantile": 0.25},
]
settings = [
    {"max_iter": 3}, {"max_iter": 6, "max_depth": 3, "learning_rate": 0.3},
    {"max_iter": 6, "max_leaf_nodes": 7, "min_samples_leaf": 60, "l2_regularization": 3},
]

few_leaves = {"max_iter": 4, "max_leaf_nodes": 4, "min_samples_leaf": 150}

many = rng.integers(0, 100_000, size=(n, 5))
U = many / 1e5 - 0.5
z = 2 * U[:, 0] + 8 * U[:, 1] * U[:, 2] + np.sin(9 * U[:, 3])
X = world("more different numbers than bins", many, np.exp(0.5 * z + 0.3 * rng.normal(size=n)))
for loss in losses:
    # Gradients of two values make many splits gain nearly the same: few leaves have few of them.
    for options in [*settings[:2], few_leaves] if loss["loss"] in ("absolute_error", "quantile") else settings:
        case(X, {**loss, **options})

few = np.stack([rng.integers(0, 2, n) * rng.integers(0, 30, n), rng.integers(0, 200, n), rng.integers(0, 4, n)], 1)
gaps = np.where(rng.random(few.shape) < 0.2, -1, few)
z = np.where(gaps[:, 0] < 0, 1, gaps[:, 0] / 10 - 1) + np.where(gaps[:, 1] > 120, 1, -0.5) * (few[:, 2] - 1)
y = rng.gamma(2, np.exp(0.4 * z))
X = world("missing values, half of a column 0", gaps, y)
for loss in losses:
    case(X, {**loss, **(few_leaves if loss["loss"] in ("absolute_error", "quantile") else settings[1])})
X = world("weights", few, y, np.round(rng.uniform(0.2, 3, n), 4).tolist())
for loss in losses:
    case(X, {**loss, "max_iter": 5, "max_leaf_nodes": 9})
X = world("counts", few, rng.poisson(np.exp(0.4 * z)))
for options in settings:
    case(X, {"loss": "poisson", **options})

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"sklearn": sklearn.__version__, "worlds": worlds, "cases": cases}, separators=(",", ":")))
print(len(cases), "cases,", path.stat().st_size, "bytes")
