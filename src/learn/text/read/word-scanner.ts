import { isWord } from './characters.ts'
import { paddedBytes } from './padded-bytes.ts'
import { codePointAt, lengthFrom } from './utf8.ts'
import { highMask, keyOf, lowMask } from './word-key.ts'

/** The longest text that is scanned, in UTF-16 units. */
export const longestScan = 1 << 16

/**
 * One set of arrays for all texts, each of which is done with before the next one is begun. As they never change, the
 * engine builds their addresses into the code below, which takes half the time then. A text has three bytes a unit at
 * most, a word two and one between it and the next.
 */
const { bytes, view } = paddedBytes(3 * longestScan + 8)
const edges = new Int32Array(bytes.length)
const starts = new Int32Array(longestScan + 2)
const ends = new Int32Array(longestScan + 2)
const lows = new Int32Array(longestScan + 2)
const highs = new Int32Array(longestScan + 2)

/** The words of the last text: word k is `bytes[starts[k] … ends[k])`, its key (see `WordKey`) `lows[k]`, `highs[k]`. */
export const scanned = { bytes, view, starts, ends, lows, highs } as const

/**
 * Finds the words of a text by the default pattern, two or more word characters, and makes their keys; they are then
 * in `scanned`.
 * @returns how many there are.
 */
export function scanWords(text: string): number {
  const { written } = encoder.encodeInto(text, bytes)
  const count = written === text.length ? boundAscii(written) : bound(written)
  makeKeys(count)
  return count
}

const encoder = new TextEncoder()

/**
 * Notes the places where words begin and end, then takes them in pairs. Without a branch that depends on the text:
 * wrong guesses at the ends of words would take more time than all the rest. Each place is written down, and stays
 * where the next one does not overwrite it.
 */
function boundAscii(length: number): number {
  bytes[length] = 0x20
  let places = 0
  let before = 0
  for (let i = 0; i <= length; i++) {
    const inside = asciiWord[bytes[i]]
    edges[places] = i
    places += inside ^ before
    before = inside
  }
  let count = 0
  for (let place = 0; place < places; place += 2) {
    const start = edges[place]
    const end = edges[place + 1]
    starts[count] = start
    ends[count] = end
    // One more if the word has two letters or more.
    count += (start + 1 - end) >>> 31
  }
  return count
}

/** For each ASCII byte whether it is a word character: 1 or 0. */
const asciiWord = Uint8Array.from({ length: 128 }, (_, byte) => (isWord(byte) ? 1 : 0))

function bound(length: number): number {
  let count = 0
  let i = 0
  while (i < length) {
    const start = i
    let characters = 0
    while (i < length && isWord(codePointAt(bytes, i))) {
      i += lengthFrom(bytes[i])
      characters++
    }
    if (characters > 1) {
      starts[count] = start
      ends[count++] = i
    }
    i += lengthFrom(bytes[i])
  }
  return count
}

function makeKeys(count: number): void {
  for (let k = 0; k < count; k++) {
    const start = starts[k]
    const size = ends[k] - start
    // Most words are short, and are read here without a call.
    if (size <= 8) {
      lows[k] = view.getInt32(start, true) & ofLow[size]
      highs[k] = view.getInt32(start + 4, true) & ofHigh[size]
    } else {
      const { low, high } = keyOf(view, start, ends[k])
      lows[k] = low
      highs[k] = high
    }
  }
}

// What another module exports can't be built into the code.
const ofLow = lowMask
const ofHigh = highMask
