"""Makes the model of a version that slipway wrote into scikit-learn's, so that both answer by the same numbers.

    python export_model.py VERSION_FOLDER MODEL.pickle
"""

import json
import pickle
import struct
import sys
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline, make_union

from pipelines import to_vectorizer

dtypes = {'F64': '<f8', 'F32': '<f4', 'I32': '<i4', 'U8': 'u1'}


def read_tensors(path):
    data = path.read_bytes()
    (length,) = struct.unpack('<Q', data[:8])
    header = json.loads(data[8 : 8 + length])
    header.pop('__metadata__', None)
    body = data[8 + length :]
    return {
        name: np.frombuffer(body[slice(*entry['data_offsets'])], dtype=dtypes[entry['dtype']]).reshape(entry['shape'])
        for name, entry in header.items()
    }


def vectorizer_of(kind, config, tensors):
    if kind == 'FeatureUnion':
        return make_union(
            *(
                vectorizer_of(
                    step['kind'],
                    step['config'],
                    {name[len(f'{i}.') :]: data for name, data in tensors.items() if name.startswith(f'{i}.')},
                )
                for i, step in enumerate(config['steps'])
            )
        )
    given = {name: value for name, value in config.items() if value is not None}
    vectorizer = to_vectorizer({'step': kind, 'options': given})
    terms, offsets = tensors['terms'].tobytes(), tensors['termsOffsets']
    words = [terms[start:end].decode() for start, end in zip(offsets[:-1], offsets[1:])]
    vectorizer.set_params(vocabulary={word: column for column, word in enumerate(words)})
    if 'idf' in tensors:
        vectorizer.idf_ = tensors['idf']
    return vectorizer


folder = Path(sys.argv[1])
parts = json.loads((folder / 'model.json').read_text())['parts']
tensors = read_tensors(folder / 'weights.safetensors')


def tensors_of(part):
    return {name.removeprefix(f'{part}/'): data for name, data in tensors.items() if name.startswith(f'{part}/')}


def classifier_of(part, own):
    if part['kind'] == 'MultinomialNB':
        classifier = MultinomialNB()
        classifier.feature_log_prob_ = own['featureLogProb']
        classifier.class_log_prior_ = own['classLogPrior']
        columns = classifier.feature_log_prob_.shape[1]
    else:
        classifier = LogisticRegression()
        classifier.coef_ = own['coef'].astype(float)
        classifier.intercept_ = own['intercept'].astype(float)
        columns = classifier.coef_.shape[1]
    classifier.classes_ = np.array(part['config']['classes'])
    classifier.n_features_in_ = columns
    return classifier


classifier = classifier_of(parts['classifier'], tensors_of('classifier'))
vectorizer = vectorizer_of(parts['vectorizer']['kind'], parts['vectorizer']['config'], tensors_of('vectorizer'))
with open(sys.argv[2], 'wb') as file:
    pickle.dump(make_pipeline(vectorizer, classifier), file)
