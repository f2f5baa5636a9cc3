import { parseAnyKey } from './json.ts'

/** The inputs of a request, to be had by parts. */
export interface Inputs {
  readonly length: number
  /** The end of the part that begins at `from`: what may be done between two looks at the clock. */
  partEnd(from: number): number
  part(from: number, to: number): readonly unknown[]
  /** Told that a part was checked, and will be asked for once more. */
  keep?(from: number, to: number, part: readonly unknown[]): void
}

/** Inputs of a part at the most, and its bytes where there is more than one input. */
const partInputs = 16
const partBytes = 32 * 1024

/** Inputs of a small body, parsed with it. */
export class ListedInputs implements Inputs {
  readonly #list: readonly unknown[]

  constructor(list: readonly unknown[]) {
    this.#list = list
  }

  get length(): number {
    return this.#list.length
  }

  partEnd(from: number): number {
    return Math.min(this.#list.length, from + partInputs)
  }

  part(from: number, to: number): readonly unknown[] {
    return from === 0 && to === this.#list.length ? this.#list : this.#list.slice(from, to)
  }
}

/**
 * Bytes of parts, of all requests together, that stay values between their check and their prediction, which spares parsing
 * them twice. What fits a model takes up to four times its bytes; what is not checked could take fifty times as much.
 */
const mostKeptBytes = 8 * 2 ** 20
const leastKeptInputBytes = 32
let keptBytes = 0

/** Inputs of a large body: bytes that are parsed when they are asked for, so that few of them are values at any time. */
export class PiecesOfInputs implements Inputs {
  readonly #bytes: Buffer
  /** Where each begins; behind the last, where the one after it would. */
  readonly #starts: Uint32Array
  readonly #kept = new Map<number, readonly unknown[]>()
  #keptBytes = 0
  readonly length: number

  constructor(bytes: Buffer, starts: Uint32Array, length: number) {
    this.#bytes = bytes
    this.#starts = starts
    this.length = length
  }

  partEnd(from: number): number {
    const most = Math.min(this.length, from + partInputs)
    let to = from + 1
    while (to < most && this.#bytesOf(from, to + 1) <= partBytes) to++
    return to
  }

  /** @throws BAD_REQUEST where they are not JSON */
  part(from: number, to: number): readonly unknown[] {
    const kept = this.#kept.get(from)
    if (kept !== undefined) return kept
    // Behind each there is a comma, or the bracket that closes the list.
    const text = this.#bytes.toString('utf8', this.#startOf(from), this.#startOf(to) - 1)
    return parseAnyKey(`[${text}]`) as readonly unknown[]
  }

  keep(from: number, to: number, part: readonly unknown[]): void {
    const bytes = this.#bytesOf(from, to)
    if (keptBytes + bytes > mostKeptBytes || bytes < leastKeptInputBytes * part.length) return
    this.#kept.set(from, part)
    this.#keptBytes += bytes
    keptBytes += bytes
  }

  /** Lets go of what was kept, when the request is over. */
  release(): void {
    keptBytes -= this.#keptBytes
    this.#keptBytes = 0
    this.#kept.clear()
  }

  #bytesOf(from: number, to: number): number {
    return this.#startOf(to) - this.#startOf(from)
  }

  #startOf(input: number): number {
    return this.#starts[input] ?? this.#bytes.length
  }
}
