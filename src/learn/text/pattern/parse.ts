/** A regular expression as a tree. */
export type Node =
  | { readonly kind: 'empty' }
  /** One character of a class, written as JavaScript writes it: `a`, `.`, `\p{L}`, `[^a-z]`. */
  | { readonly kind: 'character'; readonly source: string }
  | { readonly kind: 'assertion'; readonly what: Assertion }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'group'; readonly body: Node }
  | {
      readonly kind: 'repeat'
      readonly body: Node
      readonly min: number
      readonly max: number
      readonly greedy: boolean
    }

export type Assertion = 'start' | 'end' | 'boundary' | 'no-boundary'

/** What a pattern may not have, in the words of an error; undefined where it has nothing of the kind. */
export class UnsupportedPattern extends Error {}

const assertions: Readonly<Record<string, Assertion>> = {
  '^': 'start',
  $: 'end',
  '\\b': 'boundary',
  '\\B': 'no-boundary',
}

/** One item of a pattern with the flag `u`: an escape, a class, or a character. */
const item =
  /\\(?:p\{[^}]*\}|P\{[^}]*\}|u\{[^}]*\}|u[dD][89abAB]..\\u[dD][c-fC-F]..|u....|x..|c.|k<[^>]*>|[1-9]\d*|.)|\[(?:\\.|[^\]\\])*\]|./suy

/**
 * Parses a pattern that JavaScript itself accepts with the flag `u`.
 * @throws UnsupportedPattern for what no search in linear time can do: looking around, and back to a group
 */
export function parsePattern(source: string): Node {
  let at = 0

  function choice(): Node {
    const parts = [sequence()]
    while (source[at] === '|') {
      at++
      parts.push(sequence())
    }
    return parts.length === 1 ? (parts[0] as Node) : { kind: 'choice', parts }
  }

  function sequence(): Node {
    const parts: Node[] = []
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(quantified(atom()))
    return parts.length === 1
      ? (parts[0] as Node)
      : parts.length === 0
        ? { kind: 'empty' }
        : { kind: 'sequence', parts }
  }

  function atom(): Node {
    if (source[at] === '(') return group()
    item.lastIndex = at
    const text = item.exec(source)?.[0] ?? ''
    at += text.length
    if (/^\\(?:k<|[1-9])/.test(text)) throw new UnsupportedPattern(`${text} looks back at a group`)
    const what = assertions[text]
    return what === undefined ? { kind: 'character', source: text } : { kind: 'assertion', what }
  }

  function group(): Node {
    const opening = /\((?:\?(?:<[^=!>][^>]*>|<?[=!]|:|[a-z-]*:))?/suy
    opening.lastIndex = at
    const text = opening.exec(source)?.[0] ?? '('
    if (/^\(\?<?[=!]/.test(text)) throw new UnsupportedPattern(`${text}…) looks around`)
    if (/^\(\?[a-z-]+:/.test(text)) throw new UnsupportedPattern(`${text}…) changes flags`)
    at += text.length
    const body = choice()
    at++
    return text === '(?:' ? body : { kind: 'group', body }
  }

  function quantified(body: Node): Node {
    const quantifier = /([*+?]|\{(\d+)(?:(,)(\d*))?\})(\??)/y
    quantifier.lastIndex = at
    const match = quantifier.exec(source)
    if (match === null) return body
    at += match[0].length
    const [, sign, least, comma, most, lazy] = match
    const [min, max] =
      least === undefined
        ? [sign === '+' ? 1 : 0, sign === '?' ? 1 : Number.POSITIVE_INFINITY]
        : [Number(least), comma === undefined ? Number(least) : most ? Number(most) : Number.POSITIVE_INFINITY]
    if (canBeEmpty(body)) throw new UnsupportedPattern(`${match[0]} repeats what may be empty`)
    return { kind: 'repeat', body, min, max, greedy: lazy === '' }
  }

  return choice()
}

function canBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case 'character':
      return false
    case 'sequence':
      return node.parts.every(canBeEmpty)
    case 'choice':
      return node.parts.some(canBeEmpty)
    case 'group':
      return canBeEmpty(node.body)
    case 'repeat':
      return node.min === 0 || canBeEmpty(node.body)
    default:
      return true
  }
}
