import { people, testAwkwardFiles } from '../../support/awkward-file.ts'

/** A tidy file, but for the ages at three places. */
function withAge(word: string, header = 'age,income,group,label'): string {
  const lines = people((age, income, group, label, i) => `${i % 13 === 5 ? word : age},${income},${group},${label}`)
  return [header, ...lines, ''].join('\n')
}

const tidy = { age: 'number', income: 'number', group: 'category', label: 'category' }
const withGaps = { ...tidy, age: 'number?' }
const first = { age: 20.5, income: 1000.25, group: 'north', label: 'no' }

/** Reports of the kind "one word in a column of numbers makes it text": pandas, ML.NET, data profilers. */
testAwkwardFiles([
  { what: 'nothing peculiar', content: withAge('33'), types: tidy, first },
  ...['None', '#N/A', '<NA>', '-nan', 'NULL', ' NA ', '1.#QNAN', ''].map((word) => ({
    ...{ what: `"${word}" in a column of numbers`, content: withAge(word), types: withGaps, first },
  })),
  ...['?', '-', '.', 'n.a.', 'missing', '#DIV/0!', 'inf', '\\N'].map((word) => ({
    ...{ what: `"${word}" in a column of numbers`, content: withAge(word), types: withGaps, first },
    says: [`Taken for gaps: ${JSON.stringify(word)}.`],
  })),
  {
    what: 'a number that somebody mistyped',
    content: withAge('33').replace('\n70.5,', '\n7o.5,').replace('\n57.5,', '\n5x7,'),
    ...{ types: withGaps, says: ['Taken for gaps: "5x7".'] },
  },
  {
    // Laboratories write what is below the limit of detection so.
    what: 'many values such as <1.0 among numbers',
    content: ['dose,label', ...people((age, _, __, label, i) => `${i % 2 ? `<${i}` : age},${label}`), ''].join('\n'),
    types: { dose: 'text', label: 'category' },
    says: [
      /^50 % of its cells are numbers, others are "<1", "<3", "<5", …; if these are gaps, name them with --missing$/,
    ],
  },
  {
    what: 'the word nan among its labels',
    content: ['x,label', ...people((age, _, __, label, i) => `${age},${i === 3 ? 'nan' : label}`), ''].join('\n'),
    types: { x: 'number', label: 'category?' },
    says: ['Taken for gaps: "nan".'],
  },
  {
    what: 'whole numbers that a data frame with gaps made floats of',
    content: ['size,label', ...people((age, _, __, label) => `${age - 0.5}.0,${label}`), ''].join('\n'),
    types: { size: 'number', label: 'category' },
  },
  {
    what: 'decimal commas and semicolons',
    content: ['age;income;label', ...people((a, b, _, l) => `${a};${b};${l}`.replaceAll('.', ',')), ''].join('\n'),
    types: { age: 'number', income: 'number', label: 'category' },
    first: { age: 20.5, income: 1000.25 },
  },
  {
    what: 'decimal commas and tabs',
    content: ['age\tincome\tlabel', ...people((a, b, _, l) => `${a}\t${b}\t${l}`.replaceAll('.', ',')), ''].join('\n'),
    name: 'data.tsv',
    first: { age: 20.5, income: 1000.25 },
  },
  {
    what: 'quoted thousands with commas',
    content: ['income,label', ...people((_, b, __, l) => `"${b.toLocaleString('en-US')}",${l}`), ''].join('\n'),
    types: { income: 'number', label: 'category' },
    first: { income: 1000.25 },
  },
  {
    what: 'whole thousands with commas, which could be decimals',
    content: [
      'income,label',
      ...people((_, b, __, l, i) => `"${1 + (i % 9)},${100 + (Math.floor(b) % 900)}",${l}`),
    ].join('\n'),
    types: { income: 'integer', label: 'category' },
    first: { income: 1200 },
    says: ['"1,200" is read as 1200; where it is another number, name the decimal sign: --decimal ",".'],
  },
  {
    what: 'the same in a file with semicolons, as countries with decimal commas write it',
    content: ['income;label', ...people((_, b, __, l, i) => `${1 + (i % 9)},${100 + (Math.floor(b) % 900)};${l}`)].join(
      '\n',
    ),
    types: { income: 'number', label: 'category' },
    first: { income: 1.2 },
    says: ['"1,200" is read as 1.2; where it is another number, name the decimal sign: --decimal ".".'],
  },
  {
    what: 'narrow blanks between thousands and decimal commas',
    content: ['income;label', ...people((_, b, __, l) => `${b.toLocaleString('fr-FR')};${l}`), ''].join('\n'),
    first: { income: 1000.25 },
  },
  {
    what: 'apostrophes between thousands, as in Switzerland',
    content: ['income,label', ...people((_, b, __, l) => `${b.toLocaleString('de-CH')},${l}`), ''].join('\n'),
    first: { income: 1000.25 },
  },
  {
    what: 'prices with a currency and shares with a per cent sign',
    content: ['price,share,label', ...people((a, b, _, l) => `$${b},${a}%,${l}`), ''].join('\n'),
    types: { price: 'number', share: 'number', label: 'category' },
    first: { price: 1000.25, share: 20.5 },
    says: ['numbers in "$", read without it', 'numbers in "%", read without it'],
  },
  {
    what: 'prices in two currencies',
    content: ['price,label', ...people((a, _, __, l, i) => `${i % 2 ? '$' : '€'}${a},${l}`), ''].join('\n'),
    types: { price: 'category', label: 'category' },
    says: ['some of its numbers have "€", "$": write one sign in all of them, or none, and it is a number'],
  },
  {
    what: 'losses in brackets, as accountants write them',
    content: ['profit,label', ...people((a, _, __, l, i) => `${i === 0 ? `(${a})` : a},${l}`), ''].join('\n'),
    types: { profit: 'number', label: 'category' },
    first: { profit: -20.5 },
  },
  {
    what: 'codes that begin with zeros, and ids that no double holds',
    content: [
      'zip,tweet,label',
      ...people((_, __, ___, l, i) => `0${1000 + i},90071992547409${930 + i},${l}`),
      '',
    ].join('\n'),
    types: { zip: 'text', tweet: 'text', label: 'category' },
    first: { zip: '01000', tweet: '90071992547409930' },
  },
])
