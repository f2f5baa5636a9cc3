"""
Reference numbers for the text vectorizers, from scikit-learn: vocabularies, and the entries of the matrices.
The texts are made up here. Run: python3 test/reference/text.py
"""
import json
import random
from pathlib import Path

from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

plain = [
    "We loved this park! The rides were great, the food was not.",
    "Not worth the money. The queues, the queues, the queues...",
    "My children (3 and 5 years old) say it's the best day of their life.",
    "We went in March 2019; it rained all day & half of the rides were closed.",
    "Staff were friendly, but the park is too small, too busy and too expensive.",
    "THE BEST PARK EVER!!! THE FIREWORKS ARE A MUST-SEE.",
    "Would not go again: 3 hours of waiting for a 2 minute ride.",
    "The parade was lovely. The castle was closed. The shop was open, of course.",
    "A day at the park is a day well spent, rain or shine.",
    "small world small world small world small world",
]
odd = [
    "",
    "   ",
    "\t\n\r\n",
    "a b c d e",
    "I",
    "...!!!???",
    "snake_case _private __dunder__ x_ _y 1_000",
    "don't can't o'clock rock'n'roll ''quoted''",
    "\u00c9t\u00e9 \u00e0 la plage, cr\u00e8me br\u00fbl\u00e9e \u00e0 l'h\u00f4tel; na\u00efve c\u0153ur \u0152uvre",
    "e\u0301te\u0301 cre\u0300me (decomposed)",
    "\u0130stanbul \u0131\u015f\u0131k DI\u015eARI \u1e9eharp Stra\u00dfe STRASSE",
    "\u039f\u0394\u03a5\u03a3\u03a3\u0395\u03a5\u03a3 \u03bf\u03b4\u03c5\u03c3\u03c3\u03b5\u03cd\u03c2 \u03a3\u03a3",
    "\u041f\u0430\u0440\u043a \u0431\u044b\u043b \u043e\u0447\u0435\u043d\u044c \u0445\u043e\u0440\u043e\u0448, \u0435\u0449\u0451 \u0440\u0430\u0437!",
    "\u6771\u4eac\u30c7\u30a3\u30ba\u30cb\u30fc\u30e9\u30f3\u30c9\u306f \u697d\u3057\u3044 \u3067\u3059",
    "\ud55c\uad6d\uc5b4 \ud14d\uc2a4\ud2b8 \ud55c",
    "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e (vowel signs are no word characters)",
    "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01",
    "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd \u0645\u064e\u0631\u0652\u062d\u064e\u0628\u064b\u0627",
    "great \U0001f600\U0001f600 park \U0001f468\u200d\U0001f469\u200d\U0001f467 fun \u2764\ufe0f\U0001f1eb\U0001f1f7 \u263a",
    "\U0001d4aa\U0001d4b7 \U0001d4aa \U00010400\U00010428 \U00020000\U00020001\U00020000 \U0001d7d8\U0001d7d9 (astral letters)",
    "x\U0001d4aa \U0001d4aay z\U0001f600 \U0001f600z",
    "\u00bd \u00b2\u00b3 \u2167\u2168 \u2460\u2461 \u0663\u0664 \u4e00\u4e8c \u3007\u3007 (numbers of all kinds)",
    "non\u00a0breaking\u2003em\u3000ideographic\u200bzero\ufeffmark\u0085next\u001cfile\u001fend",
    "tab\t\ttab  two   three\n\nlines \n mixed \u00a0\u00a0 spaces",
    " leading and trailing  ",
    "\ufb01ne \ufb03 \u2126 \u212b \u00e5ngstr\u00f6m \u1e69 s\u0323\u0307 \u0344 \u0958",
    "1st 2nd 3rd 10 100 1000 3.14 50% $20 12:30",
    "ab", "ab ab", "ab cd ab cd ab",
    "the and of to",
    "constructor __proto__ toString hasOwnProperty valueOf",
    "it\u2019s \u201ccurly\u201d \u2013 dash\u2014dash \u2026",
    "a" * 300 + " " + "ab" * 40,
]
random.seed(7)
words = "park ride food queue staff kids day fun great bad slow cold rain sun castle parade hotel ticket price map".split()
made = [" ".join(random.choices(words, weights=range(len(words), 0, -1), k=random.randint(1, 14))) for _ in range(30)]
texts = plain + odd + made

