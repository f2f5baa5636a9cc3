"""Writes vader.json beside this script: made sentences, by the rule that they try, with vaderSentiment 3.3.2's scores,
and the letters that Python 3.11 takes for capitals and for small ones.

    pip install vaderSentiment==3.3.2 && python3.11 test/reference/vader.py
    npx biome check --write test/reference/vader.json
"""

import json
import sys
import unicodedata
from importlib.metadata import version
from itertools import product
from pathlib import Path

from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

assert version('vaderSentiment') == '3.3.2' and sys.version_info[:2] == (3, 11)
analyzer = SentimentIntensityAnalyzer()


def each(*parts):
    """Every way to fill a sentence: one of each part, joined by blanks."""
    return [' '.join(word for word in words if word) for words in product(*parts)]


def rated(*ratings):
    """A word of each rating, in a row; None is a "but"."""
    words = {rating: word for word, rating in reversed(analyzer.lexicon.items()) if word.isalpha() and word.islower()}
    return ' '.join('but' if rating is None else words[rating] for rating in ratings)


rules = {
    'words': [
        *['A good day', 'A bad day', 'A day', 'good', 'GOOD', 'Good bad', 'good bad good bad', 'love hate love', 'rock'],
        *['The queue was horrible, the ride superb.', 'Staff: friendly; food: awful; view: lovely', 'fun fun fun fun fun'],
    ],
    'boosters': [
        *each(['It was'], sorted(BOOSTER_DICT), ['good']),
        *each(['The food is'], ['really', 'hardly', 'VERY', 'kinda', 'KINDA'], ['bad', 'good', 'BAD', 'GOOD']),
        *each(['we had'], ['very', 'hardly'], ['much', ''], ['of a', ''], ['great', 'terrible'], ['ride']),
        *['very very very good', 'very hardly good', 'really really hardly slightly awful', 'very', 'very good very'],
        *['good very', 'more or less good', 'so good', 'so so good', 'so very so bad', 'less bad', 'most awful'],
    ],
    'negations': [
        *each(sorted(NEGATE), ['good']),
        *each(['We'], ['did not', "don't", 'never', 'without'], ['', 'once', 'really once', 'ever a really'], ['like', 'hate'], ['it']),
        *['not not good', 'not never good', "couldn't wouldn't good", "ain'tgood good", "X'N'T good", 'n\'t good', "shan't. good"],
        *['not good, not bad', 'nothing good', 'caféN\'T good', 'NOT good', 'Not Good', 'not a GOOD ride', 'isn’t good', 'despite the good'],
    ],
    'never so and never this': each(
        ['never', 'Never', 'not', 'it was'], ['so', 'this', 'SO', 'that'], ['', 'very', 'a', 'so', 'this'], ['good', 'bad']
    ),
    'without doubt': each(['', 'and'], ['without', 'Without'], ['', 'a', 'any'], ['doubt', 'doubt,', 'doubts'], ['', 'the'], ['great', 'worst', 'ride']),
    'no': [
        *each(['', 'a'], ['no', 'No', 'NO'], ['', 'real', 'very'], ['fun', 'problem', 'ride', 'no']),
        *each(['there was no'], ['fun', 'ride'], ['or', 'nor', 'and'], ['joy', 'pain', 'PAIN']),
        *['no', 'no.', 'oh no', 'no no no', 'no no good', 'say no', 'no, good', 'a no good very bad day'],
        *each(['a', 'A'], ['very', 'VERY', 'hardly', 'HARDLY'], ['no good', 'really no bad']),
    ],
    'least': each(['', 'at', 'very', 'the', 'not at', 'AT'], ['least', 'Least', 'leastways'], ['', 'a'], ['good', 'bad', 'day']),
    'but': [
        *['good but bad', 'bad but good', 'good BUT bad', 'but good', 'good but', 'but', 'good, but. bad', 'good but bad but good'],
        *['good good but good', 'good bad good but bad good bad', 'great fun, great day but a horrible queue, horrible food'],
        *['good good good but good good good', 'nice but nice nice', 'love it but hate it but love it but hate it', 'butter good'],
        *[rated(3.2, None, 1.6), rated(3.2, 1.6, 0.8, None, 1.6, 0.8), rated(3.2, 1.6, 0.8, 0.8, 1.6, None, 0.8, 0.8), rated(None, 2, 3, 2, 3)],
        *['good. great. good but great. good. great. awful', 'fine fun fine but fun fine fun', 'bad awful bad but awful bad awful!'],
    ],
    'idioms': [
        *each(['', 'a', 'it is such a', 'They were really all', 'NOT a'], sorted(SPECIAL_CASES), ['', 'good', 'really good', 'and all of it so bad']),
        *each(['that ride was', 'it is'], ['kind of', 'sort of', 'just enough', 'Kind Of', 'kind', 'of'], ['', 'a', 'very'], ['good', 'bad']),
        *['and it was all kind of sort of good', 'we were all sort of just enough kind of bad', 'kind', 'kind of', 'a kind man', 'kind, of'],
        *['I will cut the mustard', 'we are in the red', 'this is the shit, the bomb, to die for', 'the the shit shit the bomb'],
    ],
    'capitals': [
        *each(['the', 'THE'], ['ride', 'RIDE'], ['is', 'IS'], ['good', 'GOOD', 'Good', 'gOOD'], ['', '!!']),
        *['GOOD 42', 'GOOD 42 a', 'A GOOD', 'I like', 'I LIKE', 'NO fun', 'it is NO fun', 'no FUN', 'BUT good', 'not GOOD', 'LEAST good at'],
        *['ÉTÉ good', 'été GOOD', 'ß GOOD', 'ǅ GOOD', 'Ⅷ good', 'Ⓐ good', 'ª GOOD', 'ª GOOD bad', '好 GOOD', '𝐀 good', 'ʕ GOOD', 'ჼ GOOD x'],
        *['Ა good', '\ua7cb good', '\U00010d50 good', '\u212aIND PEOPLE smile', 'li\u212ae', 'LI\u212aE it', 'İ good', 'STRAẞE good'],
    ],
    'punctuation marks': [
        *each(['good', 'bad', 'day', 'good bad'], ['', '!', '!!', '!!!', '!!!!', '!!!!!!!', '?', '??', '???', '????', '?!', '?!?!?!', '. ! ?']),
        *['!', '??', '!?!?', 'good!day', 'good!!bad', '"good"', "'good'", '(good)', '...good...', '#good', '@good', '$good$', 'good-bad'],
        *['«good»', '“good”', '¡good!', 'good…', 'good—', 'b@d', '-ok-', "-'ab'-", '..ab..', '..abc..', '!ab!', '\U00010400a!', '!\U00010400\U00010400!', '!\U00010400\U00010400\U00010400!'],
    ],
    'emoticons': each(['', 'today'], [':)', ':-)', ':(', ':D', ':d', 'XD', 'xd', ';)', '<3', '</3', ":'(", '(:', '8-)', ':-Þ', ':-þ', ':P', 'O_o', 'o_o', ':),', '(:)', ':)))']),
    'emoji': [
        *['😀', '💘', '😁😁', 'good😀', '😀good', ' 😀', 'x😀 x', 'x 😀x', 'x\t😀', 'x\xa0😀', '😀 😀', '😀\n😀', '🔛', '🆙🆙', '©', 'good®'],
        *['❤️', '❤', '☺️ ok', '👍🏽', '👎🏿', '👩‍👩‍👧‍👦', '🏳️‍🌈', '🇫🇷', '🇺', '1️⃣', '👨🏿‍🦱', '🧑‍🚀', '😂😂😂!!!', 'not 😀', 'very😢', '😀 but 😢'],
        *['\ud83d', '\ude00', '\ude00\ud83d', 'good\ud800 bad', '👒 and 🕛', '🈶🈚', '😡😡 WORST 😡', '💩💩💩 but 💯'],
    ],
    'blanks': [
        *['', ' ', '\n', '\u3000', '\u200b', '\ufeff', '\x85', '\x1c', ' \t good \r\n', 'good\u200bbad', 'good\ufeff', '\u2060good', 'good\u180ebad'],
        *[f'not{blank}good{blank}' for blank in map(chr, [9, 10, 11, 12, 13, 28, 29, 30, 31, 133, 160, 5760, 8192, 8202, 8203, 8232, 8233, 8239, 8287, 12288])],
    ],
    'long texts': [
        *['good ' * 40, 'good bad ' * 60 + 'but good!', 'not good ' * 200, 'x ' * 400 + 'good', 'very ' * 100 + 'good', 'so ' * 7 + 'good ' * 50 + 'but ' + 'bad ' * 50],
    ],
    'words that objects know': ['__proto__ constructor toString good', 'hasOwnProperty', 'constructor', '__proto__'],
}


