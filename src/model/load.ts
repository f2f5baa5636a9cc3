import type { Artifact, Manifest } from '../artifact/contract.ts'
import { SlipwayError } from '../errors.ts'
import type { ClassifierModel, Json, Parts, RegressorModel } from '../learn/contract.ts'
import { type Pausable, runThrough } from '../learn/pausable.ts'
import { ColumnTransformerModel } from '../learn/preprocess/column-transformer/model.ts'
import { readClassifier, readRegressor, readVectorizer } from '../learn/read-step.ts'
import { VaderModel } from '../learn/vader/index.ts'
import type { ModelDefinition, ModelKind, Predictor } from './contract.ts'
import type { Derive } from './derive.ts'
import { ExplanationReference } from './explanation-reference.ts'
import { PredictionIntervals } from './prediction-intervals.ts'
import { UnseenValues } from './seen-columns.ts'
import type { TableModel } from './table-explainer.ts'
import { type InputColumn, inputColumns } from './table-input.ts'
import { TableNumberPredictor } from './table-number-predictor.ts'
import { TablePredictor } from './table-predictor.ts'
import { defaultMaxLength } from './text-input.ts'
import { TextNumberPredictor } from './text-number-predictor.ts'
import { TextPredictor } from './text-predictor.ts'
import { textScorer } from './text-scorer.ts'
import { VaderPredictor } from './vader-predictor.ts'

type Fitted = Pick<Artifact, 'parts'> & {
  readonly manifest: Pick<Manifest, 'kind' | 'input' | 'labels' | 'model' | 'seen'>
}

/** What a service declares that a version needs to be asked: code, which is never in a version. */
type Declared = Pick<ModelDefinition<never>, 'derive'>
type Loader = (fitted: Fitted, declared: Declared | undefined) => Pausable<Predictor<never>>

const loaders: { readonly [K in ModelKind]: Loader } = {
  *'text-classifier'({ parts, manifest }) {
    const [vectorizer, classifier] = [
      readVectorizer(part(parts, 'vectorizer')),
      readClassifier(part(parts, 'classifier')),
    ]
    yield
    const scorer = yield* textScorer(vectorizer, classifier, parts.neighbors)
    return new TextPredictor(manifest.labels, scorer, maxLengthOf(manifest.input))
  },
  *'tabular-classifier'({ parts, manifest }, declared) {
    const encoder = ColumnTransformerModel.fromParts(part(parts, 'encoder'))
    const columns = inputColumns(manifest.input) ?? []
    if (declared !== undefined) checkDerived(manifest.model, encoder, columns, declared.derive)
    yield
    return new TablePredictor(
      manifest.labels,
      columns,
      tableModel(parts, encoder, readClassifier(part(parts, 'classifier')), declared?.derive),
      new UnseenValues(manifest.seen),
    )
  },
  *'text-regressor'({ parts, manifest }) {
    const vectorizer = readVectorizer(part(parts, 'vectorizer'))
    yield
    const regressor = readRegressor(part(parts, 'regressor'))
    return new TextNumberPredictor(vectorizer, regressor, intervalsOf(parts), maxLengthOf(manifest.input))
  },
  *'tabular-regressor'({ parts, manifest }, declared) {
    const encoder = ColumnTransformerModel.fromParts(part(parts, 'encoder'))
    const columns = inputColumns(manifest.input) ?? []
    if (declared !== undefined) checkDerived(manifest.model, encoder, columns, declared.derive)
    yield
    return new TableNumberPredictor(
      columns,
      tableModel(parts, encoder, readRegressor(part(parts, 'regressor')), declared?.derive),
      intervalsOf(parts),
      new UnseenValues(manifest.seen),
    )
  },
  *vader({ parts, manifest }) {
    const model = VaderModel.fromParts(part(parts, 'lexicon'))
    yield
    return new VaderPredictor(model, maxLengthOf(manifest.input))
  },
}

