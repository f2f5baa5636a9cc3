"""A service's pipeline, as its JSON describes it, made of scikit-learn's parts and the stemmers of NLTK and Snowball."""

import re

from nltk.stem.porter import PorterStemmer
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import make_pipeline, make_union
from snowballstemmer import stemmer as snowball

words = re.compile(r'(?u)\b\w\w+\b')
stemmers = {
    'porter': PorterStemmer().stem,
    'english': snowball('english').stemWord,
    'french': snowball('french').stemWord,
}


class StemmedWords:
    """Splits a text into words as scikit-learn does and stems each; remembers stems where it is told to."""

    def __init__(self, stem, remember=True):
        self.stem = stem
        self.known = {} if remember else None

    def __call__(self, text):
        return [self.stem_of(word) for word in words.findall(text)]

    def stem_of(self, word):
        if self.known is None:
            return stemmers[self.stem](word)
        stem = self.known.get(word)
        if stem is None:
            stem = self.known[word] = stemmers[self.stem](word)
        return stem


def to_pipeline(steps, remember_stems=True, **classifier_options):
    """steps: the two steps of a text classifier, each {"step", "options"} with names in camelCase."""
    vectorizer, classifier = steps
    return make_pipeline(to_vectorizer(vectorizer, remember_stems), to_classifier(classifier, classifier_options))


def to_vectorizer(step, remember_stems=True):
    options = dict(step['options'])
    if step['step'] == 'FeatureUnion':
        return make_union(*(to_vectorizer(part, remember_stems) for part in options['steps']))
    stem = options.pop('stem', None)
    given = {to_snake(name): value for name, value in options.items()}
    if 'ngram_range' in given:
        given['ngram_range'] = tuple(given['ngram_range'])
    if given.get('norm') is False:
        given['norm'] = None
    if stem:
        given.update(tokenizer=StemmedWords(stem, remember_stems), token_pattern=None)
    return {'TfidfVectorizer': TfidfVectorizer, 'CountVectorizer': CountVectorizer}[step['step']](**given)


def to_classifier(step, extra):
    given = {to_snake(name): value for name, value in step['options'].items()}
    if step['step'] == 'MultinomialNB':
        return MultinomialNB(**given)
    return LogisticRegression(**{'max_iter': 1000, **given, **extra})


def to_snake(name):
    return re.sub('[A-Z]', lambda letter: '_' + letter.group().lower(), name) if name != 'C' else name
