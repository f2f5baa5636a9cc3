"""The same service as people write it: Flask, flask_httpauth, scikit-learn, vaderSentiment. Run by gunicorn.

MODEL names the pickled pipeline. REMEMBER=1 remembers a verified Authorization header, which flask_httpauth's examples do
not: they hash the password on every request. LOAD_SECONDS: how long loading takes besides.
"""

import os
import pickle
import time

from flask import Flask, jsonify, request
from flask_httpauth import HTTPBasicAuth
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
from werkzeug.security import check_password_hash, generate_password_hash

app = Flask(__name__)
app.json.sort_keys = False
auth = HTTPBasicAuth()
users = {'alice': generate_password_hash('wonderland'), 'bob': generate_password_hash('builder')}
remember = os.environ.get('REMEMBER') == '1'
verified = {}
time.sleep(float(os.environ.get('LOAD_SECONDS', '0')))
vader = SentimentIntensityAnalyzer()
with open(os.environ['MODEL'], 'rb') as file:
    model = pickle.load(file)
labels = [str(label) for label in model.classes_]


@auth.verify_password
def verify(username, password):
    if remember and verified.get(username) == password:
        return username
    if username in users and check_password_hash(users[username], password):
        verified[username] = password
        return username
    return None


@app.get('/status')
def status():
    return '1'


@app.get('/v1/sentiment')
@auth.login_required
def sentiment_v1():
    return scored('v1', lambda sentence: 2 * float(model.predict_proba([sentence])[0, 1]) - 1)


@app.get('/v2/sentiment')
@auth.login_required
def sentiment_v2():
    return scored('v2', lambda sentence: vader.polarity_scores(sentence)['compound'])


@app.post('/models/v1/predict')
@auth.login_required
def predict():
    body = request.get_json()
    inputs = body.get('inputs') if isinstance(body, dict) else None
    if not isinstance(inputs, list) or not all(isinstance(text, str) and len(text) <= 50_000 for text in inputs):
        return jsonify(error='inputs: expected a list of texts.'), 400
    probabilities = model.predict_proba(inputs).tolist()
    predictions = [
        {'label': labels[row.index(max(row))], 'probabilities': dict(zip(labels, row))} for row in probabilities
    ]
    return jsonify(model='v1', predictions=predictions)


def scored(version, score_of):
    sentence = request.args.get('sentence')
    if not sentence or len(sentence) > 50_000:
        return jsonify(error='sentence: expected a text of 1 to 50,000 characters.'), 400
    score = score_of(sentence)
    sentiment = 'positive' if score > 0 else 'negative' if score < 0 else 'neutral'
    return jsonify(version=version, sentence=sentence, score=score, sentiment=sentiment)
