"""The known recipe for tweets in scikit-learn, on folds that it is given.

    python quality_tweets.py DATA.json

DATA.json has `texts`, `labels` and `folds`, the rows that each fold is tested on. Prints one JSON object a line: the
pipeline's name and its scores in each fold.
"""

import json
import sys

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics import accuracy_score, roc_auc_score
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline

pipelines = {
    'counts, English stop words, multinomial naive Bayes': lambda: make_pipeline(
        CountVectorizer(stop_words='english'), MultinomialNB()
    ),
    'TF-IDF, English stop words, multinomial naive Bayes': lambda: make_pipeline(
        TfidfVectorizer(stop_words='english'), MultinomialNB()
    ),
}


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        data = json.load(file)
    texts, labels = np.array(data['texts'], dtype=object), np.array(data['labels']) == 'american'
    for name, make in pipelines.items():
        accuracy, auc = [], []
        for fold in data['folds']:
            test = np.array(fold)
            train = np.setdiff1d(np.arange(len(texts)), test)
            probabilities = make().fit(texts[train], labels[train]).predict_proba(texts[test])[:, 1]
            accuracy.append(float(accuracy_score(labels[test], probabilities > 0.5)))
            auc.append(float(roc_auc_score(labels[test], probabilities)))
        print(json.dumps({'name': name, 'accuracy': accuracy, 'roc_auc': auc}), flush=True)


main()
