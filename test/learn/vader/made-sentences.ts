/**
 * Sentences that nobody would write, made to meet as many of VADER's rules at once as possible: rated words among the
 * words that rules ask for, in odd capitals, with odd punctuation, blanks, emoji and letters.
 */
export function* madeSentences(
  ratedWords: readonly string[],
  emoji: readonly string[],
  seed: number,
): Generator<string> {
  const random = uniform(seed)
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)]!
  const chance = (probability: number) => random() < probability

  const word = () => {
    const kind = random()
    if (kind < 0.35) return pick(ratedWords)
    if (kind < 0.65) return pick(ruleWords)
    if (kind < 0.8) return pick(phrases)
    if (kind < 0.86) return pick(neutralWords)
    if (kind < 0.91) return pick(emoji)
    if (kind < 0.95) return pick(oddWords)
    return Array.from({ length: 1 + random() * 5 }, () => pick(oddCharacters)).join('')
  }
  const inOddCase = (text: string) => {
    const kind = random()
    if (kind < 0.6) return text
    if (kind < 0.8) return text.toUpperCase()
    if (kind < 0.87) return text.charAt(0).toUpperCase() + text.slice(1)
    if (kind < 0.94) return [...text].map((letter) => (chance(0.5) ? letter.toUpperCase() : letter)).join('')
    return text.replace(/k/gi, '\u212A').replace(/s/g, 'ſ').replace(/i/g, 'İ')
  }
  const dressed = (text: string) => {
    if (chance(0.75)) return text
    const before = chance(0.4) ? punctuation(1 + random() * 3) : ''
    const after = chance(0.7) ? punctuation(1 + random() * 4) : ''
    const middle = Math.floor(random() * text.length)
    return before + (chance(0.05) ? text.slice(0, middle) + pick(oddCharacters) + text.slice(middle) : text) + after
  }
  const punctuation = (length: number) => Array.from({ length }, () => pick(marks)).join('')

  for (;;) {
    const length = chance(0.01) ? 40 + random() * 400 : random() * 14
    const words = random() * 40 + 1
    const own = Array.from({ length: words }, word)
    const repeats = chance(0.3)
    const plain = chance(0.4)
    let text = chance(0.05) ? pick(blanks) : ''
    for (let i = 0; i < length; i++) {
      const next = repeats ? pick(own) : word()
      text += plain ? next : dressed(inOddCase(next))
      text += chance(plain ? 0.99 : 0.9) ? ' ' : chance(0.8) ? pick(blanks) : ''
    }
    yield text + (chance(0.3) ? pick(['!', '!!', '!!!', '!!!!', '!!!!!', '?', '??', '???', '????', '?!?!', '. ']) : '')
  }
}

/** xorshift32, in [0, 1): the same sentences on every run. */
function uniform(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

const ruleWords = `never so this without doubt least at very no or nor kind of but but not isn't don't won't cannot none
  neither nothing rarely seldom despite uh-uh really absolutely uber extremely totally more most barely hardly kinda
  kind-of sort-of sorta less little slightly marginally somewhat effing quite the shit bomb bad ass badass bus stop yeah
  right kiss death to die for beating heart just enough sort good great bad horrible`.split(/\s+/)

const phrases = [
  'the shit',
  'the bomb',
  'bad ass',
  'bus stop',
  'yeah right',
  'kiss of death',
  'to die for',
  'beating heart',
  'kind of',
  'sort of',
  'just enough',
  'kind of good',
  'sort of bad',
  'just enough good',
  'never so good',
  'never this bad',
  'so this good',
  'without doubt great',
  'without a doubt',
  'no fun or good',
  'no good nor great',
  'at least good',
  'very least bad',
  'least good',
  'a bad ass thing',
  'such a badass',
  'not very good',
  'not so very bad',
  'no no good',
  'yeah right good',
  'the the shit good',
]

const neutralWords = ['a', 'it', 'was', 'book', 'table', 'I', 'is', 'x', 'ab', 'A', 'USA', '42', '3.5', 'hand-made']

const oddWords = [
  ...[
    "xn't",
    "éN'T",
    "n't",
    "N'T",
    'ISN’T',
    'isn’t',
    "ain'tgood",
    'ǆ',
    'ǅ',
    'Ǆ',
    'ǅungla',
    'ß',
    'STRAßE',
    'ẞ',
    'İYİ',
    'ı',
  ],
  ...[
    'ΟΔΟΣ',
    'ΣΑΣ',
    'ς',
    'ŉ',
    'ﬁne',
    'ªº',
    'Ⅷ',
    'ⓐ',
    'Ⓐ',
    '𝐆𝐎𝐎𝐃',
    '𐐀𐐀',
    '𐐨',
    'ʕ',
    'ᏸ',
    'Ა',
    'ა',
    'café',
    'CAFÉ',
    '好',
    '最高',
    'ﷺ',
  ],
  ...[
    ':D',
    ':-Þ',
    ':Þ',
    ':þ',
    'O_o',
    'o_O',
    ':)',
    ':-(',
    ';)',
    ':/',
    '<3',
    '</3',
    ':P',
    ':p',
    'xD',
    '8-)',
    ":'(",
    '(-:',
  ],
  ...[
    '👩‍👩‍👧‍👦',
    '🏳️‍🌈',
    '🇫🇷',
    '👍🏽',
    '❤️',
    '☺️',
    '1️⃣',
    '🔛',
    '🆙',
    '👨🏿‍🦱',
    '👒',
    '™',
    '©good',
    'good®',
    '\ud83d',
    '\ude00',
  ],
  ...['1337', '143', '86', '__proto__', 'constructor', 'hasOwnProperty', 'toString'],
]

const oddCharacters = [
  ...['é', 'É', 'K', 'ſ', 'İ', 'ı', 'ß', 'Σ', 'ς', 'ǅ', '\u0345', '\u0301', '\u200b', '\u200d', '\ufe0f', '\ufeff'],
  ...[
    '\u180e',
    '\u00ad',
    '\u0000',
    '\u007f',
    '\ud800',
    '\udfff',
    '𐐀',
    '𝒜',
    '😀',
    '🏽',
    '🇺',
    'a',
    'N',
    "'",
    't',
    '’',
    '“',
  ],
  ...[
    '…',
    '–',
    '¡',
    '¿',
    '！',
    '!',
    '?',
    '_',
    'Ａ',
    'ａ',
    '١',
    'ᾳ',
    'ᾼ',
    'Ꟶ',
    'ꟶ',
    'Ა',
    'ა',
    'ჼ',
    'Ꟙ',
    'ꭩ',
    '𐵐',
    '𐵰',
    '𞀰',
  ],
]

const marks = [...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~!!??..,,', '…', '“', '”', '’', '—']

const blanks = [
  ...[
    '  ',
    '\t',
    '\n',
    '\r\n',
    '\v',
    '\f',
    '\x1c',
    '\x1d',
    '\x1e',
    '\x1f',
    '\x85',
    '\xa0',
    '\u1680',
    '\u2000',
    '\u2003',
  ],
  ...['\u200a', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000', '\u200b', '\ufeff', '\u180e', '\u2060', '   '],
]
