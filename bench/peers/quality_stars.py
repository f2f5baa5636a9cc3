"""scikit-learn's six counterparts of review-stars, tuned: every setting of a small grid, on folds that it is given.

    python quality_stars.py DATA.json

DATA.json has `texts`, `labels` ("1" to "5"; whole numbers here, since balanced forests refuse such texts) and `folds`,
the rows that each fold is tested on. Prints one JSON object a line: algorithm, setting, and mean scores over the folds.
"""

import json
import sys
import warnings

import numpy as np
from joblib import Parallel, delayed
from sklearn.base import clone
from sklearn.calibration import CalibratedClassifierCV
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, log_loss
from sklearn.naive_bayes import MultinomialNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import LinearSVC

warnings.filterwarnings('ignore')

weights = [None, 'balanced']


def grid():
    """Algorithm, setting, which words it learns from, and the estimator."""
    for weight in weights:
        for C in (0.5, 2):
            yield ('logistic-regression', f'C {C}, {weight or "plain"}', 'pairs',
                   LogisticRegression(C=C, class_weight=weight, max_iter=300))
        for C in (0.05, 0.2):
            yield ('linear-svm', f'C {C}, {weight or "plain"}', 'pairs',
                   CalibratedClassifierCV(LinearSVC(C=C, class_weight=weight), ensemble=False))
    for leaf in (1, 3):
        yield ('random-forest', f'leaves of {leaf}, balanced', 'common',
               RandomForestClassifier(min_samples_leaf=leaf, class_weight='balanced', random_state=0))
    yield ('gradient-boosting', '120 rounds of 4 leaves, rate 0.15', 'commonest',
           HistGradientBoostingClassifier(max_iter=120, max_leaf_nodes=4, learning_rate=0.15, early_stopping=False,
                                          random_state=0))
    for prior in (True, False):
        for alpha in (0.01, 0.03, 0.1, 0.3):
            yield ('naive-bayes', f'alpha {alpha}, {"shares" if prior else "equal shares"} of the labels', 'pairs',
                   MultinomialNB(alpha=alpha, fit_prior=prior))
    for k in (5, 15, 40):
        yield ('k-nearest-neighbors', f'{k}, by distance', 'pairs',
               KNeighborsClassifier(k, metric='cosine', weights='distance'))


def scores_of(labels, classes, probabilities):
    answers = classes[probabilities.argmax(axis=1)]
    return {
        'accuracy': accuracy_score(labels, answers),
        'macro_f1': f1_score(labels, answers, average='macro'),
        'mean_absolute_error': float(np.abs(labels - answers).mean()),
        'log_loss': log_loss(labels, np.clip(probabilities, 1e-15, 1), labels=classes),
    }


def vectorize(texts, train, test):
    """Dense for boosting, which takes nothing else; of more words it would take minutes."""
    vectorizers = {
        'pairs': TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True),
        'common': TfidfVectorizer(min_df=3, sublinear_tf=True, max_features=3000),
        'commonest': TfidfVectorizer(min_df=3, sublinear_tf=True, max_features=1000),
    }
    seen = {}
    for words, vectorizer in vectorizers.items():
        X, asked = vectorizer.fit_transform(texts[train]), vectorizer.transform(texts[test])
        seen[words] = (X.toarray(), asked.toarray()) if words == 'commonest' else (X, asked)
    return seen


def scores_on(classifier, words, y, labels):
    X, asked = words
    classifier = clone(classifier).fit(X, y)
    return scores_of(labels, classifier.classes_, classifier.predict_proba(asked))


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        data = json.load(file)
    texts, labels = np.array(data['texts'], dtype=object), np.array(data['labels'], dtype=int)
    folds = [(np.setdiff1d(np.arange(len(texts)), test), np.array(test)) for test in data['folds']]
    seen = [vectorize(texts, train, test) for train, test in folds]
    settings = list(grid())
    found = Parallel(n_jobs=2)(
        delayed(scores_on)(classifier, seen[fold][words], labels[train], labels[test])
        for _, _, words, classifier in settings
        for fold, (train, test) in enumerate(folds)
    )
    for i, (algorithm, setting, _, _) in enumerate(settings):
        own = found[i * len(folds):(i + 1) * len(folds)]
        mean = {key: float(np.mean([scores[key] for scores in own])) for key in own[0]}
        print(json.dumps({'algorithm': algorithm, 'setting': setting, **mean}), flush=True)


main()
