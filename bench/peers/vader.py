"""vaderSentiment at its work, one core. Commands on stdin, one a line; answers on stdout, one a line.

    texts <JSON array>   remembers the texts and answers with their scores
    time                 scores them all once and answers with the seconds of CPU and of the clock that it took
"""

import json
import sys
import time

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

analyzer = SentimentIntensityAnalyzer()
texts = []
for line in sys.stdin.buffer:
    command, _, rest = line.partition(b' ')
    if command == b'texts':
        texts = json.loads(rest)
        answer = [analyzer.polarity_scores(text) for text in texts]
    else:
        cpu, clock = time.process_time(), time.perf_counter()
        for text in texts:
            analyzer.polarity_scores(text)
        answer = {'cpu': time.process_time() - cpu, 'clock': time.perf_counter() - clock}
    print(json.dumps(answer), flush=True)
