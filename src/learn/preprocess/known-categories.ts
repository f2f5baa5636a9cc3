import type { Tensor } from '../contract.ts'
import { Vocabulary } from '../text/terms/vocabulary.ts'

/** How training saw missing values of a column: not at all, often, or more rarely than `minFrequency`. */
export type MissingSeen = 'no' | 'often' | 'rarely'

/** The categories that training saw in one column, sorted by code point. */
export class KnownCategories {
  readonly frequent: Vocabulary
  /** Those that are taken together. */
  readonly rare: Vocabulary
  readonly missing: MissingSeen
  readonly #codes = new Map<string, number>()

  constructor(frequent: Vocabulary, rare: Vocabulary, missing: MissingSeen) {
    this.frequent = frequent
    this.rare = rare
    this.missing = missing
    frequent.words().forEach((word, code) => {
      this.#codes.set(word, code)
    })
    for (const word of rare.words()) this.#codes.set(word, frequent.size)
  }

  /** The index of a category among the frequent ones, their number for a rare one, −1 for one that was never seen. */
  codeOf(category: string): number {
    return this.#codes.get(category) ?? -1
  }

  toTensors(name: string): { readonly [name: string]: Tensor } {
    return { ...this.frequent.toTensors(`${name}.frequent`), ...this.rare.toTensors(`${name}.rare`) }
  }

  static fromTensors(
    tensors: { readonly [name: string]: Tensor },
    name: string,
    missing: MissingSeen,
  ): KnownCategories {
    const read = (part: string) => Vocabulary.fromTensors(tensors, `${name}.${part}`)
    return new KnownCategories(read('frequent'), read('rare'), missing)
  }
}

/** Columns of categories as tensors `0.frequent…`, `1.frequent…`, with what was missing as settings. */
export function categoriesToParts(columns: readonly KnownCategories[]) {
  return {
    config: { missing: columns.map(({ missing }) => missing) },
    tensors: Object.assign({}, ...columns.map((known, j) => known.toTensors(`${j}`))) as { [name: string]: Tensor },
  }
}

/** What `categoriesToParts` took apart. */
export function categoriesFromParts(
  missing: readonly MissingSeen[],
  tensors: { readonly [name: string]: Tensor },
): KnownCategories[] {
  return missing.map((seen, j) => KnownCategories.fromTensors(tensors, `${j}`, seen))
}
