"""scikit-learn's TfidfVectorizer and LogisticRegression at their work. One line of JSON in, one out.

    {"do": "load", "file": …}         texts and labels
    {"do": "vectorize", options…}     seconds of the clock and of the processor
    {"do": "fit", options…}           the same, on the last matrix
    {"do": "show"}                    the last matrix and model, to be compared
"""

import json
import sys
import time

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

texts, labels, X, model = [], [], None, None


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
        texts, labels = rows['texts'], rows['labels']
    elif command['do'] == 'vectorize':
        vectorizer = TfidfVectorizer(
            ngram_range=tuple(command['ngramRange']), min_df=command['minDf'], sublinear_tf=command['sublinearTf']
        )
        answer, X = timed(lambda: vectorizer.fit_transform(texts))
    elif command['do'] == 'fit':
        classifier = LogisticRegression(
            C=command['C'],
            class_weight=command['classWeight'],
            tol=command.get('tol', 1e-4),
            max_iter=command.get('maxIter', 1000),
        )
        answer, model = timed(lambda: classifier.fit(X, labels))
    else:
        X.sort_indices()
        answer = {
            'columns': X.shape[1],
            'indptr': X.indptr.tolist(),
            'indices': X.indices.tolist(),
            'values': X.data.tolist(),
            'coef': model.coef_[0].tolist(),
            'intercept': float(model.intercept_[0]),
            'probabilities': model.predict_proba(X)[:, 1].tolist(),
        }
    print(json.dumps(answer), flush=True)
