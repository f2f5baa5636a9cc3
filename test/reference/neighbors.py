"""Writes neighbors.json: neighbours and probabilities of scikit-learn 1.9's KNeighborsClassifier, brute force, on small
synthetic data without ties between neighbours but those of rows that are given twice; and centroids and labels of its
NearestCentroid."""

import json
import pathlib

import numpy as np
import scipy.sparse as sp
import sklearn
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid

rng = np.random.default_rng(23)
dense = rng.normal(size=(150, 6)).round(4)
labels = (dense @ rng.normal(size=(6, 3)) + rng.gumbel(size=(150, 3))).argmax(axis=1)
dense[140] = dense[3]
topics = rng.integers(0, 4, 150)
words = rng.poisson(0.05 + 0.5 * (np.arange(40) % 8 == topics[:, None])) * rng.uniform(0.5, 1.5, size=(150, 40)).round(3)
words[np.arange(150), np.arange(150) % 40] += rng.uniform(0.2, 0.4, size=150).round(3)
words[7] = 0
worlds = {"dense": {"X": dense, "y": labels}, "words": {"X": words.round(4), "y": topics}}

cases = []
for name, world in worlds.items():
    X, y = world["X"], world["y"]
    train, asked = X[:120], X[100:]
    for metric in ["euclidean", "cosine"]:
        for weights in ["uniform", "distance"]:
            for k in [1, 4, 15]:
                model = KNeighborsClassifier(k, metric=metric, weights=weights, algorithm="brute")
                given = sp.csr_matrix(train) if name == "words" else train
                model.fit(given, y[:120])
                questions = sp.csr_matrix(asked) if name == "words" else asked
                distances, rows = model.kneighbors(questions)
                cases.append(
                    {
                        "world": name,
                        "options": {"nNeighbors": k, "metric": metric, "weights": weights},
                        "rows": rows[-30:].tolist(),
                        "distances": distances[-30:].round(8).tolist(),
                        "probabilities": model.predict_proba(questions)[-30:].round(8).tolist(),
                        "predicted": model.predict(questions).tolist(),
                    }
                )

centroids = []
for name, world in worlds.items():
    for threshold in [None, 0.5, 2]:
        model = NearestCentroid(shrink_threshold=threshold).fit(world["X"][:120], world["y"][:120])
        centroids.append(
            {
                "world": name,
                "options": {} if threshold is None else {"shrinkThreshold": threshold},
                "centroids": model.centroids_.round(10).tolist(),
                "predicted": model.predict(world["X"][100:]).tolist(),
            }
        )

out = {
    "sklearn": sklearn.__version__,
    "worlds": {
        name: {key: np.asarray(value).tolist() for key, value in world.items()} for name, world in worlds.items()
    },
    "cases": cases,
    "centroids": centroids,
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, separators=(",", ":")))
