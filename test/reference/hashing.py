"""Writes hashing.json: what scikit-learn 1.9's HashingVectorizer makes of the texts of text.json, and single hashes."""

import json
import pathlib

import sklearn
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.utils import murmurhash3_32

here = pathlib.Path(__file__)
texts = json.loads(here.with_name("text.json").read_text())["texts"]
configurations = [
    {},
    {"n_features": 16, "norm": None},
    {"n_features": 16, "norm": "l1", "alternate_sign": False},
    {"n_features": 7, "binary": True},
    {"ngram_range": (1, 2), "stop_words": "english", "n_features": 1000},
    {"analyzer": "char_wb", "ngram_range": (2, 4), "n_features": 2**31 - 1},
    {"analyzer": "char", "ngram_range": (3, 3), "strip_accents": "unicode", "n_features": 4096},
    {"token_pattern": r"[a-z']+", "lowercase": False},
]
# Of lengths 0 to 5, to see each rest of a block of four bytes; beyond ASCII; long.
words = ["", "a", "ab", "abc", "abcd", "abcde", "été", "東京ディズニー", "😀😀", "x" * 300]


def case(options):
    X = HashingVectorizer(**options).transform(texts)
    X.sort_indices()
    return {
        "options": options,
        "indptr": X.indptr.tolist(),
        "indices": X.indices.tolist(),
        "values": [float(f"{value:.15g}") for value in X.data],
    }


out = {
    "sklearn": sklearn.__version__,
    "hashes": [[word, int(murmurhash3_32(word, seed=seed)), seed] for word in words for seed in (0, 42)],
    "cases": [case(options) for options in configurations],
}
here.with_suffix(".json").write_text(json.dumps(out, separators=(",", ":")))
