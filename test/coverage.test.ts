import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coverageOf } from './support/coverage/measure.ts'

const code = `// A comment is no code.
const twice = (x) => 2 * x

function never() {
  return 1
}
`
const module = [0, code.length] as const
const twice = [code.indexOf('(x)'), code.indexOf('x\n') + 1] as const
const never = [code.indexOf('function'), code.indexOf('}') + 1] as const

test('coverage of a file counts functions, and lines of code that lie in functions that ran', () => {
  const once = [
    [...module, 1],
    [...twice, 1],
    [...never, 0],
  ] as const
  const { functions, functionsRun, lines, linesRun } = coverageOf(code, [once])
  assert.deepEqual(
    { functions, functionsRun, lines, linesRun },
    { functions: 2, functionsRun: 1, lines: 3, linesRun: 1 },
  )
})

test('what ran in any of several processes is covered, and what no process loaded is not', () => {
  const first = [
    [...module, 1],
    [...twice, 1],
    [...never, 0],
  ] as const
  const second = [
    [...module, 1],
    [...twice, 0],
    [...never, 1],
  ] as const
  assert.equal(coverageOf(code, [first, second]).linesRun, 3)
  assert.equal(coverageOf(code, [first, second]).functionsRun, 2)
  assert.deepEqual(coverageOf(code, []), { files: 1, functions: 0, functionsRun: 0, lines: 3, linesRun: 0 })
})
