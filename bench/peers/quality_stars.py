"""scikit-learn's counterparts of review-stars' pipelines, and LightGBM's boosting, on folds that they are given.

    python quality_stars.py DATA.json

DATA.json has `texts`, `labels` ("1" to "5"; whole numbers here, since balanced forests refuse such texts), `folds`, the
rows that each fold is tested on, and `pipelines`: algorithm, setting, vectorizer and classifier. Prints one JSON object
a line: family, setting and its scores, fold by fold.
"""

import json
import sys
import warnings

import numpy as np
from joblib import Parallel, delayed
from lightgbm import LGBMClassifier
from sklearn.base import clone
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, log_loss
from sklearn.naive_bayes import MultinomialNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import LinearSVC

from pipelines import to_snake, to_vectorizer

warnings.filterwarnings('ignore')

classifiers = {
    'HistGradientBoostingClassifier': HistGradientBoostingClassifier,
    'KNeighborsClassifier': KNeighborsClassifier,
    'LinearSVC': LinearSVC,
    'LogisticRegression': lambda **given: LogisticRegression(max_iter=1000, **given),
    'MultinomialNB': MultinomialNB,
    'RandomForestClassifier': lambda **given: RandomForestClassifier(random_state=0, **given),
}


def candidates_of(pipelines):
    """Family, setting, which words, and the estimator. Boosting is LightGBM's: scikit-learn's is for dense rows."""
    for one in pipelines:
        step, words = one['classifier'], json.dumps(one['vectorizer'])
        if step['step'] == 'HistGradientBoostingClassifier':
            yield f"{one['algorithm']}, LightGBM", one['setting'], words, lightgbm(step)
        else:
            yield f"{one['algorithm']}, scikit-learn", one['setting'], words, to_classifier(step)


def to_classifier(step):
    """A step {"step", "options"} with names in camelCase, as an estimator."""
    given = {to_snake(name): value for name, value in step['options'].items()}
    if step['step'] == 'CalibratedClassifier':
        return CalibratedClassifierCV(to_classifier(given.pop('estimator')), **given)
    if isinstance(given.get('class_weight'), dict):
        given['class_weight'] = {int(label): weight for label, weight in given['class_weight'].items()}
    return classifiers[step['step']](**given)


def lightgbm(step):
    """LightGBM with what the step says, and where it says nothing, what it means."""
    given = to_classifier(step).get_params()
    return LGBMClassifier(
        n_estimators=given['max_iter'], learning_rate=given['learning_rate'], num_leaves=given['max_leaf_nodes'],
        min_child_samples=given['min_samples_leaf'], reg_lambda=given['l2_regularization'],
        class_weight=given['class_weight'], n_jobs=1, verbose=-1,
    )


def scores_on(estimator, words, y, labels):
    X, asked = words
    model = clone(estimator).fit(X, y)
    return scores_of(labels, model.classes_, model.predict_proba(asked))


def scores_of(labels, classes, probabilities):
    answers = classes[probabilities.argmax(axis=1)]
    return {
        'accuracy': accuracy_score(labels, answers),
        'macro_f1': f1_score(labels, answers, average='macro'),
        'mean_absolute_error': float(np.abs(labels - answers).mean()),
        'log_loss': log_loss(labels, probabilities, labels=classes),
    }


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        data = json.load(file)
    texts, labels = np.array(data['texts'], dtype=object), np.array(data['labels'], dtype=int)
    folds = [(np.setdiff1d(np.arange(len(texts)), test), np.array(test)) for test in data['folds']]
    candidates = list(candidates_of(data['pipelines']))
    seen = {}
    for words in {words for _, _, words, _ in candidates}:
        for fold, (train, test) in enumerate(folds):
            vectorizer = to_vectorizer(json.loads(words))
            seen[words, fold] = vectorizer.fit_transform(texts[train]), vectorizer.transform(texts[test])
    found = Parallel(n_jobs=-1)(
        delayed(scores_on)(estimator, seen[words, fold], labels[train], labels[test])
        for _, _, words, estimator in candidates
        for fold, (train, test) in enumerate(folds)
    )
    for i, (family, setting, _, _) in enumerate(candidates):
        own = found[i * len(folds):(i + 1) * len(folds)]
        scores = {key: [one[key] for one in own] for key in own[0]}
        print(json.dumps({'family': family, 'setting': setting, 'scores': scores}), flush=True)


main()
