import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import * as learn from 'slipway/learn'
import { root, sourceFiles } from '../support/imports.ts'

/** The code of each `@example`, by the declaration that it is in the comment of. */
function examplesIn(file: string): [name: string, code: string][] {
  const source = readFileSync(join(root, file), 'utf8')
  const found = source.matchAll(
    /\/\*\*((?:(?!\*\/)[\s\S])*?@example\n(?:(?!\*\/)[\s\S])*)\*\/\s*export (?:class|function) (\w+)/g,
  )
  return Array.from(found, ([, comment = '', name = '']) => {
    const code = comment.slice(comment.indexOf('@example\n') + '@example\n'.length).split('\n @')[0] ?? ''
    return [name, code.replaceAll(/^ \* ?/gm, '').trimEnd()]
  })
}

/** Runs it with the names of `slipway/learn`; what stands behind `//` in a line is what the line has to give. */
function run(code: string): [line: string, value: unknown, expected: unknown][] {
  const lines = code.split('\n').map((line) => {
    const [, expression, expected] = /^(.*\S) \/\/ (.+)$/.exec(line) ?? []
    return expected === undefined ? line : `;__(${JSON.stringify(line)}, ${expression}, (${expected}))`
  })
  const results: [string, unknown, unknown][] = []
  const known = Object.entries(learn).filter(([name]) => code.includes(name))
  const body = new Function('__', ...known.map(([name]) => name), lines.join('\n'))
  body((...result: [string, unknown, unknown]) => results.push(result), ...known.map(([, value]) => value))
  return results
}

/** Typed arrays as lists, and numbers to four places, as examples write them. */
function plain(value: unknown): unknown {
  if (typeof value === 'number') return Math.round(value * 1e4) / 1e4 + 0
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, plain)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field)]))
}

for (const file of sourceFiles('src/learn')) {
  for (const [name, code] of examplesIn(file)) {
    test(`the example of ${name} gives what it says`, () => {
      const results = run(code)
      assert.ok(results.length > 0, 'an example shows a value behind //')
      for (const [line, value, expected] of results) assert.deepEqual(plain(value), plain(expected), line)
    })
  }
}