configurations = [
    ("count", {}),
    ("count", {"ngram_range": (1, 2), "stop_words": "english"}),
    ("count", {"ngram_range": (2, 3), "lowercase": False}),
    ("count", {"ngram_range": (3, 3), "stop_words": ["the", "park", "of"], "binary": True}),
    ("count", {"min_df": 2, "max_df": 0.2}),
    ("count", {"min_df": 0.05, "max_df": 12, "ngram_range": (1, 3)}),
    ("count", {"strip_accents": "ascii"}),
    ("count", {"strip_accents": "unicode", "ngram_range": (1, 2)}),
    ("count", {"analyzer": "char", "ngram_range": (1, 1)}),
    ("count", {"analyzer": "char", "ngram_range": (2, 3), "min_df": 3, "strip_accents": "unicode"}),
    ("count", {"analyzer": "char_wb", "ngram_range": (1, 2), "lowercase": False, "min_df": 2}),
    ("count", {"analyzer": "char_wb", "ngram_range": (3, 5), "max_df": 1.0, "min_df": 2}),
    ("count", {"token_pattern": r"[a-z']+"}),
    ("count", {"token_pattern": r"#?([0-9]+)", "ngram_range": (1, 2)}),
    ("tfidf", {}),
    ("tfidf", {"ngram_range": (1, 2), "sublinear_tf": True, "min_df": 2}),
    ("tfidf", {"norm": "l1", "smooth_idf": False}),
    ("tfidf", {"norm": None, "use_idf": False, "sublinear_tf": True, "stop_words": "english"}),
    ("tfidf", {"binary": True, "ngram_range": (1, 2), "max_df": 0.3}),
    ("tfidf", {"analyzer": "char_wb", "ngram_range": (2, 4), "min_df": 4, "sublinear_tf": True}),
    ("tfidf", {"strip_accents": "ascii", "max_features": 40, "ngram_range": (1, 2)}),
]


def fit(kind, options):
    """A limit on the features is cut by an unstable sort there: the ties are settled by the alphabet here."""
    limit = options.get("max_features")
    maker = CountVectorizer if kind == "count" else TfidfVectorizer
    if limit:
        free = {**options, "max_features": None}
        counter = CountVectorizer(**{k: v for k, v in free.items() if k in CountVectorizer().get_params()})
        totals = counter.fit_transform(texts).sum(axis=0)
        names = counter.get_feature_names_out()
        totals = [int(total) for total in totals.ravel().tolist()] if totals.ndim == 1 else totals.tolist()[0]
        kept = sorted(range(len(names)), key=lambda j: (-totals[j], j))[:limit]
        vectorizer = maker(**free, vocabulary=sorted(str(names[j]) for j in kept))
    else:
        vectorizer = maker(**options)
    X = vectorizer.fit_transform(texts).tocsr()
    X.sort_indices()
    number = int if kind == "count" else lambda value: float(f"{value:.11g}")
    return {
        "kind": kind,
        "options": options,
        "terms": [str(name) for name in vectorizer.get_feature_names_out()],
        "indptr": X.indptr.tolist(),
        "indices": X.indices.tolist(),
        "values": [number(value) for value in X.data],
    }


out = {"texts": texts, "cases": [fit(kind, options) for kind, options in configurations]}
path = Path(__file__).with_name("text.json")
path.write_text(json.dumps(out, ensure_ascii=True, separators=(",", ":")) + "\n")
print(path, path.stat().st_size, [(c["kind"], len(c["terms"]), len(c["values"])) for c in out["cases"]])
