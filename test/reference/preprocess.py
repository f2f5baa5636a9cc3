"""Numbers of scikit-learn's scalers, imputer and encoders. Writes preprocess.json.

python3 preprocess.py    (scikit-learn 1.9)
"""

import json
from pathlib import Path

import numpy as np
from sklearn.datasets import load_wine
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder, StandardScaler

rng = np.random.default_rng(4)
X = load_wine().data[::6, :5].copy()
X = np.hstack([X, np.full((len(X), 1), 3.3), X[:, :1] * 1e9 + 1e12])
X[rng.random(X.shape) < 0.15] = np.nan
seen = X[:20]

words = np.array(["red", "green", "blue", "Ä", "a", "z", None], dtype=object)
train = np.column_stack([
    rng.choice(words, 40, p=[0.3, 0.3, 0.2, 0.05, 0.05, 0.02, 0.08]),
    rng.choice(np.array(["x", "y"], dtype=object), 40),
])
asked = np.array([["red", "x"], ["a", "y"], [None, "x"], ["unheard of", "y"], ["z", "new"]], dtype=object)


def plain(values):
    if isinstance(values, float):
        return "nan" if np.isnan(values) else values
    return [plain(value) for value in values]


def rows(matrix):
    return plain(np.asarray(matrix, dtype=float).tolist())


def imputed(**options):
    return rows(SimpleImputer(keep_empty_features=True, **options).fit(seen).transform(X))


def one_hot(**options):
    return rows(OneHotEncoder(sparse_output=False, **options).fit(train).transform(asked))


def ordinal(**options):
    unknown = {"handle_unknown": "use_encoded_value", "unknown_value": -1}
    # A missing value has a code of its own where it is NaN, and is a category like any other where it is None.
    with_nan = [np.where(cells == None, np.nan, cells) for cells in (train, asked)]  # noqa: E711
    return rows(OrdinalEncoder(**unknown, **options).fit(with_nan[0]).transform(with_nan[1]))


Path(__file__).with_suffix(".json").write_text(json.dumps({
    "X": rows(X),
    "seen": len(seen),
    "standard": rows(StandardScaler().fit(seen).transform(X)),
    "standard without mean": rows(StandardScaler(with_mean=False).fit(seen).transform(X)),
    "minmax": rows(MinMaxScaler().fit(seen).transform(X)),
    "minmax, clipped to -1 and 2": rows(MinMaxScaler(feature_range=(-1, 2), clip=True).fit(seen).transform(X)),
    "mean": imputed(strategy="mean"),
    "median with indicator": imputed(strategy="median", add_indicator=True),
    "most frequent": imputed(strategy="most_frequent"),
    "constant": imputed(strategy="constant", fill_value=-7),
    "train": train.tolist(),
    "asked": asked.tolist(),
    "one-hot": one_hot(handle_unknown="ignore"),
    # Rare ones share a column; scikit-learn 1.9's "ignore" writes zeros for unknown ones here, too.
    "one-hot, rare together": one_hot(handle_unknown="ignore", min_frequency=4),
    "ordinal": ordinal(),
    "ordinal, rare together": ordinal(min_frequency=4),
}) + "\n")
