import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Document } from '../../src/probe/report/document.ts'
import { toHtml } from '../../src/probe/report/html.ts'
import { toMarkdown } from '../../src/probe/report/markdown.ts'
import { checkReportNames, writeReport } from '../../src/probe/report/write-report.ts'
import { timelineSvg } from '../../src/probe/watch/timeline-svg.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const asked = [
  { atMs: 0, ms: 10, status: 200, version: '<0.1>' },
  { atMs: 500, ms: 900, status: 200, version: '0.2' },
  { atMs: 1000, ms: 10, status: 503, failure: '503' },
]
const picture = timelineSvg(asked, 2, [{ atMs: 600, label: 'change & more' }])
const document: Document = {
  title: 'A <watch>',
  blocks: [
    { text: 'Ask `a & b`.' },
    { list: ['one', 'two'] },
    { picture, alt: 'Answers "over" time' },
    { heading: 'Numbers' },
    { table: { header: ['a|b', 'n'], rows: [['0.1.0', '1,024 ms']] } },
    { code: 'slipway watch http://localhost' },
  ],
}

test('a report is Markdown whose picture is a file beside it', async (t) => {
  assert.equal(
    toMarkdown(document, (number) => `p${number}.svg`),
    [
      '# A <watch>',
      'Ask `a & b`.',
      '- one\n- two',
      '![Answers "over" time](p0.svg)',
      '## Numbers',
      '| a\\|b | n |\n| --- | --: |\n| 0.1.0 | 1,024 ms |',
      '```sh\nslipway watch http://localhost\n```\n',
    ].join('\n\n'),
  )
  const folder = temporaryFolder(t)
  const written = await writeReport(join(folder, 'r.md'), document, {})
  assert.deepEqual(written, [join(folder, 'r.md'), join(folder, 'r.svg')])
  assert.deepEqual(readdirSync(folder).sort(), ['r.md', 'r.svg'])
})

test('a report is one HTML file that asks nothing of another place, and what was seen stays text in it', () => {
  const html = toHtml(document)
  assert.ok(html.includes('<p>Ask <code>a &#38; b</code>.</p>'))
  assert.ok(html.includes('<h1>A &#60;watch&#62;</h1>') && html.includes('&#60;0.1&#62;'))
  assert.doesNotMatch(html, /<script|<link|src=|url\(|@import/)
  assert.deepEqual(html.match(/https?:\/\/[^"<\s]+/g), ['http://www.w3.org/2000/svg', 'http://localhost'])
})

test('a report is a PDF, its picture drawn in it', async (t) => {
  const folder = temporaryFolder(t)
  const [drawn, plain] = [join(folder, 'drawn.pdf'), join(folder, 'plain.pdf')]
  await writeReport(drawn, document, {})
  await writeReport(plain, { ...document, blocks: document.blocks.filter((block) => !('picture' in block)) }, {})
  const [with_, without] = [readFileSync(drawn), readFileSync(plain)]
  assert.equal(with_.subarray(0, 5).toString(), '%PDF-')
  assert.match(with_.subarray(-8).toString(), /%%EOF/)
  assert.ok(with_.length > without.length)
})

test('the picture of a watch has a colour for each version, one for failures, and the marks', () => {
  for (const text of ['>&#60;0.1&#62;<', '>0.2<', '>failed<', '>change &#38; more<'])
    assert.ok(picture.includes(text), text)
  const colors = new Set(picture.match(/fill="#[0-9a-f]{6}"/g))
  assert.equal(colors.size, 5, 'ground, text, two versions, failures')
  assert.doesNotMatch(picture, /NaN|undefined|Infinity/)
  assert.doesNotMatch(timelineSvg([], 0), /NaN|undefined|Infinity/)
})

test('a file of an unknown kind is refused before there is a report', async () => {
  assert.throws(() => checkReportNames(['a.json', 'b.docx', 'c']), {
    code: 'USAGE',
    message: [
      '--out: expected a file that ends in .json, .md, .html, .pdf; got "b.docx".',
      '--out: expected a file that ends in .json, .md, .html, .pdf; got "c".',
    ].join('\n'),
  })
  await assert.rejects(writeReport('/nowhere/at/all.json', document, {}), { code: 'WRITE_FAILED' })
})
