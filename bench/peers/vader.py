"""vaderSentiment at its work, one core. One line of JSON in, one out.

    {"do": "score", "texts": […]}   remembers the texts and answers with their scores
    {"do": "time"}                  scores them all once: seconds of the processor and of the clock
"""

import json
import sys
import time

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

analyzer = SentimentIntensityAnalyzer()
texts = []
for line in sys.stdin.buffer:
    command = json.loads(line)
    if command['do'] == 'score':
        texts = command['texts']
        answer = [analyzer.polarity_scores(text) for text in texts]
    else:
        cpu, clock = time.process_time(), time.perf_counter()
        for text in texts:
            analyzer.polarity_scores(text)
        answer = {'cpu': time.process_time() - cpu, 'clock': time.perf_counter() - clock}
    print(json.dumps(answer), flush=True)
