import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { SlipwayError } from '../../errors.ts'
import { readAndDiscard } from '../errors/discard.ts'
import { type BodyBudget, smallBytes } from './body-budget.ts'
import { decoderFor } from './content-encoding.ts'

/** So much of a large body has to arrive in so long, where others wait for its room. */
const paceBytes = 256 * 1024
const paceMs = 1000

type Done = (error: Error | null, body?: HeldBytes) => void

/** The bytes of a body, and the room that they take in the budget. */
export class HeldBytes {
  readonly bytes: Buffer
  /** What was made of the bytes, and has to go with them. */
  made: { release(): void } | undefined
  readonly #budget: BodyBudget
  #room: number

  constructor(bytes: Buffer, budget: BodyBudget, room: number) {
    this.bytes = bytes
    this.#budget = budget
    this.#room = room
  }

  /** Gives the room back; the bytes are gone after it. */
  release(): void {
    this.made?.release()
    if (this.#room === 0) return
    this.#budget.give(this.#room)
    this.#room = 0
    // Garbage collection comes late for memory outside the heap: a large body's is freed at once.
    if (this.bytes.length > smallBytes) (this.bytes.buffer as ArrayBuffer).transfer(0)
  }
}

/**
 * Reads the body of a request, decompressed, up to a limit; what it holds meanwhile is counted in the budget.
 * @param done called once: PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, BAD_REQUEST and UNAVAILABLE say why not
 */
export function readBody(request: IncomingMessage, budget: BodyBudget, limitBytes: number, done: Done): void {
  const declared = request.headers['content-length']
  const length = declared === undefined ? undefined : Number(declared)
  if (length !== undefined && length > limitBytes) {
    done(tooLarge(limitBytes))
    return
  }
  try {
    const decoder = decoderFor(request.headers['content-encoding'])
    new BodyReader(request, decoder, budget, limitBytes, done).start(decoder === undefined ? length : undefined)
  } catch (error) {
    done(error as Error)
  }
}

class BodyReader {
  readonly #request: IncomingMessage
  readonly #decoder: (Readable & NodeJS.WritableStream) | undefined
  readonly #budget: BodyBudget
  readonly #limit: number
  readonly #done: Done
  #length: number | undefined
  #bytes: Buffer = none
  #used = 0
  #room = 0
  #wireBytes = 0
  #over = false
  #leaveLine = () => {}
  #paceTimer: NodeJS.Timeout | undefined

  constructor(
    request: IncomingMessage,
    decoder: (Readable & NodeJS.WritableStream) | undefined,
    budget: BodyBudget,
    limitBytes: number,
    done: Done,
  ) {
    this.#request = request
    this.#decoder = decoder
    this.#budget = budget
    this.#limit = limitBytes
    this.#done = done
  }

  /** @param length of the body, where it is known */
  start(length: number | undefined): void {
    this.#length = length
    this.#request.on('error', this.#onGone)
    if (length === undefined || length <= smallBytes) this.#listen()
    else this.#reserve(length, () => this.#listen())
  }

  #listen(): void {
    const source: Readable = this.#decoder ?? this.#request
    source.on('data', this.#onData).on('end', this.#onEnd)
    if (this.#decoder === undefined) return
    source.on('error', this.#onDecodeError)
    this.#request.on('data', this.#onWire).pipe(this.#decoder)
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.#over) return
    const length = this.#used + chunk.length
    if (length > this.#limit) {
      this.#fail(tooLarge(this.#limit))
    } else if (this.#used === 0 && chunk.length === this.#length && length <= smallBytes) {
      // The usual body: all of it in one piece, which is parsed before the next turn.
      this.#bytes = chunk
      this.#used = length
    } else if (length > smallBytes && this.#room < length) {
      this.#makeRoom(chunk)
    } else {
      this.#append(chunk)
    }
  }

  /** A body of unknown length turns out to be large. */
  #makeRoom(chunk: Buffer): void {
    const source: Readable = this.#decoder ?? this.#request
    source.pause()
    this.#reserve(this.#limit - this.#room, () => {
      this.#append(chunk)
      source.resume()
    })
  }

