"""
Reference stems: English and French by snowballstemmer 3.1.1, Porter's by NLTK. Words are those of scikit-learn's own
descriptions of its data sets, and made up from the stemmers' suffixes, which reaches rules that few real words reach.
Run: python3 test/reference/stems.py (pip install snowballstemmer==3.1.1 nltk)
"""
import json
import random
import re
from pathlib import Path

import sklearn
import snowballstemmer
from nltk.stem import PorterStemmer
from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.french_stemmer import FrenchStemmer

french_words = """
    continu continua continuait continuant continuation continue continuelle continuellement continuelles continuels
    majeste majestueuse majestueusement majestueux majeur majeure main mainte maintenaient maintenance maintenant
    abandonnée abandonnées absolument acceptèrent achetâmes actuellement administrateurs agréablement ailleurs aimable
    aimèrent amèrement amoureuse ancienneté animaux annonçait apparemment apparence appelleront bateaux beauté bijoux
    bonheur bruyamment châteaux chevaux choux constamment créations cruellement différemment dirigeant enfants ennuyeux
    évidemment exécution fâcheuse fatigué fière files finissaient finissions généralement généreuses genoux grandissant
    heureuse heureusement hibou hiboux impossibilité inattendu journaux jouer joyeux l'hôtel logiquement longtemps maïs
    mauvais naïve naïveté noël nouvelle parfaitement parlaient palais payons pluie poésie possibilités qu'il quelqu'un
    rapidement réfléchissement rejoindre religieuse seconde séparation sérieusement spectacle spectaculaires tapis
    traditionnelles travail travaux unique uniquement voyageaient voyageur voyelle yeux égal égale égaux équilibre
""".split()

random.seed(3)


def made(suffixes, letters, starts, count):
    words = set()
    while len(words) < count:
        if random.random() < 0.5:
            word = "".join(random.choice(letters) for _ in range(random.randint(0, 6)))
        else:
            start = random.choice(starts)
            word = start[: random.randint(1, len(start))]
        for _ in range(random.randint(1, 3)):
            word += random.choice(suffixes)
        words.add(word)
    return words


def suffixes_of(stemmer):
    amongs = [name for name in dir(stemmer) if re.fullmatch(r"a_\d+", name)]
    return sorted({among.s.lower() for name in amongs for among in getattr(stemmer, name)} - {""})


descriptions = Path(sklearn.__file__).parent / "datasets" / "descr"
text = " ".join(file.read_text() for file in sorted(descriptions.glob("*.rst")))
real = sorted(set(re.findall(r"[a-z]+(?:'[a-z]+)?", text.lower())))
odd = ["y", "yy", "yyy", "sayyy", "'", "''", "'s", "a's", "dying", "lying", "news", "skies", "sky", "éé", "\U0001d4aas", "\U0001d4aaying", "x" * 40 + "ing"]
english = sorted(set(real) | made(suffixes_of(EnglishStemmer), "aeiouybdglmnrstvwx", real, 1800) | set(odd))
french = sorted(set(french_words) | made(suffixes_of(FrenchStemmer), "aeiouyéèêâbdglmnqrstx", french_words, 2200) | set(odd))

english_stemmer = snowballstemmer.stemmer("english")
french_stemmer = snowballstemmer.stemmer("french")
porter = PorterStemmer()
out = {
    "english": [[word, english_stemmer.stemWord(word)] for word in english],
    "french": [[word, french_stemmer.stemWord(word)] for word in french],
    "porter": [[word, porter.stem(word)] for word in english],
}
path = Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, separators=(",", ":"), ensure_ascii=False) + "\n")
print(path, path.stat().st_size, {name: len(pairs) for name, pairs in out.items()})
