"""LightGBM and scikit-learn on a table: every setting of a grid, on folds that they are given.

    python quality_tables.py DATA.json

DATA.json has `columns` (name and type), `rows`, `labels`, `folds` (the rows that each fold is tested on) and
`settings`. Prints one JSON object a line: family, setting and mean scores over the folds.
"""

import json
import sys
import warnings

import numpy as np
import pandas as pd
from lightgbm import LGBMClassifier
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.metrics import accuracy_score, log_loss, roc_auc_score

warnings.filterwarnings("ignore")


def frame_of(columns, rows):
    frame = pd.DataFrame(rows, columns=[column["name"] for column in columns])
    for column in columns:
        kind = "category" if column["type"] == "category" else "float64"
        frame[column["name"]] = frame[column["name"]].astype(kind)
    return frame


def codes_of(frame):
    """Categories as codes; one column holds at most 255 for scikit-learn, the commonest."""
    coded = frame.copy()
    for name in frame.select_dtypes("category"):
        common = list(frame[name].value_counts().index[:254])
        coded[name] = pd.Categorical(frame[name], categories=common).codes.astype("float64")
        coded.loc[coded[name] < 0, name] = np.nan
    return coded


def lightgbm(setting):
    return LGBMClassifier(
        n_estimators=setting["trees"], learning_rate=setting["rate"], num_leaves=setting["leaves"],
        reg_lambda=setting["l2"], n_jobs=1, verbose=-1,
    )


def hist_gradient_boosting(setting, categorical):
    return HistGradientBoostingClassifier(
        max_iter=setting["trees"], learning_rate=setting["rate"], max_leaf_nodes=setting["leaves"],
        l2_regularization=setting["l2"], categorical_features=categorical, early_stopping=False,
    )


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
    frame, labels = frame_of(data["columns"], data["rows"]), np.array(data["labels"])
    codes = codes_of(frame)
    filled = codes.fillna(codes.median())
    categorical = [column["name"] for column in data["columns"] if column["type"] == "category"] or None
    say = lambda s: f"{s['trees']} trees, rate {s['rate']}, {s['leaves']} leaves, L2 {s['l2']}"  # noqa: E731
    candidates = [
        *(("LightGBM", say(s), frame, lambda s=s: lightgbm(s)) for s in data["settings"]),
        *(
            ("scikit-learn HistGradientBoosting", say(s), codes, lambda s=s: hist_gradient_boosting(s, categorical))
            for s in data["settings"]
        ),
        ("scikit-learn RandomForest", "100 trees", filled, lambda: RandomForestClassifier(n_jobs=1, random_state=0)),
    ]
    for family, setting, X, make in candidates:
        found = []
        for test in data["folds"]:
            train = np.setdiff1d(np.arange(len(labels)), test)
            model = make().fit(X.iloc[train], labels[train])
            found.append(scores_of(labels[test], model.classes_, model.predict_proba(X.iloc[test])))
        mean = {key: float(np.mean([scores[key] for scores in found])) for key in found[0]}
        print(json.dumps({"family": family, "setting": setting, **mean}), flush=True)


main()
