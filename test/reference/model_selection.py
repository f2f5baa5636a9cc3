"""Writes model_selection.json: scikit-learn 1.9's folds without shuffling, and what comes of them for naive Bayes on counts."""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.model_selection import (
    GridSearchCV, KFold, StratifiedKFold, cross_val_predict, cross_validate,
)
from sklearn.naive_bayes import MultinomialNB

rng = np.random.default_rng(11)

folds = []
for y, k in ((rng.integers(0, 2, 23), 5), (rng.choice([3, 1, 2], 40, p=[0.7, 0.2, 0.1]), 4), (np.array([1, 1, 1, 0, 0]), 3), (np.array([5, 5, 5, 5, 2]), 2)):
    folds.append({
        "y": y.tolist(), "k": k,
        "plain": [test.tolist() for _, test in KFold(k).split(y)],
        "stratified": [test.tolist() for _, test in StratifiedKFold(k).split(y, y)],
    })

n, d = 60, 6
y = rng.integers(0, 3, n)
X = rng.poisson(1 + 1.5 * (np.arange(d)[None, :] % 3 == y[:, None]))
names = np.array(["ant", "bee", "cat"])[y]
cv = StratifiedKFold(4)
scoring = ["accuracy", "balanced_accuracy", "f1_macro", "f1_weighted", "precision_macro", "recall_micro",
           "roc_auc_ovr", "roc_auc_ovo_weighted", "neg_log_loss", "neg_brier_score", "matthews_corrcoef"]
scores = cross_validate(MultinomialNB(), X, names, cv=cv, scoring=scoring, return_train_score=True)
two = y < 2
binary = ["f1", "precision", "recall", "roc_auc", "average_precision", "neg_log_loss", "neg_brier_score"]
binary_scores = cross_validate(MultinomialNB(), X[two], y[two], cv=cv, scoring=binary)
search = GridSearchCV(MultinomialNB(), {"alpha": [0.01, 1, 1.0, 20], "fit_prior": [True, False]}, scoring="neg_log_loss", cv=cv)
search.fit(X, names)

out = {
    "sklearn": sklearn.__version__, "folds": folds, "X": X.tolist(), "y": names.tolist(),
    "test": {s: scores[f"test_{s}"].tolist() for s in scoring},
    "train": {s: scores[f"train_{s}"].tolist() for s in scoring},
    "binary": {s: binary_scores[f"test_{s}"].tolist() for s in binary},
    "predicted": cross_val_predict(MultinomialNB(), X, names, cv=cv).tolist(),
    "probabilities": cross_val_predict(MultinomialNB(), X, names, cv=cv, method="predict_proba").tolist(),
    "search": {
        "mean": search.cv_results_["mean_test_score"].tolist(),
        "std": search.cv_results_["std_test_score"].tolist(),
        "rank": search.cv_results_["rank_test_score"].tolist(),
        "best": int(search.best_index_),
    },
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, separators=(",", ":")) + "\n", encoding="utf-8")
