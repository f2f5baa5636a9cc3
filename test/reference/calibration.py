"""Writes calibration.json: what scikit-learn 1.9's calibrators learn from small synthetic data."""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.calibration import CalibratedClassifierCV, _SigmoidCalibration
from sklearn.frozen import FrozenEstimator
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.naive_bayes import GaussianNB, MultinomialNB

rng = np.random.default_rng(5)


def pairs(name, values, targets, weights=None):
    sigmoid = _SigmoidCalibration().fit(values, targets, weights)
    isotonic = IsotonicRegression(out_of_bounds="clip").fit(values, targets, sample_weight=weights)
    asked = np.linspace(values.min() - 1, values.max() + 1, 25)
    return {
        "name": name,
        "values": values.tolist(),
        "targets": targets.tolist(),
        "weights": None if weights is None else weights.tolist(),
        "asked": asked.tolist(),
        "sigmoid": sigmoid.predict(asked).tolist(),
        "isotonic": isotonic.predict(asked).tolist(),
        "thresholds": [isotonic.X_thresholds_.tolist(), isotonic.y_thresholds_.tolist()],
    }


v = rng.normal(size=80).round(3)
t = (rng.uniform(size=80) < 1 / (1 + np.exp(-2 * v + 0.5))).astype(int)
ties = v.round(0)
w = rng.uniform(0, 2, 80).round(2)
w[::7] = 0
one = np.full(6, 0.25)

alone = [
    pairs("decisions", v, t),
    pairs("decisions with weights", v, t, w),
    pairs("few different values", ties, t),
    pairs("large values", (v * 500).round(1), t),
    pairs("probabilities", (1 / (1 + np.exp(-3 * v))).round(4), t, w),
    pairs("values that speak against the class", -v, t),
    pairs("separated", v, (v > 0.2).astype(int)),
    pairs("one value only", one, np.array([0, 1, 1, 0, 1, 0])),
]

counts = rng.poisson(0.6 + 1.2 * (np.arange(9) % 3 == rng.integers(0, 3, 150)[:, None]))
counts = counts.astype(float)
labels3 = np.array([row.reshape(3, 3).sum(axis=0).argmax() if rng.uniform() < 0.8 else rng.integers(3) for row in counts])
labels2 = (labels3 > 0).astype(int)
row_weights = rng.uniform(0.2, 2, 150).round(2)
estimators = {
    "LogisticRegression": LogisticRegression(solver="newton-cholesky", tol=1e-12, max_iter=1000),
    "MultinomialNB": MultinomialNB(),
    "GaussianNB": GaussianNB(),
}

whole = []
for name, estimator in estimators.items():
    for y, labels in (("labels2", labels2), ("labels3", labels3)):
        for method in ("sigmoid", "isotonic"):
            for ensemble in (True, False, "prefit"):
                for weighted in (False, True):
                    if weighted and (method == "isotonic" or name == "GaussianNB"):
                        continue
                    w = row_weights if weighted else None
                    if ensemble == "prefit":
                        fitted = FrozenEstimator(estimator.fit(counts[:75], labels[:75]))
                        model = CalibratedClassifierCV(fitted, method=method)
                        model.fit(counts[75:], labels[75:], sample_weight=None if w is None else w[75:])
                    else:
                        model = CalibratedClassifierCV(estimator, method=method, cv=StratifiedKFold(4), ensemble=ensemble)
                        model.fit(counts, labels, sample_weight=w)
                    whole.append(
                        {
                            "estimator": name,
                            "y": y,
                            "method": method,
                            "ensemble": ensemble,
                            "weighted": weighted,
                            "probabilities": model.predict_proba(counts[:40]).round(9).tolist(),
                        }
                    )

out = {
    "sklearn": sklearn.__version__,
    "pairs": alone,
    "X": counts.tolist(),
    "labels2": labels2.tolist(),
    "labels3": labels3.tolist(),
    "weights": row_weights.tolist(),
    "classifiers": whole,
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, separators=(",", ":")))
