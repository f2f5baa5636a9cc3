"""scikit-learn's LinearSVC and KNeighborsClassifier at their work, on one thread. One line of JSON in, one out.

    {"do": "load", "set": …, "folder": …, "rows", "columns", "sparse", "labels"}    raw numbers, one file an array
    {"do": "svm", "set": …, "C": …, "loss": …, "tol": …}                  seconds of the processor, each class's objective
    {"do": "calibrated", "set": …, "C": …}                                seconds, the labels of all rows
    {"do": "neighbors", "set": …, "metric": …, "k": …, "rows": …, "way"}   seconds for the first rows, the labels they got
"""

import json
import sys
import time

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.calibration import CalibratedClassifierCV
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits

threadpool_limits(1)
sets = {}


def timed(work):
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def load(command):
    def read(what, kind):
        return np.fromfile(f'{command["folder"]}/{command["set"]}.{what}', dtype=kind)

    shape = (command['rows'], command['columns'])
    values = read('values', np.float64)
    if command['sparse']:
        X = csr_matrix((values, read('indices', np.int32), read('indptr', np.int32)), shape=shape)
    else:
        X = values.reshape(shape)
    sets[command['set']] = X, np.array(command['labels'])
    return {}


def svm(command, X, y):
    model = LinearSVC(C=command['C'], loss=command['loss'], tol=command['tol'], max_iter=1_000_000)
    cpu, model = timed(lambda: model.fit(X, y))
    decisions = model.decision_function(X).reshape(len(y), -1)
    positives = model.classes_ if decisions.shape[1] > 1 else model.classes_[1:]
    objectives = []
    for k, positive in enumerate(positives):
        short = np.maximum(0, 1 - np.where(y == positive, 1, -1) * decisions[:, k])
        loss = short.sum() if command['loss'] == 'hinge' else (short**2).sum()
        lengths = (model.coef_[k] ** 2).sum() + model.intercept_[k] ** 2
        objectives.append(float(lengths / 2 + command['C'] * loss))
    return {'cpu': cpu, 'objectives': objectives}


def calibrated(command, X, y):
    model = CalibratedClassifierCV(LinearSVC(C=command['C']), ensemble=False)
    cpu, model = timed(lambda: model.fit(X, y))
    return {'cpu': cpu, 'labels': model.predict(X).tolist()}


def neighbors(command, X, y):
    model = KNeighborsClassifier(command['k'], metric=command['metric'], algorithm='brute').fit(X, y)
    if command['way'] == 'singly':
        rows = [X[i:i + 1] for i in range(command['rows'])]
        cpu, labels = timed(lambda: [model.predict(row)[0] for row in rows])
        return {'cpu': cpu, 'labels': [str(label) for label in labels]}
    cpu, labels = timed(lambda: model.predict(X[:command['rows']]))
    return {'cpu': cpu, 'labels': labels.tolist()}


works = {'svm': svm, 'calibrated': calibrated, 'neighbors': neighbors}
for line in sys.stdin.buffer:
    command = json.loads(line)
    work = works.get(command['do'])
    answer = work(command, *sets[command['set']]) if work else load(command)
    print(json.dumps(answer), flush=True)
