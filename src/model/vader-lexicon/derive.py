"""Writes lexicon.json beside this script from PyPI's vaderSentiment 3.3.2 (MIT; its licence goes into the file).

    pip install vaderSentiment==3.3.2 && python src/model/vader-lexicon/derive.py

Reads the package's tables through the package itself, so that repeated entries end as they do there: the later wins.
"""

import json
from importlib.metadata import distribution
from pathlib import Path

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

package = distribution('vaderSentiment')
assert package.version == '3.3.2', package.version
licence = next(file for file in package.files if file.name == 'LICENSE.txt').read_text()
analyzer = SentimentIntensityAnalyzer()
tables = {
    'notice': f'Lexicon and emoji table of vaderSentiment 3.3.2, https://github.com/cjhutto/vaderSentiment\n\n{licence}',
    'words': analyzer.lexicon,
    'emoji': analyzer.emojis,
}
target = Path(__file__).with_name('lexicon.json')
target.write_text(json.dumps(tables, indent=2, ensure_ascii=False) + '\n', encoding='utf-8')
print(f'{target.name}: {len(analyzer.lexicon):,} words, {len(analyzer.emojis):,} emoji')
