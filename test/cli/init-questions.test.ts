import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { typeAt, withTerminal } from '../support/terminal.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

/** Reviews with stars and the month of the visit: a text, and two columns that could be the label. */
function visits(): string {
  const words = ['great ride today', 'lovely quiet park', 'awful long queue', 'rude tired staff']
  const lines = Array.from({ length: 40 }, (_, i) => `${words[i % 4]} in ${2000 + i},${i % 4 < 2 ? 5 : 1},m${i % 3}`)
  return ['text,stars,month', ...lines, ''].join('\n')
}

const init = ['init', 'made', '--data', 'visits.csv']
const label = 'Which column is to be predicted? [stars]'
const text = 'Learn from the text in "text", from the other columns, or from both? [both]'

test('on a terminal an empty line takes the guess', withTerminal, async (t) => {
  const cwd = temporaryFolder(t, { 'visits.csv': visits() })
  const { code, screen } = await typeAt(t, init, cwd, [
    [label, '\r'],
    [text, '\r'],
  ])
  assert.equal(code, 0, screen)
  // The columns are shown before they are asked for.
  assert.ok(screen.indexOf('visits.csv: 40 rows') < screen.indexOf(label))
  assert.match(screen, /label: stars; learned from 2 columns\n/)
  assert.match(screen, /\nnext: slipway up made\n$/)
})

test(
  'a wrong answer is told what is expected and asked again; answers typed ahead are kept',
  withTerminal,
  async (t) => {
    const cwd = temporaryFolder(t, { 'visits.csv': visits() })
    const { code, screen } = await typeAt(t, init, cwd, [
      [label, 'mont\r'],
      ['Expected one of text, stars, month. Did you mean "month"?', ' month \rcolumn\rcolumns\r'],
    ])
    assert.equal(code, 0, screen)
    assert.match(screen, /Expected one of both, text, columns\. Did you mean "columns"\?\n/)
    assert.match(screen, /label: month; learned from 1 column\n/)
    assert.match(screen, /text .* {2}left out: nearly every row has another value/)
    assert.match(readFileSync(join(cwd, 'made/service.ts'), 'utf8'), /tabularClassifier/)
  },
)

test('Ctrl-C and the end of the input leave no service behind', withTerminal, async (t) => {
  const cwd = temporaryFolder(t, { 'visits.csv': visits() })
  const interrupted = await typeAt(t, init, cwd, [[label, '\x03']])
  assert.equal(interrupted.code, 130)
  assert.match(interrupted.screen, /\n$/)
  const ended = await typeAt(t, init, cwd, [
    [label, '\r'],
    [text, '\x04'],
  ])
  assert.equal(ended.code, 2)
  assert.match(ended.screen, /\nslipway init: the questions were not answered\.\n$/)
  assert.ok(!existsSync(join(cwd, 'made')))
})

test('what an option says is not asked, and a wrong one is refused before any question', withTerminal, async (t) => {
  const cwd = temporaryFolder(t, { 'visits.csv': visits() })
  const wrong = await typeAt(t, [...init, '--text', 'texts'], cwd, [])
  assert.equal(wrong.code, 2)
  assert.ok(!wrong.screen.includes('Which column'))
  assert.match(wrong.screen, /there is no column "texts"\. Did you mean "text"\?/)
  const { code, screen } = await typeAt(t, [...init, '--label', 'stars', '--text', 'text'], cwd, [])
  assert.equal(code, 0, screen)
  assert.doesNotMatch(screen, /Which column|Learn from/)
})
