import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { toCsvLine } from 'slipway/data'
import { forTerminal } from '../../src/cli/terminal.ts'
import { slipway } from '../support/cli.ts'
import { smallService } from '../support/small-service.ts'

test('what data holds does not steer a terminal, and our own bold and colours stay', () => {
  const terminal = { isTTY: true }
  for (const [given, shown] of [
    ['\x1b[1mmodel\x1b[22m\tkind\nv1', '\x1b[1mmodel\x1b[22m\tkind\nv1'],
    ['\x1b[2J\x1b[Hgone', '\\x1b[2J\\x1b[Hgone'],
    ['\x1b]0;title\x07', '\\x1b]0;title\\x07'],
    ['\x1b[8mhidden', '\\x1b[8mhidden'],
    ['safe\rover', 'safe\\x0dover'],
    ['\x9b31m\u202etxt', '\\x9b31m\\u202etxt'],
  ] as const) {
    assert.equal(forTerminal(given, terminal), shown)
    assert.equal(forTerminal(given, { isTTY: false }), given)
  }
})

test('a cell that a spreadsheet would run is written as a text, and a number stays one', () => {
  for (const formula of ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '=HYPERLINK("http://x","y")', '\t=1', '＝1']) {
    const [line] = toCsvLine([formula]).split('\n')
    assert.match(line ?? '', /^"?'/)
    assert.doesNotMatch(toCsvLine([formula], ',', true), /^"?'/)
  }
  assert.equal(toCsvLine([-5, '+1.5', '-1e-7', 'a=b', 'minus - one']), '-5,+1.5,-1e-7,a=b,minus - one\n')
})

test('predict leaves formulas as they are only where it is told to', async (t) => {
  const cwd = smallService(t)
  await slipway(['train', '.', '--no-plots'], { cwd })
  writeFileSync(join(cwd, 'new.csv'), 'id,text\n=1+1,great ride\n')
  const harmless = await slipway(['predict', '.', '--input', 'new.csv'], { cwd })
  assert.match(harmless.stdout, /\n'=1\+1,great ride,positive,/)
  const kept = await slipway(['predict', '.', '--input', 'new.csv', '--keep-formulas'], { cwd })
  assert.match(kept.stdout, /\n=1\+1,great ride,positive,/)
})
