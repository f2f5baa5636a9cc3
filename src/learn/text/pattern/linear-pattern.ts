import { SlipwayError } from '../../../errors.ts'
import type { Assertion } from './parse.ts'
import { compilePattern, type Step } from './program.ts'

/** Where a search stands: at a step, since when, and where its group was found. */
interface Thread {
  readonly at: number
  readonly start: number
  readonly open: number
  readonly close: number
}

/** Steps for each character of a text, and half the pattern's: ten times what a pattern of words needs. */
const stepsPerCharacter = 64

/**
 * A regular expression that cannot run for long, whoever wrote it. It finds what JavaScript's `matchAll` with the flags
 * `gu` finds, by following all ways through the pattern at once, the preferred one first, instead of one after the
 * other: O(n · m) for a match. As n matches may each look at the whole text, a text also has a budget of steps.
 *
 * Left out: looking around, looking back at a group, and repeating what may be empty.
 * Source: Pike (1987), The Text Editor sam; Cox (2009), Regular Expression Matching: the Virtual Machine Approach.
 */
export class LinearPattern {
  readonly #steps: readonly Step[]
  readonly #hasGroup: boolean
  /** The last search that came by a step, so that each is followed once a character. */
  readonly #seen: Int32Array
  #search = 0
  #left = 0

  /** @throws UnsupportedPattern; SyntaxError where it is no regular expression */
  constructor(source: string) {
    new RegExp(source, 'u')
    this.#steps = compilePattern(source)
    this.#hasGroup = this.#steps.some(({ op }) => op === 'open')
    this.#seen = new Int32Array(this.#steps.length)
  }

  /** @throws INVALID_INPUT where a text is one of those that the pattern takes too long for */
  words(text: string): string[] {
    this.#left = (stepsPerCharacter + this.#steps.length / 2) * (text.length + 100)
    const words: string[] = []
    for (let from = 0; from <= text.length; ) {
      const match = this.#find(text, from)
      if (match === undefined) break
      const { start, end, open, close } = match
      if (!this.#hasGroup) words.push(text.slice(start, end))
      else words.push(close < 0 ? '' : text.slice(open, close))
      from = end > start ? end : end + lengthAt(text, end)
    }
    return words
  }

  #find(text: string, from: number) {
    let threads: Thread[] = []
    let found: { start: number; end: number; open: number; close: number } | undefined
    for (let place = from; ; ) {
      const code = text.codePointAt(place)
      const length = code === undefined ? 1 : code > 0xffff ? 2 : 1
      // A search that begins here comes after all that began earlier, and not at all once something was found.
      const current = this.#follow(text, place, threads, found === undefined ? place : undefined)
      threads = []
      for (const thread of current) {
        const step = this.#steps[thread.at]
        if (step?.op === 'match') {
          found = { start: thread.start, end: place, open: thread.open, close: thread.close }
          break
        }
        if (step?.op === 'character' && code !== undefined && step.is(code))
          threads.push({ ...thread, at: thread.at + 1 })
      }
      if (code === undefined || (threads.length === 0 && found !== undefined)) return found
      place += length
    }
  }

  /** The steps that take a character, or match, which the threads come to without taking one, in order of preference. */
  #follow(text: string, place: number, threads: readonly Thread[], begin: number | undefined): Thread[] {
    const reached: Thread[] = []
    this.#search++
    const stack = begin === undefined ? [] : [{ at: 0, start: begin, open: -1, close: -1 }]
    for (let i = threads.length - 1; i >= 0; i--) stack.push(threads[i] as Thread)
    for (let thread = stack.pop(); thread !== undefined; thread = stack.pop()) {
      const { at } = thread
      if (this.#seen[at] === this.#search) continue
      this.#seen[at] = this.#search
      if (--this.#left < 0) throw tooLong(text)
      const step = this.#steps[at] as Step
      if (step.op === 'branch') {
        for (let i = step.to.length - 1; i >= 0; i--) stack.push({ ...thread, at: step.to[i] as number })
      } else if (step.op === 'assert') {
        if (holds(step.what, text, place)) stack.push({ ...thread, at: at + 1 })
      } else if (step.op === 'open') stack.push({ ...thread, at: at + 1, open: place, close: -1 })
      else if (step.op === 'close') stack.push({ ...thread, at: at + 1, close: place })
      else if (step.op === 'forget') stack.push({ ...thread, at: at + 1, open: -1, close: -1 })
      else reached.push(thread)
    }
    return reached
  }
}

function lengthAt(text: string, place: number): number {
  return (text.codePointAt(place) ?? 0) > 0xffff ? 2 : 1
}

function holds(what: Assertion, text: string, place: number): boolean {
  if (what === 'start') return place === 0
  if (what === 'end') return place === text.length
  const isBoundary = isWord(text.charCodeAt(place - 1)) !== isWord(text.charCodeAt(place))
  return isBoundary === (what === 'boundary')
}

/** `\w` without the flag `i`: ASCII letters, digits and the underscore. */
function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122)
}

function tooLong(text: string): SlipwayError {
  const message = `the model's tokenPattern takes too long for a text of ${text.length} characters; simplify the pattern, or shorten the text.`
  return new SlipwayError('INVALID_INPUT', message)
}
