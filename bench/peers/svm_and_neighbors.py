"""scikit-learn's LinearSVC and KNeighborsClassifier at their work. One line of JSON in, one out.

    {"do": "load", "file": …}                texts and labels; weighed by TF-IDF
    {"do": "svm", "C": …, "loss": …, "tol"}  seconds of the clock and of the processor, the objective
    {"do": "neighbors", "metric": …, "k"}    the same for one row at a time and for 500 at once, the labels they got
"""

import json
import sys
import time

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import LinearSVC

X, y = None, None


def timed(work):
    cpu, wall = time.process_time(), time.perf_counter()
    result = work()
    return {'wall': time.perf_counter() - wall, 'cpu': time.process_time() - cpu}, result


for line in sys.stdin.buffer:
    command = json.loads(line)
    answer = {}
    if command['do'] == 'load':
        with open(command['file'], encoding='utf-8') as file:
            rows = json.load(file)
        X = TfidfVectorizer(min_df=2, sublinear_tf=True).fit_transform(rows['texts'])
        y = np.array(rows['labels'])
    elif command['do'] == 'svm':
        model = LinearSVC(C=command['C'], loss=command['loss'], tol=command['tol'], max_iter=1_000_000)
        step, model = timed(lambda: model.fit(X, y))
        short = np.maximum(0, 1 - np.where(y == model.classes_[1], 1, -1) * model.decision_function(X))
        loss = short.sum() if command['loss'] == 'hinge' else (short**2).sum()
        lengths = (model.coef_**2).sum() + model.intercept_[0] ** 2
        answer = {**step, 'objective': float(lengths / 2 + command['C'] * loss)}
    else:
        model = KNeighborsClassifier(command['k'], metric=command['metric'], algorithm='brute').fit(X, y)
        one = [X[i] for i in range(50)]
        single, _ = timed(lambda: [model.predict(row) for row in one])
        many, labels = timed(lambda: model.predict(X[:500]))
        answer = {'single': single['cpu'] / 50, 'many': many['cpu'] / 500, 'labels': labels.tolist()}
    print(json.dumps(answer), flush=True)
