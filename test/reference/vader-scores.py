"""Texts in, one JSON string a line; vaderSentiment's scores out, one JSON object a line."""

import json
import sys

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

analyzer = SentimentIntensityAnalyzer()
for line in sys.stdin.buffer:
    print(json.dumps(analyzer.polarity_scores(json.loads(line))))
