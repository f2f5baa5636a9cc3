import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csv, FeatureUnion, LogisticRegression, TfidfVectorizer as Step, textClassifier } from 'slipway'
import { CountVectorizer } from 'slipway/learn'
import { Random } from '../../../src/learn/random.ts'
import { LinearPattern } from '../../../src/learn/text/pattern/linear-pattern.ts'

const random = new Random(1)
const oneOf = <T>(values: readonly T[]): T => values[random.below(values.length)] as T

/** A pattern out of all that a pattern may have, with one capturing group at most. */
function anyPattern(depth: number, group: { used: boolean }): string {
  const kind = random.below(depth > 0 ? 11 : 4)
  const inner = () => anyPattern(depth - 1, group)
  if (kind < 2) return oneOf(['a', 'b', '1', 'é', ' '])
  if (kind === 2) return oneOf(['[ab]', '\\w', '.', '[^a]', '\\p{L}', '\\S', '\\u{61}', '[\\]\\-b]'])
  if (kind === 3) return oneOf(['\\b', '\\B', '^', '$', 'a', 'b'])
  if (kind < 6) return inner() + inner()
  if (kind < 8) return `(?:${inner()}|${inner()})`
  if (kind === 8 && !group.used) {
    group.used = true
    return `(${inner()})`
  }
  return `(?:${inner()})${oneOf(['*', '+', '?', '{2}', '{1,2}', '{0,3}', '*?', '+?', '??', '{2,}'])}`
}

test('a pattern finds the words that JavaScript finds', () => {
  let compared = 0
  for (let i = 0; i < 4000; i++) {
    const source = anyPattern(4, { used: false })
    const pattern = parsed(source)
    if (pattern === undefined) continue
    const text = Array.from({ length: random.below(9) }, () => oneOf(['a', 'b', '1', 'é', ' ', '\n'])).join('')
    const expected = [...text.matchAll(new RegExp(source, 'gu'))].map((match) =>
      match.length > 1 ? (match[1] ?? '') : match[0],
    )
    assert.deepEqual(pattern.words(text), expected, `/${source}/ on ${JSON.stringify(text)}`)
    compared++
  }
  assert.ok(compared > 3000, String(compared))
})

function parsed(source: string): LinearPattern | undefined {
  try {
    return new LinearPattern(source)
  } catch {
    return undefined
  }
}

test('characters beyond 16 bits are one each', () => {
  assert.deepEqual(new LinearPattern('.').words('a😀b'), ['a', '😀', 'b'])
  assert.deepEqual(new LinearPattern('[😀-😃]+').words('a😀😁b😂'), ['😀😁', '😂'])
})

for (const [what, source, text] of [
  ['nested repetition', '(?:a+)+b', 'a'.repeat(50_000)],
  ['a choice of the same', '(?:a|a|\\w)+!', 'a'.repeat(50_000)],
  ['a search to the end from every character', 'a*b|a', 'a'.repeat(50_000)],
] as const) {
  test(`no text makes ${what} run for long`, () => {
    const started = performance.now()
    try {
      assert.deepEqual(new LinearPattern(source).words(text), [])
    } catch (error) {
      assert.match(
        (error as Error).message,
        /^the model's tokenPattern takes too long for a text of 50000 characters; simplify the pattern, or shorten the text\.$/,
      )
    }
    assert.ok(performance.now() - started < 5000)
  })
}

test('what cannot be searched in linear time is refused where it is declared, and where it is fitted', () => {
  for (const [tokenPattern, got] of [
    ['\\w+(?=s)', '(?=…) looks around'],
    ['(?<!a)b', '(?<!…) looks around'],
    ['(a)\\1', '\\1 looks back at a group'],
    ['(?<n>a)\\k<n>', '\\k<n> looks back at a group'],
    ['(?i:a)', '(?i:…) changes flags'],
    ['(?:a*)+', '+ repeats what may be empty'],
    ['a{2000}', 'it comes to more than 1000 steps'],
  ] as const) {
    const message = `tokenPattern: expected a pattern that can be searched in linear time, got ${got}.`
    assert.throws(() => new CountVectorizer({ tokenPattern }), {
      code: 'INVALID_OPTION',
      message: `CountVectorizer: ${message}`,
    })
    const declare = () =>
      textClassifier({
        data: csv('reviews.csv', { columns: { text: 'text' } }),
        text: 'text',
        label: () => 'a',
        pipeline: [new FeatureUnion([new Step({ tokenPattern })]), new LogisticRegression()],
      })
    assert.throws(declare, { code: 'INVALID_OPTION', message: `TfidfVectorizer: ${message}` })
  }
})
