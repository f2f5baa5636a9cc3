import type { FitOptions, Label, TransformerModel } from '../contract.ts'
import type { Descriptor } from './descriptor.ts'
import { Estimator, type Step } from './estimator.ts'
import { loadFit } from './load-fit.ts'
import type { OptionsOf, OptionTable, SettingsOf } from './option.ts'

type TransformerRole = 'transformer' | 'encoder'

export type AnyTransformerModel = TransformerModel<never, unknown>
/** What a fitted transformer takes, and what it gives. */
export type InputOf<M> = M extends { transform(X: infer In): unknown } ? In : never
export type OutputOf<M> = M extends { transform(X: never): infer Out } ? Out : never

/** What the module `fit` of a transformer exports. */
export interface TransformerFit<T extends OptionTable, M extends AnyTransformerModel> {
  fit(settings: SettingsOf<T>, X: InputOf<M>): M
}

export interface DescribedTransformer<
  N extends string,
  R extends TransformerRole,
  T extends OptionTable,
  M extends AnyTransformerModel,
> extends Step<N, R> {
  /** Every option with its value, given or by default. */
  readonly options: SettingsOf<T>
  /** Learns from rows. @throws INVALID_INPUT */
  fit(X: InputOf<M>, y?: readonly Label[], options?: FitOptions): M
  /** The same as `fit(X)` and its `transform(X)`. @throws INVALID_INPUT */
  fitTransform(
    X: InputOf<M>,
    y?: readonly Label[],
    options?: FitOptions,
  ): { readonly model: M; readonly output: OutputOf<M> }
}

function transformed<M extends AnyTransformerModel>(model: M, X: InputOf<M>): { model: M; output: OutputOf<M> } {
  return { model, output: model.transform(X as never) as OutputOf<M> }
}

/** The class of a transformer, made from its descriptor. */
export function transformer<
  const N extends string,
  R extends TransformerRole,
  T extends OptionTable,
  M extends AnyTransformerModel,
>(descriptor: Descriptor<N, R, T, M>) {
  class Described extends Estimator<N, R, T> implements DescribedTransformer<N, R, T, M> {
    static readonly descriptor = descriptor

    constructor(options: OptionsOf<T> = {}) {
      super(descriptor, options)
    }

    fit(X: InputOf<M>): M {
      return loadFit<TransformerFit<T, M>>(descriptor.home).fit(this.options, X)
    }

    fitTransform(X: InputOf<M>): { model: M; output: OutputOf<M> } {
      return transformed(this.fit(X), X)
    }
  }
  return Described as {
    readonly descriptor: typeof descriptor
    /** @throws INVALID_OPTION with everything that is wrong with the options */
    new (options?: OptionsOf<T>): DescribedTransformer<N, R, T, M>
  }
}
