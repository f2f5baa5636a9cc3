"""scikit-learn on the park reviews, tuned: every pipeline of a small grid, on folds that it is given.

    python quality_reviews.py DATA.json

DATA.json has `texts`, `labels` and `folds`, the rows that each fold is tested on. Prints one JSON object a line: the
pipeline's name and its mean scores over the folds.
"""

import json
import sys
from itertools import product

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, log_loss, roc_auc_score
from sklearn.pipeline import make_union

vectorizers = {
    'words': lambda sublinear: words((1, 1), sublinear),
    'words and pairs': lambda sublinear: words((1, 2), sublinear),
    'characters': lambda sublinear: characters((2, 5), sublinear),
    'words, pairs and characters': lambda sublinear: make_union(words((1, 2), sublinear), characters((3, 5), sublinear)),
}
strengths = [1, 4, 16]
weights = [None, 'balanced']


def words(ngrams, sublinear):
    return TfidfVectorizer(ngram_range=ngrams, min_df=2, sublinear_tf=sublinear)


def characters(ngrams, sublinear):
    return TfidfVectorizer(analyzer='char_wb', ngram_range=ngrams, min_df=3, sublinear_tf=sublinear)


def scores_of(labels, probabilities):
    answers = np.where(probabilities > 0.5, 'positive', 'negative')
    return {
        'roc_auc': roc_auc_score(labels == 'positive', probabilities),
        'macro_f1': f1_score(labels, answers, average='macro'),
        'accuracy': accuracy_score(labels, answers),
        'log_loss': log_loss(labels == 'positive', probabilities),
    }


def show(name, folds):
    mean = {key: float(np.mean([scores[key] for scores in folds])) for key in folds[0]}
    print(json.dumps({'name': name, **mean}), flush=True)


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        data = json.load(file)
    texts, labels = np.array(data['texts'], dtype=object), np.array(data['labels'])
    folds = [(np.setdiff1d(np.arange(len(texts)), test), np.array(test)) for test in data['folds']]

    # What people write first.
    found = []
    for train, test in folds:
        vectorizer, classifier = TfidfVectorizer(), LogisticRegression(max_iter=1000)
        classifier.fit(vectorizer.fit_transform(texts[train]), labels[train])
        found.append(scores_of(labels[test], classifier.predict_proba(vectorizer.transform(texts[test]))[:, 1]))
    show('defaults', found)

    for (name, make), sublinear in product(vectorizers.items(), [False, True]):
        found = {setting: [] for setting in product(strengths, weights)}
        for train, test in folds:
            vectorizer = make(sublinear)
            X, seen = vectorizer.fit_transform(texts[train]), vectorizer.transform(texts[test])
            for (C, weight), scores in found.items():
                classifier = LogisticRegression(C=C, class_weight=weight, max_iter=1000)
                classifier.fit(X, labels[train])
                scores.append(scores_of(labels[test], classifier.predict_proba(seen)[:, 1]))
        for (C, weight), scores in found.items():
            said = [name, *(['sublinear'] if sublinear else []), f'C={C}', *([weight] if weight else [])]
            show(', '.join(said), scores)


main()
