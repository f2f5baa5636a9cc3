import type { FitOptions, Label, SparseMatrix } from '../contract.ts'
import type { ReadTexts } from '../text/read-texts.ts'
import type { Vectorizer, VectorizerModel } from '../text/vectorizer.ts'
import type { Descriptor } from './descriptor.ts'
import { Estimator, type Step } from './estimator.ts'
import { knownFitOptions } from './fit-options.ts'
import { loadFit } from './load-fit.ts'
import type { OptionsOf, OptionTable, SettingsOf } from './option.ts'

/** What the module `fit` of a vectorizer exports. */
export interface VectorizerFit<T extends OptionTable, M extends VectorizerModel> {
  read(settings: SettingsOf<T>, texts: readonly string[], options: FitOptions): ReadTexts<M>
}

export interface DescribedVectorizer<N extends string, T extends OptionTable, M extends VectorizerModel>
  extends Vectorizer<M>,
    Step<N, 'vectorizer'> {
  /** Every option with its value, given or by default. */
  readonly options: SettingsOf<T>
}

/** The class of a vectorizer, made from its descriptor. */
export function vectorizer<const N extends string, T extends OptionTable, M extends VectorizerModel>(
  descriptor: Descriptor<N, 'vectorizer', T, M>,
) {
  class Described extends Estimator<N, 'vectorizer', T> implements DescribedVectorizer<N, T, M> {
    static readonly descriptor = descriptor

    constructor(options: OptionsOf<T> = {}) {
      super(descriptor, options)
    }

    read(texts: readonly string[], options: FitOptions = {}): ReadTexts<M> {
      return loadFit<VectorizerFit<T, M>>(descriptor.home).read(
        this.options,
        texts,
        knownFitOptions(descriptor.name, options),
      )
    }

    fit(texts: readonly string[], _y?: readonly Label[], options?: FitOptions): M {
      return this.read(texts, options).finish().model
    }

    fitTransform(
      texts: readonly string[],
      _y?: readonly Label[],
      options?: FitOptions,
    ): { model: M; output: SparseMatrix } {
      return this.read(texts, options).finish()
    }
  }
  return Described as {
    readonly descriptor: typeof descriptor
    /** @throws INVALID_OPTION with everything that is wrong with the options */
    new (options?: OptionsOf<T>): DescribedVectorizer<N, T, M>
  }
}
