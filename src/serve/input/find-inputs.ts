import { isUtf8 } from 'node:buffer'
import { SlipwayError } from '../../errors.ts'
import { badRequest } from '../errors/problem.ts'
import { PiecesOfInputs } from './inputs.ts'
import { notUtf8, parseAnyKey, textStart } from './json.ts'
import { mostBytesOfOne, valueEnd } from './scan.ts'
import { mostProblems } from './schema.ts'

/** Fields of a body for predictions, whatever they hold. */
export interface Fields {
  /** A list, parts of one, or what came in its place. */
  readonly inputs: unknown
  readonly explain: unknown
  /** Names that are not known. */
  readonly others: readonly string[]
}

/** Values that one input may have: far more than a table has columns. */
const mostValues = 20_000
/** Bytes between two pauses. */
const pauseBytes = 64 * 1024
const longestName = 200

/**
 * Finds the fields of `{"inputs": […], "explain"?: true}` and where each input begins, and parses no input; yields now and
 * then. What is wrong inside of an input shows when it is parsed.
 *
 * @throws BAD_REQUEST for what is no object or not UTF-8, PAYLOAD_TOO_LARGE for more than `mostInputs`
 */
export function* findInputs(bytes: Buffer, mostInputs: number): Generator<void, Fields> {
  if (!isUtf8(bytes)) throw notUtf8()
  const reader = new FieldReader(bytes, mostInputs)
  return yield* reader.fields()
}

const comma = 0x2c
const colon = 0x3a
const quote = 0x22
const openList = 0x5b
const closeList = 0x5d
const openObject = 0x7b
const closeObject = 0x7d

class FieldReader {
  readonly #bytes: Buffer
  readonly #mostInputs: number
  #at: number

  constructor(bytes: Buffer, mostInputs: number) {
    this.#bytes = bytes
    this.#mostInputs = mostInputs
    this.#at = textStart(bytes)
  }

  *fields(): Generator<void, Fields> {
    if (!this.#takes(openObject)) throw this.#notAnObject()
    let inputs: unknown
    let explain: unknown = false
    const others: string[] = []
    if (!this.#takes(closeObject)) {
      do {
        const name = this.#name()
        if (name === 'inputs') inputs = yield* this.#inputs()
        else if (name === 'explain') explain = this.#value()
        else {
          others.push(name)
          if (others.length === mostProblems) return { inputs: [], explain, others }
          this.#at = valueEnd(this.#bytes, this.#at, mostValues)
        }
        yield
      } while (this.#goesOn(closeObject))
    }
    this.#skipSpace()
    if (this.#at < this.#bytes.length) throw notJson()
    return { inputs, explain, others }
  }

  *#inputs(): Generator<void, unknown> {
    if (!this.#takes(openList)) return this.#value()
    let starts = new Uint32Array(1024)
    let count = 0
    starts[0] = this.#at
    if (this.#takes(closeList)) return []
    let pauseAt = this.#at + pauseBytes
    do {
      if (count === this.#mostInputs) throw tooManyInputs(this.#mostInputs)
      if (this.#at > pauseAt) {
        pauseAt = this.#at + pauseBytes
        yield
      }
      const start = this.#at
      this.#at = valueEnd(this.#bytes, start, mostValues)
      if (this.#at - start > mostBytesOfOne) throw tooLargeInput(count)
      count++
      if (count === starts.length) starts = grown(starts)
      starts[count] = this.#at + 1
    } while (this.#goesOn(closeList))
    return new PiecesOfInputs(this.#bytes, starts, count)
  }

  /** A value that is not the inputs: small where it is right. */
  #value(): unknown {
    const start = this.#at
    this.#at = valueEnd(this.#bytes, start, mostValues)
    return parseAnyKey(this.#bytes.toString('utf8', start, this.#at))
  }

  #name(): string {
    this.#skipSpace()
    const start = this.#at
    if (this.#bytes[start] !== quote) throw notJson()
    this.#at = valueEnd(this.#bytes, start, 1)
    const name = parseAnyKey(this.#bytes.toString('utf8', start, this.#at)) as string
    if (!this.#takes(colon)) throw notJson()
    return name.length > longestName ? `${name.slice(0, longestName)}…` : name
  }

  /** Whether a comma follows, rather than the end. */
  #goesOn(close: number): boolean {
    if (this.#takes(comma)) return true
    if (this.#takes(close)) return false
    throw notJson()
  }

  #takes(byte: number): boolean {
    this.#skipSpace()
    if (this.#bytes[this.#at] !== byte) return false
    this.#at++
    return true
  }

  #skipSpace(): void {
    for (; ; this.#at++) {
      const byte = this.#bytes[this.#at]
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return
    }
  }

  /** What came in place of the object, as far as its first byte tells. */
  #notAnObject(): SlipwayError {
    const first = this.#bytes[this.#at]
    const kind = first === openList ? 'a list' : first === quote ? 'a text' : undefined
    if (kind === undefined) return notJson()
    return badRequest([{ path: '', message: `expected an object with "inputs", got ${kind}.` }])
  }
}

function grown(starts: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * starts.length)
  larger.set(starts)
  return larger
}

function notJson(): SlipwayError {
  return new SlipwayError('BAD_REQUEST', 'The body is not JSON that can be read; NaN and infinities are none.')
}

export function tooManyInputs(most: number): SlipwayError {
  const message = `The request has more than ${most.toLocaleString('en-US')} inputs, which is the limit; send them in parts.`
  return new SlipwayError('PAYLOAD_TOO_LARGE', message, { problems: [{ path: '/inputs', message }] })
}

function tooLargeInput(at: number): SlipwayError {
  const message = `is over the limit of ${mostBytesOfOne / 2 ** 20} MB for one input.`
  const problems = [{ path: `/inputs/${at}`, message }]
  return new SlipwayError('PAYLOAD_TOO_LARGE', `/inputs/${at}: ${message}`, { problems })
}
