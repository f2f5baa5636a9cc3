"""LightGBM's and scikit-learn's trees at their work. One line of JSON in, one out.

    {"do": "load", "folder": …, "columns": …, "train": rows, "categories": [columns], "numbers": whether}
                                     X as 64-bit floats, y as bytes, or 64-bit floats where they are numbers; the rest is held back
    {"do": "fit", "name": …, "trees": …, "threads": …}
                                     seconds, AUC or R² on the rows held back, one row's microseconds
    {"do": "explain", "rows": …, "threads": …}                   seconds for the contributions to some rows, of what was fitted last
"""

import json
import pathlib
import sys
import time

import numpy as np
from lightgbm import LGBMClassifier, LGBMRegressor
from sklearn.ensemble import (
    HistGradientBoostingClassifier, HistGradientBoostingRegressor, RandomForestClassifier, RandomForestRegressor,
)
from sklearn.metrics import r2_score, roc_auc_score
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
    "lightgbm-regression": lambda trees, threads: LGBMRegressor(n_estimators=trees, n_jobs=threads, verbose=-1),
    "lightgbm-quantile": lambda trees, threads: LGBMRegressor(
        n_estimators=trees, n_jobs=threads, verbose=-1, objective="quantile", alpha=0.9
    ),
    "hist-gradient-boosting-regression": lambda trees, _: HistGradientBoostingRegressor(
        max_iter=trees, early_stopping=False
    ),
    "hist-gradient-boosting-quantile": lambda trees, _: HistGradientBoostingRegressor(
        max_iter=trees, early_stopping=False, loss="quantile", quantile=0.9
    ),
    "random-forest-regression": lambda trees, threads: RandomForestRegressor(trees, n_jobs=threads, random_state=0),
    "random-forest": lambda trees, threads: RandomForestClassifier(trees, n_jobs=threads, random_state=0),
}

for line in sys.stdin.buffer:
    command = json.loads(line)
    answer = {}
    if command["do"] == "load":
        folder = pathlib.Path(command["folder"])
        given = np.fromfile(folder / "X").reshape(-1, command["columns"])
        numbers = command["numbers"]
        y = np.fromfile(folder / "y", dtype="f8" if numbers else "u1")
        train, categories = command["train"], command["categories"]
        common = common_codes(given, train, categories) if categories else given
    elif command["do"] == "explain":
        with threadpool_limits(limits=command["threads"]):
            wall = time.perf_counter()
            given = X[train : train + command["rows"]]
            sums = model.booster_.predict(given, pred_contrib=True, num_threads=command["threads"]).sum(axis=1)
            answer = {"wall": time.perf_counter() - wall}
            answer["apart"] = float(np.abs(sums - model.booster_.predict(given, raw_score=True)).max())
    else:
        model = makers[command["name"]](command["trees"], command["threads"])
        X = common if command["name"] == "hist-gradient-boosting" else given
        natively = {"categorical_feature": categories} if command["name"] == "lightgbm" and categories else {}
        with threadpool_limits(limits=command["threads"]):
            cpu, wall = time.process_time(), time.perf_counter()
            model.fit(X[:train], y[:train], **natively)
            answer = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
            if numbers:
                answer["auc"] = r2_score(y[train:], model.predict(X[train:]))
            else:
                answer["auc"] = roc_auc_score(y[train:], model.predict_proba(X[train:])[:, 1])
        with threadpool_limits(limits=1):
            # LightGBM's own booster: its scikit-learn wrapper costs more than its trees.
            own = model.predict if numbers else getattr(model, "predict_proba", None)
            ask = model.booster_.predict if hasattr(model, "booster_") else own
            if hasattr(model, "n_jobs"):
                model.n_jobs = 1
            rows = [X[train + i : train + i + 1] for i in range(20 if command["name"].startswith("random-forest") else 500)]
            cpu = time.process_time()
            for row in rows:
                ask(row)
            answer["oneRow"] = 1e6 * (time.process_time() - cpu) / len(rows)
    print(json.dumps(answer), flush=True)
