"""LightGBM, XGBoost and scikit-learn on a table: every setting of a grid, on folds that they are given.

    python quality_tables.py DATA.json

DATA.json has `columns` (name and type), `rows`, `labels`, `folds` (the rows that each fold is tested on), `grid` and
`forestSeeds`. Prints one JSON object a line: family, setting and its scores, fold by fold. Without XGBoost the others
do without it.
"""

import json
import sys
import warnings

import numpy as np
import pandas as pd
from joblib import Parallel, delayed
from lightgbm import LGBMClassifier
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.metrics import accuracy_score, log_loss, roc_auc_score

try:
    from xgboost import XGBClassifier
except ImportError:
    XGBClassifier = None

warnings.filterwarnings("ignore")


def frame_of(columns, rows):
    frame = pd.DataFrame(rows, columns=[column["name"] for column in columns])
    for column in columns:
        kind = "category" if column["type"] == "category" else "float64"
        frame[column["name"]] = frame[column["name"]].astype(kind)
    return frame


def common_codes(frame):
    """Categories as codes, for scikit-learn's boosting: 255 a column at most, so the commonest."""
    coded = frame.copy()
    for name in frame.select_dtypes("category"):
        common = list(frame[name].value_counts().index[:254])
        coded[name] = pd.Categorical(frame[name], categories=common).codes.astype("float64")
        coded.loc[coded[name] < 0, name] = np.nan
    return coded


def all_codes(frame):
    """Categories as codes in the order of the alphabet, -1 for a gap."""
    coded = frame.copy()
    for name in frame.select_dtypes("category"):
        coded[name] = frame[name].cat.codes.astype("float64")
    return coded


def lightgbm(setting):
    return LGBMClassifier(
        n_estimators=setting["trees"], learning_rate=setting["rate"], num_leaves=setting["leaves"],
        min_child_samples=setting["leafRows"], reg_lambda=setting["l2"], n_jobs=1, verbose=-1,
    )


def xgboost(setting):
    """Grown leaf by leaf, as the others are."""
    return XGBClassifier(
        n_estimators=setting["trees"], learning_rate=setting["rate"], max_leaves=setting["leaves"], max_depth=0,
        grow_policy="lossguide", tree_method="hist", reg_lambda=setting["l2"], enable_categorical=True, n_jobs=1,
    )


def hist_gradient_boosting(setting, categorical):
    return HistGradientBoostingClassifier(
        max_iter=setting["trees"], learning_rate=setting["rate"], max_leaf_nodes=setting["leaves"],
        min_samples_leaf=setting["leafRows"], l2_regularization=setting["l2"], categorical_features=categorical,
        early_stopping=False,
    )


def random_forest(setting, seed):
    return RandomForestClassifier(
        n_estimators=setting["trees"], min_samples_leaf=setting["leafRows"], n_jobs=1, random_state=seed,
    )


def families_of(setting, data):
    """Family, which table it is given, and what makes its estimators, one a seed."""
    categorical = [column["name"] for column in data["columns"] if column["type"] == "category"] or None
    if setting["of"] == "forest":
        seeds = range(data["forestSeeds"])
        yield "scikit-learn RandomForest", "filled", [random_forest(setting, seed) for seed in seeds]
        return
    yield "LightGBM", "frame", [lightgbm(setting)]
    if XGBClassifier:
        yield "XGBoost", "frame", [xgboost(setting)]
    yield "scikit-learn HistGradientBoosting", "common", [hist_gradient_boosting(setting, categorical)]


def scores_on(estimators, X, labels, test, fill):
    train = np.setdiff1d(np.arange(len(labels)), test)
    if fill:
        X = X.fillna(X.iloc[train].median())
    found = []
    for estimator in estimators:
        model = estimator.fit(X.iloc[train], labels[train])
        probabilities = np.asarray(model.predict_proba(X.iloc[test]), dtype="float64")
        probabilities /= probabilities.sum(axis=1, keepdims=True)
        found.append(scores_of(labels[test], model.classes_, probabilities))
    return {key: float(np.mean([scores[key] for scores in found])) for key in found[0]}


def scores_of(labels, classes, probabilities):
    binary = len(classes) == 2
    shares = probabilities[:, 1] if binary else probabilities
    return {
        "roc_auc": roc_auc_score(labels, shares, multi_class="raise" if binary else "ovr"),
        "log_loss": log_loss(labels, probabilities, labels=classes),
        "accuracy": accuracy_score(labels, classes[probabilities.argmax(axis=1)]),
    }


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        data = json.load(file)
    frame = frame_of(data["columns"], data["rows"])
    tables = {"frame": frame, "common": common_codes(frame), "filled": all_codes(frame)}
    # XGBoost takes classes as whole numbers only.
    labels = np.unique(data["labels"], return_inverse=True)[1]
    candidates = [
        (family, setting["name"], table, estimators)
        for setting in data["grid"]
        for family, table, estimators in families_of(setting, data)
    ]
    found = Parallel(n_jobs=-1)(
        delayed(scores_on)(estimators, tables[table], labels, test, table == "filled")
        for _, _, table, estimators in candidates
        for test in data["folds"]
    )
    for i, (family, setting, _, _) in enumerate(candidates):
        own = found[i * len(data["folds"]):(i + 1) * len(data["folds"])]
        scores = {key: [one[key] for one in own] for key in own[0]}
        print(json.dumps({"family": family, "setting": setting, "scores": scores}), flush=True)


main()
