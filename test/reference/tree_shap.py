"""Writes tree_shap.json: what the `shap` package says of scikit-learn's trees, forests and boosting.

The trees are written too, so that the same ones are explained. Numbers are whole 64ths, which scikit-learn's 32 bits hold
exactly. `shap` computes in C++ with 64 bits. It is not among requirements.txt, for no test needs it: pip install
shap==0.51.0.
"""

import json
import pathlib

import numpy as np
import shap
import sklearn
from sklearn.ensemble import (
    ExtraTreesRegressor, HistGradientBoostingClassifier, HistGradientBoostingRegressor, RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

rng = np.random.default_rng(8)
n, d = 300, 5
X = np.round(rng.normal(size=(n, d)) * 2 * 64) / 64
number = np.round(3 * np.sin(X[:, 0]) + X[:, 1] * X[:, 2] + rng.normal(size=n), 3)
two = (number > 0).astype(int)
three = np.digitize(number, [-1.5, 1.5])
weights = rng.integers(1, 4, n).astype(float)
cases = []


def plain(tree):
    return {
        "left": tree.children_left.tolist(), "right": tree.children_right.tolist(), "feature": tree.feature.tolist(),
        "threshold": tree.threshold.tolist(), "value": tree.value[:, 0, :].tolist(),
        "cover": tree.weighted_n_node_samples.tolist(),
    }


def boosted(nodes):
    leaf = nodes["is_leaf"].astype(bool)
    return {
        "left": np.where(leaf, -1, nodes["left"].astype(int)).tolist(),
        "right": np.where(leaf, -1, nodes["right"].astype(int)).tolist(),
        "feature": np.where(leaf, -2, nodes["feature_idx"].astype(int)).tolist(),
        "threshold": np.where(leaf, 0, nodes["num_threshold"]).tolist(), "value": nodes["value"][:, None].tolist(),
        "cover": nodes["count"].astype(int).tolist(),
    }


def case(name, model, y, sample_weight=None):
    model.fit(X, y, sample_weight=sample_weight)
    if hasattr(model, "_predictors"):
        trees = [boosted(tree.nodes) for of_round in model._predictors for tree in of_round]
        scale, baseline = 1, np.ravel(model._baseline_prediction).tolist()
    else:
        found = [model.tree_] if hasattr(model, "tree_") else [tree.tree_ for tree in model.estimators_]
        trees, scale, baseline = [plain(tree) for tree in found], 1 / len(found), None
    explainer = shap.TreeExplainer(model, feature_perturbation="tree_path_dependent")
    values = np.asarray(explainer.shap_values(X[:8], check_additivity=False))
    if values.ndim == 2:
        values = values[:, :, None]
    cases.append({
        "name": name, "trees": trees, "scale": scale, "baseline": baseline, "values": values.tolist(),
        "expected": np.ravel(explainer.expected_value).tolist(),
    })


case("a regression tree", DecisionTreeRegressor(random_state=0), number)
case("a tree of three classes", DecisionTreeClassifier(random_state=0, min_samples_leaf=4), three, weights)
case("a forest of numbers", RandomForestRegressor(4, random_state=0, min_samples_leaf=3), number)
case("extremely randomised trees", ExtraTreesRegressor(3, random_state=0, max_depth=6), number, weights)
case("a forest of two classes", RandomForestClassifier(4, random_state=0, min_samples_leaf=3), two)
case("boosting of numbers", HistGradientBoostingRegressor(max_iter=6, max_leaf_nodes=12), number)
case("boosting of two classes", HistGradientBoostingClassifier(max_iter=6, max_leaf_nodes=12), two)

path = pathlib.Path(__file__).with_suffix(".json")
versions = {"sklearn": sklearn.__version__, "shap": shap.__version__}
path.write_text(json.dumps({**versions, "X": X[:8].tolist(), "cases": cases}, separators=(",", ":")))
print(len(cases), "cases,", path.stat().st_size, "bytes")