  #append(chunk: Buffer): void {
    const length = this.#used + chunk.length
    if (length > this.#bytes.length) {
      // Of a large body the whole room is there; pages of it that nothing was written to take no memory.
      const size = this.#room > smallBytes ? this.#room : Math.min(smallBytes, 2 * length)
      if (size > this.#room && !this.#take(size - this.#room)) return
      const bytes = Buffer.allocUnsafeSlow(size)
      this.#bytes.copy(bytes, 0, 0, this.#used)
      this.#bytes = bytes
    }
    chunk.copy(this.#bytes, this.#used)
    this.#used = length
  }

  #take(bytes: number): boolean {
    try {
      this.#budget.take(bytes)
      this.#room += bytes
      return true
    } catch (error) {
      this.#fail(error as Error)
      return false
    }
  }

  #reserve(bytes: number, then: () => void): void {
    this.#leaveLine = this.#budget.reserve(bytes, (error) => {
      if (error !== undefined) {
        this.#fail(error)
        return
      }
      this.#room += bytes
      this.#watchPace()
      then()
    })
  }

  /** Two clients that send a byte a second would otherwise keep every large body of others out. */
  #watchPace(before = this.#used): void {
    clearTimeout(this.#paceTimer)
    this.#paceTimer = setTimeout(() => {
      if (this.#budget.isWaitedFor && this.#used - before < paceBytes) this.#fail(tooSlow())
      else this.#watchPace()
    }, paceMs)
  }

  readonly #onEnd = (): void => {
    if (this.#over) return
    if (this.#room === 0 && this.#used > 0 && !this.#take(this.#used)) return
    this.#stop()
    this.#trim()
    this.#done(null, new HeldBytes(this.#bytes.subarray(0, this.#used), this.#budget, this.#room))
  }

  /** Room that was taken for a length that was not known, and is not needed. */
  #trim(): void {
    const spare = this.#room - Math.max(this.#used, Math.min(this.#room, smallBytes))
    if (spare <= 0) return
    this.#room -= spare
    this.#budget.give(spare)
  }

  readonly #onWire = (chunk: Buffer): void => {
    this.#wireBytes += chunk.length
    if (this.#wireBytes > this.#limit) this.#fail(tooLarge(this.#limit))
  }

  readonly #onDecodeError = (cause: Error): void => {
    const encoding = this.#request.headers['content-encoding']
    const message = `The body cannot be decompressed as Content-Encoding: ${encoding} says: ${cause.message}.`
    this.#fail(new SlipwayError('BAD_REQUEST', message, { cause }))
  }

  readonly #onGone = (cause: Error): void => {
    this.#fail(new SlipwayError('BAD_REQUEST', 'The client left before its request was whole.', { cause }))
  }

  #fail(error: Error): void {
    if (this.#over) return
    this.#stop()
    this.#leaveLine()
    if (this.#bytes.length > 0) this.#bytes = none
    if (this.#room > 0) this.#budget.give(this.#room)
    this.#done(error)
    // What is still to come is read and thrown away, so that the next request on the connection is found.
    readAndDiscard(this.#request)
  }

  #stop(): void {
    this.#over = true
    clearTimeout(this.#paceTimer)
    const request = this.#request.off('error', this.#onGone).off('data', this.#onWire).off('data', this.#onData)
    request.off('end', this.#onEnd)
    if (this.#decoder === undefined) return
    request.unpipe(this.#decoder)
    this.#decoder.off('error', this.#onDecodeError).on('error', () => {})
    ;(this.#decoder as Readable).destroy()
  }
}

const none = Buffer.alloc(0)

function tooSlow(): SlipwayError {
  const message = 'The body arrives too slowly while others wait for the room that it takes; send it again later.'
  return new SlipwayError('UNAVAILABLE', message)
}

function tooLarge(limitBytes: number): SlipwayError {
  return new SlipwayError(
    'PAYLOAD_TOO_LARGE',
    `The body is over the limit of ${Math.floor(limitBytes / 2 ** 20)} MB; send it in parts.`,
  )
}
