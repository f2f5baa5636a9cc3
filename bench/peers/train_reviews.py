"""From a CSV of reviews to a pickled model: pandas, NLTK's Porter stemmer, TfidfVectorizer, LogisticRegression.

    python train_reviews.py REVIEWS.csv SETTING.json MODEL.pickle

SETTING.json has the rows that are held back, `testRows`, the service's `pipeline`, and two switches: `rememberStems`
(stem each distinct word once), `refit` (after scoring, fit once more on all rows). Prints the scores as JSON.
"""

import json
import pickle
import sys

import numpy as np
import pandas as pd
from sklearn.metrics import accuracy_score, f1_score, log_loss, roc_auc_score

from pipelines import to_pipeline

reviews_file, setting_file, model_file = sys.argv[1:]
with open(setting_file) as file:
    setting = json.load(file)

reviews = pd.read_csv(reviews_file, encoding='windows-1252')
held = np.zeros(len(reviews), dtype=bool)
held[setting['testRows']] = True
reviews['held'] = held
reviews = reviews[reviews.Rating != 3]
texts, labels = reviews.Review_Text, np.where(reviews.Rating >= 4, 'positive', 'negative')
train, test = ~reviews.held.to_numpy(), reviews.held.to_numpy()

steps = setting['pipeline']
for step in [steps[0], *steps[0]['options'].get('steps', [])]:
    if 'stem' in step['options']:
        step['options']['stem'] = 'porter'
pipeline = to_pipeline(steps, setting['rememberStems'])
pipeline.fit(texts[train], labels[train])
probabilities = pipeline.predict_proba(texts[test])
answers = pipeline.classes_[probabilities.argmax(axis=1)]
scores = {
    'rows': int(test.sum()),
    'roc_auc': roc_auc_score(labels[test] == 'positive', probabilities[:, 1]),
    'macro_f1': f1_score(labels[test], answers, average='macro'),
    'accuracy': accuracy_score(labels[test], answers),
    'log_loss': log_loss(labels[test], probabilities),
}
if setting['refit']:
    pipeline.fit(texts, labels)
with open(model_file, 'wb') as file:
    pickle.dump(pipeline, file)
print(json.dumps(scores))
