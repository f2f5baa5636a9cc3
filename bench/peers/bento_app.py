"""The same model as bench/peers/flask_app.py serves, as people write it with BentoML. Run by `bentoml serve`.

MODEL names the pickled pipeline, WORKERS how many processes answer. LOAD_SECONDS: how long loading takes besides.
"""

import os
import pickle
import time

import bentoml


@bentoml.service(workers=int(os.environ.get('WORKERS', '1')))
class Sentiment:
    def __init__(self):
        time.sleep(float(os.environ.get('LOAD_SECONDS', '0')))
        with open(os.environ['MODEL'], 'rb') as file:
            self.model = pickle.load(file)
        self.labels = [str(label) for label in self.model.classes_]

    @bentoml.api(route='/models/v1/predict')
    def predict(self, inputs: list[str]) -> dict:
        rows = self.model.predict_proba(inputs).tolist()
        predictions = [
            {'label': self.labels[row.index(max(row))], 'probabilities': dict(zip(self.labels, row))} for row in rows
        ]
        return {'model': 'v1', 'predictions': predictions}
