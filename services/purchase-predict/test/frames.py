"""Writes frames.json: the same shuffled data frame as every orientation of pandas' to_json prints it.

python3 frames.py    (pandas 3)
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd

columns = [
    "product_id", "brand", "price", "num_views_session", "num_views_product", "category", "sub_category",
    "hour", "minute", "weekday", "duration", "num_prev_sessions", "num_prev_product_views",
]
brands = ["norvik", None, "quill", "Ünïcode \"brand\"", "norvik", "bela"]
rng = np.random.default_rng(3)
n = 12
frame = pd.DataFrame({
    "product_id": rng.integers(1_000_000, 1_000_400, n),
    "brand": [brands[i % len(brands)] for i in range(n)],
    "price": rng.uniform(10, 900, n).round(2),
    "num_views_session": rng.integers(1, 20, n),
    "num_views_product": rng.integers(1, 5, n),
    "category": ["electronics" if i % 3 else None for i in range(n)],
    "sub_category": ["smartphone" if i % 3 else None for i in range(n)],
    "hour": rng.integers(0, 24, n),
    "minute": rng.integers(0, 60, n),
    "weekday": rng.integers(0, 7, n),
    "duration": rng.integers(10, 2000, n),
    "num_prev_sessions": rng.integers(0, 9, n),
    "num_prev_product_views": rng.integers(0, 4, n),
})[columns]
frame.loc[4, "price"] = np.nan
frame.loc[6, "num_views_session"] = np.nan
shuffled = frame.sample(frac=1, random_state=1)
named = shuffled.rename_axis("row")
texts = shuffled.set_axis([f"visitor {i}" for i in shuffled.index])
Path(__file__).with_name("frames.json").write_text(json.dumps({
    "pandas": pd.__version__,
    "index": [int(i) for i in shuffled.index],
    # What each row says, read off without any JSON in between.
    "rows": [
        {name: None if pd.isna(cell) else cell for name, cell in row.items()}
        for row in json.loads(shuffled.to_json(orient="records"))
    ],
    "columns": shuffled.to_json(),
    "records": shuffled.to_json(orient="records"),
    "split": shuffled.to_json(orient="split"),
    "tight": json.dumps(json.loads(pd.Series(shuffled.to_dict(orient="tight")).to_json())),
    "table": shuffled.to_json(orient="table"),
    "table with a named index": named.to_json(orient="table"),
    "columns with an index of texts": texts.to_json(),
    "columns, indented": shuffled.to_json(indent=2),
    "without rows": shuffled.iloc[:0].to_json(),
}, indent=1))