def ranges(holds):
    """Code points for which it holds: first and last of each range, one after the other."""
    found = []
    for code in range(0x110000):
        if holds(chr(code)):
            if found and found[-1] == code - 1:
                found[-1] = code
            else:
                found += [code, code]
    return found


def scored(texts):
    scores = [analyzer.polarity_scores(text) for text in texts]
    return [[text, s['neg'], s['neu'], s['pos'], s['compound']] for text, s in zip(texts, scores)]


result = {
    'rules': {rule: scored(dict.fromkeys(texts)) for rule, texts in rules.items()},
    'capitals': ranges(str.isupper),
    'small': ranges(lambda letter: letter.islower() or unicodedata.category(letter) == 'Lt'),
}
rows = ',\n'.join(
    f' {json.dumps(rule)}: [\n' + ',\n'.join(f'  {json.dumps(row)}' for row in cases) + '\n ]' for rule, cases in result['rules'].items()
)
text = f'{{"rules": {{\n{rows}\n}},\n"capitals": {json.dumps(result["capitals"])},\n"small": {json.dumps(result["small"])}}}\n'
target = Path(__file__).with_name('vader.json')
target.write_text(text)
print(f'{target.name}: {sum(map(len, result["rules"].values()))} sentences, {len(text):,} bytes')
