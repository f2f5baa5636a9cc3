"""Writes svm.json: the optima of scikit-learn 1.9's LinearSVC (liblinear) on small synthetic data, fitted until nothing
moves, with their objectives and decisions."""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.svm import LinearSVC

rng = np.random.default_rng(17)


def bag_of_words(n, d, classes):
    y = rng.integers(0, classes, n)
    counts = rng.poisson(0.08 + 0.4 * (np.arange(d) % (2 * classes) == y[:, None]))
    return (counts / np.maximum(1, np.linalg.norm(counts, axis=1))[:, None]).round(4), y


dense = rng.normal(size=(120, 5)).round(3)
noisy = (dense @ rng.normal(size=5) + rng.normal(size=120) > 0.8).astype(int)
triple = (dense @ rng.normal(size=(5, 3)) + rng.gumbel(size=(120, 3))).argmax(axis=1)
scaled = (dense * [1, 0.01, 10, 1, 3] + [0, 0, 5, 2, 0]).round(4)
words, topics = bag_of_words(140, 40, 4)
weights = rng.uniform(0, 3, 140).round(2)
weights[::9] = 0

worlds = {
    "dense": {"X": dense, "binary": noisy, "triple": triple},
    "scaled": {"X": scaled, "binary": noisy},
    "words": {"X": words, "binary": topics % 2, "topics": topics, "weights": weights},
}
cases = []


def case(name, world, y, weights=None, **options):
    X, labels = worlds[world]["X"], worlds[world][y]
    w = None if weights is None else worlds[world][weights]
    loss = options.get("loss", "squared_hinge")
    solver = {"dual": loss == "hinge", "tol": 1e-10 if loss == "squared_hinge" else 1e-9, "max_iter": 20_000_000}
    model = LinearSVC(**options, **solver, random_state=0).fit(X, labels, sample_weight=w)
    C = options.get("C", 1.0)
    row = np.ones(len(labels)) if w is None else w
    classes = model.classes_
    if options.get("class_weight") == "balanced":
        total = np.array([row[labels == c].sum() for c in classes])
        of_class = row.sum() / (len(classes) * total)
    else:
        of_class = np.array([(options.get("class_weight") or {}).get(int(c), 1) for c in classes])
    z = model.decision_function(X).reshape(len(labels), -1)
    objectives = []
    for k in range(z.shape[1]):
        positive = 1 if z.shape[1] == 1 else k
        sign = np.where(labels == classes[positive], 1, -1)
        rest = of_class[0] if z.shape[1] == 1 else 1
        cost = row * np.where(sign > 0, of_class[positive], rest)
        short = np.maximum(0, 1 - sign * z[:, k])
        lengths = (model.coef_[k] ** 2).sum()
        if options.get("fit_intercept", True):
            lengths += (model.intercept_[k] / options.get("intercept_scaling", 1)) ** 2
        objectives.append(lengths / 2 + C * (cost @ (short if loss == "hinge" else short**2)))
    camel = {
        "C": "C",
        "loss": "loss",
        "fit_intercept": "fitIntercept",
        "intercept_scaling": "interceptScaling",
        "class_weight": "classWeight",
    }
    cases.append(
        {
            "name": name,
            "world": world,
            "y": y,
            "weights": weights,
            "options": {camel[key]: value for key, value in options.items()},
            "objectives": objectives,
            "decisions": z[:30].round(6).tolist(),
        }
    )


for loss in ["squared_hinge", "hinge"]:
    case(f"{loss}", "dense", "binary", loss=loss)
    case(f"{loss}, weak", "dense", "binary", loss=loss, C=30.0)
    case(f"{loss}, three classes", "dense", "triple", loss=loss, C=0.3)
    case(f"{loss}, no intercept", "dense", "binary", loss=loss, fit_intercept=False)
    case(f"{loss}, intercept scaling", "dense", "binary", loss=loss, intercept_scaling=10.0)
    case(f"{loss}, balanced", "dense", "binary", loss=loss, class_weight="balanced")
    case(f"{loss}, three classes, weights by label", "dense", "triple", loss=loss, class_weight={0: 3, 1: 0.5, 2: 1})
    case(f"{loss}, columns of different scale", "scaled", "binary", loss=loss)
    case(f"{loss}, words", "words", "binary", loss=loss, C=4.0)
    case(f"{loss}, words, four classes", "words", "topics", loss=loss)
    case(f"{loss}, words, four classes, sample weights", "words", "topics", "weights", loss=loss)
    case(f"{loss}, words, sample weights, balanced", "words", "binary", "weights", loss=loss, class_weight="balanced")

out = {
    "sklearn": sklearn.__version__,
    "worlds": {
        name: {key: np.asarray(value).tolist() for key, value in world.items()} for name, world in worlds.items()
    },
    "cases": cases,
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, separators=(",", ":")))
