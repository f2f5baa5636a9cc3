"""Writes tree.json: scikit-learn 1.9's classification trees on small synthetic data.

Where two splits are equally good, scikit-learn takes the one that its random generator comes to first. So that a tree
can be compared node for node, a case is kept only where twenty seeds grow the same one.
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.tree import DecisionTreeClassifier

rng = np.random.default_rng(5)
worlds, cases = [], []


def world(name, X, y):
    # Whole 64ths are the same number in 32 bits, which scikit-learn computes with, and in 64.
    X = np.round(X * 64) / 64
    w = rng.integers(0, 4, len(y)).astype(float)
    worlds.append({"name": name, "X": X.tolist(), "y": y.tolist(), "weights": w.tolist()})
    return X, y, w


def blobs(n, d, classes, noise):
    centres = rng.normal(size=(classes, d)) * 1.5
    y = np.concatenate([np.arange(classes), rng.integers(0, classes, n - classes)])
    return centres[y] + rng.normal(size=(n, d)) * noise, y


def structure(tree):
    return [tree.feature.tolist(), tree.threshold.tolist(), tree.children_left.tolist(), tree.children_right.tolist()]


def camel(name):
    head, *rest = name.split("_")
    return head + "".join(part.title() for part in rest)


def case(index, X, y, w, options):
    fitted = [DecisionTreeClassifier(random_state=seed, **options).fit(X, y, sample_weight=w) for seed in range(20)]
    if any(structure(one.tree_) != structure(fitted[0].tree_) for one in fitted):
        return
    tree = fitted[0].tree_
    cases.append({
        "world": index, "options": {camel(k): v for k, v in options.items()}, "weighted": w is not None,
        "feature": tree.feature.tolist(), "threshold": tree.threshold.tolist(),
        "left": tree.children_left.tolist(), "right": tree.children_right.tolist(),
        "value": np.round(tree.value[:, 0, :], 15).tolist(), "importances": fitted[0].feature_importances_.tolist(),
    })


made = [
    world("one column, two classes", *blobs(80, 1, 2, 1.5)),
    world("one column, four classes", *blobs(90, 1, 4, 1.0)),
    world("five columns, two classes", *blobs(200, 5, 2, 2.0)),
    world("six columns, three classes", *blobs(250, 6, 3, 1.5)),
    world("eight columns, five classes", *blobs(300, 8, 5, 1.8)),
    world("half of the entries are 0", *(lambda X, y: (X * (rng.random(X.shape) < 0.5), y))(*blobs(200, 5, 3, 1.0))),
]
settings = [
    {}, {"max_depth": 1}, {"max_depth": 3}, {"max_depth": 4, "min_samples_leaf": 5}, {"min_samples_split": 40},
    {"min_samples_leaf": 10}, {"min_samples_leaf": 20}, {"max_leaf_nodes": 6}, {"max_leaf_nodes": 12, "min_samples_leaf": 4},
    {"min_samples_leaf": 8, "class_weight": "balanced"},
]
for index, (X, y, w) in enumerate(made):
    for options in settings:
        for criterion in ("gini", "entropy"):
            # There, balanced classes do not look at the rows' weights; here they do, as everywhere in the library.
            for weights in (None,) if "class_weight" in options else (None, w):
                case(index, X, y, weights, {"criterion": criterion, **options})

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"sklearn": sklearn.__version__, "worlds": worlds, "cases": cases}, separators=(",", ":")))
print(len(cases), "cases,", path.stat().st_size, "bytes,", [sum(c["world"] == i for c in cases) for i in range(len(made))])
