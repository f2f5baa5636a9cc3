"""Writes bayes.json: what scikit-learn 1.9's naive Bayes models learn and answer on small synthetic data."""

import json
import pathlib
import warnings

import numpy as np
import sklearn
from sklearn.datasets import load_iris
from sklearn.naive_bayes import BernoulliNB, ComplementNB, GaussianNB, MultinomialNB

warnings.simplefilter("ignore")
rng = np.random.default_rng(3)


def counts(classes, n, d):
    y = np.concatenate([np.arange(classes), rng.integers(0, classes, n - classes)])
    X = rng.poisson(0.4 + 2.0 * (np.arange(d)[None, :] % classes == y[:, None]) * rng.integers(0, 2, (n, d)))
    X[:, -1] = 0
    return X.astype(float), y


def camel(name):
    head, *rest = name.split("_")
    return head + "".join(part.title() for part in rest)


worlds, cases = [], []


def world(X, y, names=None, weighted=True):
    labels = y.tolist() if names is None else [names[i] for i in y]
    w = rng.uniform(0.1, 3, len(y)).round(2) if weighted else None
    if w is not None:
        w[len(set(labels))::7] = 0
    worlds.append({"X": X.tolist(), "y": labels, "weights": None if w is None else w.tolist()})
    return len(worlds) - 1, X, labels, w


def case(kind, options, index, X, labels, w, asked):
    model = globals()[kind](**options).fit(X, labels, sample_weight=w)
    learned = {}
    for name in ("class_log_prior_", "feature_log_prob_", "class_prior_", "theta_", "var_"):
        if hasattr(model, name):
            learned[camel(name.strip("_")).replace("var", "variance")] = getattr(model, name).ravel().tolist()
    cases.append({
        "kind": kind, "options": {camel(k): v for k, v in options.items()}, "world": index, "weighted": w is not None,
        "learned": learned, "asked": asked.tolist(), "predicted": model.predict(asked).tolist(),
        "joint": model.predict_joint_log_proba(asked).ravel().tolist(),
        "probabilities": model.predict_proba(asked).ravel().tolist(),
    })


for classes, n, d, names in ((2, 30, 7, ["neg", "pos"]), (3, 40, 9, None), (5, 50, 6, ["a", "B", "é", "😀", "！"])):
    index, X, labels, w = world(*counts(classes, n, d), names)
    asked = np.vstack([X[:6], np.zeros(d), 10.0 + 3 * np.arange(d), rng.uniform(0, 2, (2, d)).round(3)])
    prior = [round(0.1 + 0.8 * k / classes, 3) for k in range(classes)]
    for weights in (None, w):
        for kind in ("MultinomialNB", "ComplementNB", "BernoulliNB"):
            case(kind, {}, index, X, labels, weights, asked)
        case("MultinomialNB", {"alpha": 0.05, "fit_prior": False}, index, X, labels, weights, asked)
        case("MultinomialNB", {"alpha": 3.5, "class_prior": prior}, index, X, labels, weights, asked)
        case("ComplementNB", {"alpha": 0.3, "norm": True}, index, X, labels, weights, asked)
        case("BernoulliNB", {"alpha": 0.2, "binarize": 1.5, "fit_prior": False}, index, X, labels, weights, asked)

iris = load_iris()
rows = np.arange(0, 150, 3)
index, X, labels, w = world(iris.data[rows], iris.target[rows], list(iris.target_names))
asked = np.vstack([iris.data[1::25], [[0, 0, 0, 0], [9, 9, 9, 9]]])
for weights in (None, w):
    case("GaussianNB", {}, index, X, labels, weights, asked)
    case("GaussianNB", {"priors": [0.2, 0.5, 0.3], "var_smoothing": 0.01}, index, X, labels, weights, asked)

path = pathlib.Path(__file__).with_suffix(".json")
out = {"sklearn": sklearn.__version__, "worlds": worlds, "cases": cases}
path.write_text(json.dumps(out, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
