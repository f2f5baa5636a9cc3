import type { Parts, Tensor } from '../contract.ts'
import type { VaderLexicon } from './lexicon.ts'

/** A lexicon as data: strings as UTF-8 bytes one after the other with offsets, ratings as they are. */
export function lexiconToParts({ words, emoji, notice }: VaderLexicon): Parts {
  return {
    kind: 'vader',
    config: { notice },
    tensors: {
      ...stringsToTensors('words', [...words.keys()]),
      valences: { shape: [words.size], data: Float64Array.from(words.values()) },
      ...stringsToTensors('emoji', [...emoji.keys()]),
      ...stringsToTensors('descriptions', [...emoji.values()]),
    },
  }
}

export function lexiconFromParts({ config, tensors }: Parts): VaderLexicon {
  const words = stringsFromTensors('words', tensors)
  const descriptions = stringsFromTensors('descriptions', tensors)
  const valences = tensors.valences!.data as Float64Array
  return {
    words: new Map(words.map((word, index) => [word, valences[index]!])),
    emoji: new Map(stringsFromTensors('emoji', tensors).map((symbol, index) => [symbol, descriptions[index]!])),
    notice: String(config.notice),
  }
}

function stringsToTensors(name: string, strings: readonly string[]): { [name: string]: Tensor } {
  const encoded = strings.map((text) => new TextEncoder().encode(text))
  const offsets = new Int32Array(strings.length + 1)
  encoded.forEach((bytes, index) => {
    offsets[index + 1] = offsets[index]! + bytes.length
  })
  const bytes = new Uint8Array(offsets.at(-1)!)
  encoded.forEach((piece, index) => {
    bytes.set(piece, offsets[index])
  })
  return {
    [`${name}.bytes`]: { shape: [bytes.length], data: bytes },
    [`${name}.offsets`]: { shape: [offsets.length], data: offsets },
  }
}

function stringsFromTensors(name: string, tensors: Parts['tensors']): string[] {
  const bytes = tensors[`${name}.bytes`]!.data as Uint8Array
  const offsets = tensors[`${name}.offsets`]!.data as Int32Array
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  return Array.from({ length: offsets.length - 1 }, (_, index) =>
    decoder.decode(bytes.subarray(offsets[index]!, offsets[index + 1]!)),
  )
}
