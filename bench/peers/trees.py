"""LightGBM's and scikit-learn's trees at their work. One line of JSON in, one out.

    {"do": "load", "folder": …, "columns": …, "train": rows, "categories": [columns]}
                                                                 X as 64-bit floats, y as bytes; the rest is held back
    {"do": "fit", "name": …, "trees": …, "threads": …}           seconds, AUC on the rows held back, one row's microseconds
"""

import json
import pathlib
import sys
import time

import numpy as np
from lightgbm import LGBMClassifier
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.metrics import roc_auc_score
from threadpoolctl import threadpool_limits



def common_codes(X, train, categories):
    """At most 254 categories a column, the commonest, which is what scikit-learn's boosting takes; the others are gaps."""
    coded = X.copy()
    for column in categories:
        values, counts = np.unique(X[:train, column][~np.isnan(X[:train, column])], return_counts=True)
        common = np.sort(values[np.argsort(-counts, kind="stable")[:254]])
        places = np.searchsorted(common, X[:, column]).clip(max=len(common) - 1)
        coded[:, column] = np.where(common[places] == X[:, column], places, np.nan)
    return coded


makers = {
    "lightgbm": lambda trees, threads: LGBMClassifier(n_estimators=trees, n_jobs=threads, verbose=-1),
    "hist-gradient-boosting": lambda trees, _: HistGradientBoostingClassifier(
        max_iter=trees, early_stopping=False, categorical_features=categories or None
    ),
    "random-forest": lambda trees, threads: RandomForestClassifier(trees, n_jobs=threads, random_state=0),
}

for line in sys.stdin.buffer:
    command = json.loads(line)
    answer = {}
    if command["do"] == "load":
        folder = pathlib.Path(command["folder"])
        given = np.fromfile(folder / "X").reshape(-1, command["columns"])
        y = np.fromfile(folder / "y", dtype="u1")
        train, categories = command["train"], command["categories"]
        common = common_codes(given, train, categories) if categories else given
    else:
        model = makers[command["name"]](command["trees"], command["threads"])
        X = common if command["name"] == "hist-gradient-boosting" else given
        natively = {"categorical_feature": categories} if command["name"] == "lightgbm" and categories else {}
        with threadpool_limits(limits=command["threads"]):
            cpu, wall = time.process_time(), time.perf_counter()
            model.fit(X[:train], y[:train], **natively)
            answer = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
            answer["auc"] = roc_auc_score(y[train:], model.predict_proba(X[train:])[:, 1])
        with threadpool_limits(limits=1):
            # LightGBM's own booster: its scikit-learn wrapper costs more than its trees.
            ask = model.booster_.predict if hasattr(model, "booster_") else model.predict_proba
            if hasattr(model, "n_jobs"):
                model.n_jobs = 1
            rows = [X[train + i : train + i + 1] for i in range(20 if command["name"] == "random-forest" else 500)]
            cpu = time.process_time()
            for row in rows:
                ask(row)
            answer["oneRow"] = 1e6 * (time.process_time() - cpu) / len(rows)
    print(json.dumps(answer), flush=True)
