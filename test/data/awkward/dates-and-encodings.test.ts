import { people, testAwkwardFiles } from '../../support/awkward-file.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** Days of 2025, written by `write`, beside a label. */
function days(write: (day: number, month: number, i: number) => string, name = 'day', n = 40): string {
  const lines = people((_, __, ___, label, i) => `"${write(1 + ((i * 5) % 28), 1 + (i % 12), i)}",${label}`, n)
  return [`${name},label`, ...lines, ''].join('\n')
}

const date = { types: { day: 'date', label: 'category' }, first: { day: '2025-01-01' } }
const ambiguous = days((day, month) => `${two(1 + (day % 12))}/${two(month)}/2025`)

/** Reports of the kind "dates are words, or half of them swapped": pandas, AutoML tools, spreadsheets. */
testAwkwardFiles([
  { what: 'ISO dates', content: days((d, m) => `2025-${two(m)}-${two(d)}`), ...date },
  { what: 'German dates', content: days((d, m) => `${d}.${m}.2025`), ...date },
  { what: 'American dates that are told by days after the 12th', content: days((d, m) => `${m}/${d}/2025`), ...date },
  { what: 'British dates in two digits', content: days((d, m) => `${two(d)}/${two(m)}/25`), ...date },
  {
    what: 'names of months',
    content: days((d, m) => `${d}-${['Jan', 'Feb', 'March'][m % 3]}-2025`),
    first: { day: '2025-02-01' },
  },
  {
    what: 'dates that can all be read both ways',
    content: ambiguous,
    refused:
      'data.csv, column "day": "02/01/2025" is 2 January 2025 or 1 February 2025, and no other date of the column tells which; say it with dayFirst: true or false in a service, --day-first or --month-first with slipway init.',
  },
  {
    what: 'dates that can be read both ways, where a person says how',
    ...{ content: ambiguous, options: { dayFirst: false }, first: { day: '2025-02-01' } },
  },
  {
    what: 'dates with gaps',
    content: days((d, m, i) => (i % 7 === 3 ? 'NaT' : `2025-${two(m)}-${two(d)}`)),
    types: { day: 'date?', label: 'category' },
  },
  {
    what: 'times with zones',
    content: days((d, m) => `2025-${two(m)}-${two(d)}T01:30:00+02:00`),
    ...{ types: { day: 'datetime', label: 'category' }, first: { day: '2024-12-31T23:30:00' } },
  },
  {
    what: 'seconds since 1970 under the name of a time',
    content: days((d, m) => String(Date.UTC(2025, m - 1, d, 6) / 1000), 'created_at'),
    ...{ types: { created_at: 'datetime', label: 'category' }, first: { created_at: '2025-01-01T06:00:00' } },
  },
  {
    what: 'whole numbers that could be seconds, under another name',
    content: days((d, m) => String(Date.UTC(2025, m - 1, d, 6) / 1000), 'population'),
    types: { population: 'integer', label: 'category' },
  },
  { what: 'dates in eight digits', content: days((d, m) => `2025${two(m)}${two(d)}`), ...date },
  {
    what: 'versions and times of day, which are no dates',
    content: days((d, m) => `${d}:${two(m)}`),
    types: { day: 'text', label: 'category' },
  },
])

const words = ['très bon séjour', 'chambre sale, bruyante', 'déjeuner délicieux']
const reviews = ['stars;comment', ...people((_, __, ___, label, i) => `${label};${words[i % 3]} ${i}`), ''].join('\n')
const review = { types: { stars: 'category', comment: 'text' }, first: { comment: 'très bon séjour 0' }, rows: 40 }
const japanese = ['label,text', ...people((_, __, ___, label, i) => `${label},部屋はとてもきれいでした${i}`)].join('\n')

function utf32(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * [...text].length))
  for (const [i, char] of [...text].entries()) view.setUint32(4 * i, char.codePointAt(0) ?? 0, littleEndian)
  return new Uint8Array(view.buffer)
}

function bigEndian(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

/** Shift-JIS of the Japanese text above: the platform decodes it and has no encoder. */
function shiftJis(text: string): Buffer {
  const decoder = new TextDecoder('shift_jis')
  const codes = new Map<string, number[]>()
  for (let lead = 0x81; lead <= 0x9f; lead++) {
    for (let trail = 0x40; trail <= 0xfc; trail++) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  }
  return Buffer.from([...text].flatMap((char) => (char < '\x80' ? [char.charCodeAt(0)] : (codes.get(char) ?? [0x3f]))))
}

/** Reports of the kind "the words are mojibake, or the file is no UTF-8": every reader of files. */
testAwkwardFiles([
  { what: 'accents in UTF-8', content: reviews, ...review },
  {
    what: 'accents in windows-1252',
    content: Buffer.from(reviews, 'latin1'),
    ...{ ...review, says: [/^It is not UTF-8 and was read as windows-1252, where its words are "très", "séjour"/] },
  },
  {
    what: 'one damaged byte in UTF-8',
    content: Buffer.concat([Buffer.from(reviews), Buffer.from('yes;tr\xe8s bon\n', 'latin1')]),
    refused:
      'data.csv, row 42: byte 0xE8 after "yes;tr" is not UTF-8; other rows of this file are, so correct this one.',
  },
  {
    what: 'one damaged byte in UTF-8, whose row is to be left out',
    content: Buffer.concat([Buffer.from(reviews), Buffer.from('yes;tr\xe8s bon\n', 'latin1')]),
    ...{ options: { badRows: 'leave out' }, ...review, says: [/^1 row was left out: data\.csv, row 42: byte 0xE8/] },
  },
  { what: 'UTF-16 without a mark', content: Buffer.from(reviews, 'utf16le'), ...review },
  { what: 'UTF-16 with a mark', content: Buffer.from(`\ufeff${reviews}`, 'utf16le'), ...review },
  { what: 'big-endian UTF-16 without a mark', content: bigEndian(reviews), ...review },
  { what: 'Japanese in UTF-16 without a mark', content: Buffer.from(japanese, 'utf16le'), rows: 40 },
  { what: 'UTF-32 without a mark', content: utf32(reviews, true), ...review },
  { what: 'big-endian UTF-32 with a mark', content: utf32(`\ufeff${reviews}`, false), ...review },
  {
    what: 'Polish in windows-1250, named',
    content: Buffer.from([...Buffer.from('label,text\nyes,'), 0xb3, 0xf3, 0x64, 0xbf, ...Buffer.from('\nno,x\n')]),
    ...{ options: { encoding: 'cp1250' }, rows: 2, first: { text: 'łódż' } },
  },
  {
    what: 'the code page of DOS, named',
    content: Buffer.from([...Buffer.from('label,text\nyes,'), 0x81, 0x62, 0x65, 0x72, ...Buffer.from('\nno,x\n')]),
    ...{ options: { encoding: 'cp850' }, rows: 2, first: { text: 'über' } },
  },
  {
    what: 'Japanese in Shift-JIS, named',
    content: shiftJis(japanese),
    ...{ options: { encoding: 'shift_jis' }, rows: 40, first: { text: '部屋はとてもきれいでした0' } },
  },
  {
    what: 'Japanese in Shift-JIS that nobody named',
    content: shiftJis(japanese),
    refused:
      /^data\.csv is not UTF-8, and its encoding cannot be told by its bytes\. It would read\n {2}shift_jis: "部屋はとてもきれいでした[\s\S]*--encoding shift_jis/,
  },
  {
    what: 'an encoding that there is not',
    content: reviews,
    options: { encoding: 'utf-9' },
    refused: /There is no encoding "utf-9"; there are utf-8/,
  },
])
