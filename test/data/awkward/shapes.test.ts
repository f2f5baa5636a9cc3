import { people, testAwkwardFiles } from '../../support/awkward-file.ts'

const header = 'age,income,group,label'
const lines = people((age, income, group, label) => `${age},${income},${group},${label}`)
const body = `${lines.join('\n')}\n`
const types = { age: 'number', income: 'number', group: 'category', label: 'category' }
const unnamed = { column_1: 'number', column_2: 'number', column_3: 'category', column_4: 'category' }
const noHeader = 'The first line looks like the others and is taken for a row: the file has no header.'
const first = { age: 20.5, group: 'north' }
const common = { types, first, rows: 40 }

/** Reports of the kind "rows are shifted, lost or taken for names": pandas, R, Papa Parse, csv-parse, model builders. */
testAwkwardFiles([
  { what: 'no header', content: body, types: unnamed, rows: 40, says: [noHeader], first: { column_1: 20.5 } },
  {
    what: 'no header, whose columns are named by hand',
    content: body,
    options: { names: header.split(',') },
    ...common,
  },
  {
    what: 'no header, and texts only',
    content: people((age, _, group, label) => `${label}\t${group} customer of ${age} years`).join('\n'),
    ...{ name: 'data.tsv', types: { column_1: 'category', column_2: 'text' }, rows: 40, says: [noHeader] },
  },
  {
    what: 'names that are numbers, as data frames without names have',
    content: `0,1,2\n${people((age, income, _, label) => `${age},${income},${label}`).join('\n')}`,
    ...{ types: { 0: 'number', 1: 'number', 2: 'category' }, rows: 40 },
  },
  {
    what: 'years for names',
    content: `country,2019,2020\n${people((age, income, _, __, i) => `c${i},${age},${income}`).join('\n')}`,
    types: { 2019: 'number', 2020: 'number', country: 'text' },
  },
  { what: 'blank lines above its header', content: `\n\n${header}\n${body}`, ...common },
  {
    what: 'a line sep=; as Excel writes it',
    content: `sep=;\r\n${header}\n${body}`.replaceAll(',', ';'),
    ...common,
  },
  {
    what: 'comments above its header, with quotes and commas in them',
    content: `# from the shop, "2026\n# by us\n${header}\n${body}`,
    ...{ ...common, says: ['Lines that begin with "#" are taken for comments.'] },
  },
  {
    what: 'a header that begins with #',
    content: `#age${header.slice(3)}\n${body}`,
    first: { '#age': 20.5 },
    rows: 40,
  },
  {
    what: 'a title above its header',
    content: `Report of March\n\n${header}\n${body}`,
    refused:
      'data.csv: the first line, "Report of March", is no header: it has 1 of the 4 cells that most lines have. Delete the lines above the header and try again.',
  },
  {
    what: "an index without a name, as pandas' to_csv writes it",
    content: `,${header}\n${lines.map((line, i) => `${i},${line}`).join('\n')}`,
    ...common,
  },
  {
    what: 'row names that the header has no column for, as R writes them',
    content: `${header}\n${lines.map((line, i) => `"${i + 1}",${line}`).join('\n')}`,
    ...{ ...common, says: ['The rows begin with a name that the header has no column for; it is left out.'] },
  },
  {
    what: 'a delimiter at the end of each row, but not of the header',
    content: `${header}\n${lines.join(',\n')},\n`,
    ...common,
  },
  { what: 'a delimiter at the end of every line', content: `${header},\n${lines.join(',\n')},\n`, ...common },
  {
    what: 'two columns of one name',
    content: `age,note,group,label,note\n${lines.map((line) => `${line},x`).join('\n')}`,
    types: { age: 'number', group: 'category', label: 'category' },
    unusable: { note: '2 columns have this name' },
  },
  {
    what: 'blanks behind its commas',
    content: `${header}\n${body}`.replaceAll(',', ', '),
    ...common,
  },
  {
    what: 'a row with a comma too many, in words',
    content: `${header}\n${body}30,1,000,north,yes\n`,
    refused: 'data.csv, row 42: has 5 cells, the header has 4.',
  },
  {
    what: 'a row with a comma too many that is to be left out',
    content: `${header}\n${body}30,1,000,north,yes\n`,
    ...{ options: { badRows: 'leave out' }, types, rows: 40 },
    says: ['1 row was left out: data.csv, row 42: has 5 cells, the header has 4.'],
  },
  {
    what: 'its header again in the middle, as joined files have it',
    content: `${header}\n${body}${header}\n${body}`,
    refused: 'data.csv, row 42: repeats the header.',
  },
  {
    what: 'blanks between its cells',
    content: `age income\n${people((age, income) => `${age}   ${income}`).join('\n')}\n`
      .replaceAll(' ', '  ')
      .replaceAll('\n', ' 1\n'),
    refused: 'data.csv: its cells seem to be parted by blanks. Put commas or tabs between them and try again.',
  },
  {
    what: 'line breaks and delimiters of other kinds in quotes',
    content: `note;label\n${people((age, _, __, label) => `"first, line\nsecond | ${age}\t";${label}`).join('\n')}`,
    ...{ types: { note: 'text', label: 'category' }, rows: 40 },
  },
  {
    what: 'a byte-order mark before a quoted name with a comma in it',
    content: `\ufeff"age, years",label\n${people((age, _, __, label) => `${age},${label}`).join('\n')}`,
    types: { 'age, years': 'number', label: 'category' },
  },
  { what: 'line ends of old Macs', content: `${header}\n${body}`.replaceAll('\n', '\r'), ...common },
  {
    what: 'the name of a text file',
    ...{ name: 'data.txt', content: `${header}\n${body}`.replaceAll(',', '\t'), ...common },
  },
  {
    what: 'a quote that never closes',
    content: `${header}\n${body}30,1,"north,yes\n`,
    refused: /^data\.csv, row 42, cell 3: a quote opens here and never closes: "north,yes\\n"\.$/,
  },
])
