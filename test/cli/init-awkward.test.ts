import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { people } from '../support/awkward-file.ts'
import { slipway } from '../support/cli.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

async function init(t: TestContext, content: string | Uint8Array, ...options: string[]) {
  const cwd = temporaryFolder(t, { 'data.csv': content })
  const made = await slipway(['init', 'made', '--data', 'data.csv', ...options], { cwd })
  const service = made.code === 0 ? readFileSync(join(cwd, 'made/service.ts'), 'utf8') : ''
  return { ...made, service }
}

test('a German spreadsheet with gaps, dates and comments trains, and its service file says how it is written', async (t) => {
  const lines = people((age, income, _, label, i) =>
    [`${age}`.replace('.', ','), i === 4 ? '-' : `${income} €`.replace('.', ','), `${1 + (i % 28)}.3.2025`, label].join(
      ';',
    ),
  )
  const content = Buffer.from(['# Auszug', 'Größe;Umsatz;Tag;Kauf', ...lines, ''].join('\n'), 'latin1')
  const { code, stderr, stdout, service } = await init(
    t,
    content.map((byte) => (byte === 0xac ? 0x80 : byte)),
    '--label',
    'Kauf',
  )
  assert.equal(code, 0, stderr)
  assert.match(service, /delimiter: ';'.*|encoding: 'windows-1252'/)
  for (const option of ["encoding: 'windows-1252'", "comment: '#'", "decimal: ','", "missing: ['-']", "Tag: 'date'"]) {
    assert.ok(service.includes(option), `${option} in ${service}`)
  }
  assert.match(stdout, /note: Umsatz: numbers in "€", read without it\./)
})

test('a column that counts the rows is left out, whatever its name and even where it is shuffled', async (t) => {
  const lines = people((age, _, group, label, i) => `${i + 101},${age},${group},${(i * 17) % 40},${label}`)
  const { stdout, service } = await init(t, ['case,age,group,mixed,label', ...lines, ''].join('\n'))
  assert.match(stdout, /^case .* {2}left out: it counts the rows$/m)
  assert.match(stdout, /^mixed .* {2}left out: it counts the rows$/m)
  assert.match(service, /const features = \['age', 'group'\] as const/)
})

test('a code beside the words that it stands for is left out, of the label even where it has gaps', async (t) => {
  const lines = people((age, _, group, label, i) => {
    const code = i % 5 === 1 ? '' : label === 'yes' ? 1 : 0
    return [age, group, group.length + group.charCodeAt(0), code, label].join()
  })
  const { stdout, service } = await init(t, ['age,group,group_code,code,label', ...lines, ''].join('\n'))
  assert.match(stdout, /^code .* {2}left out: it is "label" in other words$/m)
  assert.match(stdout, /^group_code .* {2}left out: it is "group" in other words$/m)
  assert.match(service, /const features = \['age', 'group'\] as const/)
})

test('a column of label lists is refused with the reason', async (t) => {
  const genres = ['action', 'drama', 'action|drama', 'horror', 'drama|horror']
  const lines = people((age, _, group, __, i) => `${age},${group},${genres[i % 5]}`)
  const { code, stderr } = await init(t, ['length,studio,genre', ...lines, ''].join('\n'))
  assert.equal(code, 2)
  assert.match(
    stderr,
    /"genre" holds several labels in a cell, such as "action\|drama"; a model answers with one label\./,
  )
})

test('rows without a label are counted, and bad rows are left out where a person says so', async (t) => {
  const lines = people((age, _, group, label, i) => `${age},${group},${i % 9 === 1 ? 'nan' : label}`)
  const content = ['age,group,label', ...lines, '1,2,3,4', ''].join('\n')
  const refused = await init(t, content)
  assert.equal(refused.code, 2)
  assert.match(
    refused.stderr,
    /row 42: has 4 cells, the header has 3\.\nCorrect these rows, or leave them out with --skip-bad-rows\.\n$/,
  )
  const { stdout, service } = await init(t, content, '--skip-bad-rows')
  assert.match(stdout, /note: 5 of 40 rows have no label and are left out\./)
  assert.match(stdout, /note: 1 row was left out: data\.csv, row 42: has 4 cells/)
  assert.match(service, /badRows: 'leave out'/)
})

test('two columns of one name are named as the reason where one of them is asked for', async (t) => {
  const content = ['x,y,x,label', ...people((a, b, g, l) => `${a},${b},${g},${l}`), ''].join('\n')
  const { code, stderr } = await init(t, content, '--label', 'x')
  assert.equal(code, 2)
  assert.equal(stderr, 'slipway init: "x" cannot be used: 2 columns have this name. Change that in the file.\n')
})

test('options that contradict each other are refused together', async (t) => {
  const { code, stderr } = await init(t, 'x,y\n1,2\n', '--header', '--no-header', '--day-first', '--month-first')
  assert.equal(code, 2)
  assert.match(
    stderr,
    /--header and --no-header say two different things; give one\.\n {2}--day-first and --month-first/,
  )
})
