import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { csv, readTable, rowsFrom } from 'slipway/data'

const folder = mkdtempSync(join(tmpdir(), 'slipway-data-'))
after(() => rmSync(folder, { recursive: true }))

test('rows come typed by their columns, with the digest of the bytes they were read from', async () => {
  const bytes = 'id,text,stars,good\n1,"Nice, really",5,TRUE\n2,,4.5,0\n'
  writeFileSync(join(folder, 'reviews.csv'), bytes)
  const columns = { text: 'text', stars: 'number', good: 'boolean', id: 'integer' } as const
  const table = await readTable(csv('reviews.csv', { columns }), { folder })
  assert.deepEqual(table.rows, [
    { text: 'Nice, really', stars: 5, good: true, id: 1 },
    { text: '', stars: 4.5, good: false, id: 2 },
  ])
  assert.equal(table.name, 'reviews.csv')
  assert.equal(table.sha256, createHash('sha256').update(bytes).digest('hex'))
  assert.equal(table.synthetic, false)
})

test('of several sources the first that exists is read', async () => {
  writeFileSync(
    join(folder, 'sample.mjs'),
    "export const name = 'two rows'\nexport const rows = () => [{ x: 1 }, { x: 2 }]\n",
  )
  const columns = { x: 'number' } as const
  const sources = [csv('nowhere.csv', { columns }), rowsFrom('sample.mjs', { columns, synthetic: true })]
  const table = await readTable(sources, { folder })
  assert.deepEqual(table.rows, [{ x: 1 }, { x: 2 }])
  assert.equal(table.name, 'two rows')
  assert.equal(table.synthetic, true)
})

test('where no source exists, the error names all that were tried', async () => {
  const columns = { x: 'number' } as const
  await assert.rejects(readTable([csv('a.csv', { columns }), csv('b.csv', { columns })], { folder }), {
    code: 'DATA_NOT_FOUND',
    message: `There is no data: none of these exists: ${folder}/a.csv, ${folder}/b.csv. Put a file there, or name one with --data FILE.`,
  })
})