function tableModel<M extends ClassifierModel | RegressorModel>(
  { reference }: Fitted['parts'],
  encoder: ColumnTransformerModel,
  last: M,
  derive: Derive | undefined,
): TableModel<M> {
  return { encoder, last, derive, reference: reference && ExplanationReference.fromParts(reference) }
}

function intervalsOf({ intervals }: Fitted['parts']): PredictionIntervals | undefined {
  return intervals && PredictionIntervals.fromParts(intervals)
}

function part(parts: Fitted['parts'], name: string): Parts {
  const found = parts[name]
  if (found === undefined)
    throw new TypeError(`expected a part "${name}", got ${Object.keys(parts).join(', ') || 'none'}.`)
  return found
}

/**
 * Makes a version ready to be asked. Loads no code that fits.
 *
 * @param declared the model as the service declares it; without it, a version with derived columns predicts only for
 *   rows that have them already
 * @throws ARTIFACT_CORRUPT for a kind, parts or derived columns that it does not know
 */
export function loadPredictor(fitted: Fitted, declared?: Declared): Predictor {
  return runThrough(loadingPredictor(fitted, declared))
}

/** As `loadPredictor`, with pauses: a model with very many terms takes a tenth of a second and more. */
export function* loadingPredictor(fitted: Fitted, declared?: Declared): Pausable<Predictor> {
  const { kind, model } = fitted.manifest
  if (!Object.hasOwn(loaders, kind)) {
    throw new SlipwayError(
      'ARTIFACT_CORRUPT',
      `${model}: its version is a ${kind}, this library knows ${Object.keys(loaders).join(', ')}; upgrade the library or train again.`,
    )
  }
  try {
    return (yield* loaders[kind as ModelKind](fitted, declared)) as Predictor
  } catch (cause) {
    if (cause instanceof SlipwayError) throw cause
    throw new SlipwayError(
      'ARTIFACT_CORRUPT',
      `${model}: its version lacks a part that a ${kind} is made of; train again.`,
      { cause },
    )
  }
}

/**
 * Asks the golden rows again: whatever differs from the day of training (a library, a platform, a file) shows here,
 * before a version is served.
 * @throws GOLDEN_MISMATCH with every row that differs
 */
export function checkGolden(predictor: Predictor, manifest: Pick<Manifest, 'golden' | 'model'>): void {
  const problems = manifest.golden.flatMap(({ input, derived, output }, i) => {
    // Where the service's code is at hand, the derived columns are worked out anew.
    const now = predictor.predict(
      derived === undefined ? input : { ...(input as object), ...(derived as object) },
    ) as Json
    if (alike(now, output)) return []
    return [{ path: `/golden/${i}`, message: `${JSON.stringify(now)} instead of ${JSON.stringify(output)}` }]
  })
  if (problems.length === 0) return
  throw new SlipwayError(
    'GOLDEN_MISMATCH',
    `${manifest.model}: ${problems.length} of ${manifest.golden.length} golden rows give another answer than when it was trained; train again with this library.`,
    { problems },
  )
}

/** Numbers may move in the last digits between platforms (their `Math.exp`), nothing else may. */
function alike(a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b))
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))]
  return left.length === right.size && left.every(([key, value]) => alike(value, right.get(key)))
}

function checkDerived(
  model: string,
  encoder: ColumnTransformerModel,
  columns: readonly InputColumn[],
  derive: Derive = {},
): void {
  const names = new Set([...columns.map(({ name }) => name), ...Object.keys(derive)])
  const missing = encoder.columns.filter(({ name }) => !names.has(name)).map(({ name }) => name)
  if (missing.length === 0) return
  const message = `${model}: its version learned from ${missing.join(', ')}, which the service does not derive; train again.`
  throw new SlipwayError('ARTIFACT_CORRUPT', message)
}

function maxLengthOf(input: Json): number {
  return (input as { readonly maxLength?: number }).maxLength ?? defaultMaxLength
}
