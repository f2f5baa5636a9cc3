import type { Artifact, Manifest } from '../artifact/contract.ts'
import { SlipwayError } from '../errors.ts'
import type { Json } from '../learn/contract.ts'
import { type Pausable, runThrough } from '../learn/pausable.ts'
import { ColumnTransformerModel } from '../learn/preprocess/column-transformer/model.ts'
import { readClassifier, readVectorizer } from '../learn/read-step.ts'
import { VaderModel } from '../learn/vader/index.ts'
import type { ModelKind, Predictor } from './contract.ts'
import { ExplanationReference } from './explanation-reference.ts'
import { UnseenValues } from './seen-columns.ts'
import { inputColumns } from './table-input.ts'
import { TablePredictor } from './table-predictor.ts'
import { defaultMaxLength } from './text-input.ts'
import { TextPredictor } from './text-predictor.ts'
import { textScorer } from './text-scorer.ts'
import { VaderPredictor } from './vader-predictor.ts'

type Fitted = Pick<Artifact, 'parts'> & {
  readonly manifest: Pick<Manifest, 'kind' | 'input' | 'labels' | 'model' | 'seen'>
}

const loaders: { readonly [K in ModelKind]: (fitted: Fitted) => Pausable<Predictor<never>> } = {
  *'text-classifier'({ parts, manifest }) {
    const [vectorizer, classifier] = [readVectorizer(parts.vectorizer), readClassifier(parts.classifier)]
    yield
    const scorer = yield* textScorer(vectorizer, classifier, parts.neighbors)
    return new TextPredictor(manifest.labels, scorer, maxLengthOf(manifest.input))
  },
  *'tabular-classifier'({ parts, manifest }) {
    const encoder = ColumnTransformerModel.fromParts(parts.encoder)
    yield
    return new TablePredictor(
      manifest.labels,
      inputColumns(manifest.input) ?? [],
      encoder,
      readClassifier(parts.classifier),
      new UnseenValues(manifest.seen),
      parts.reference && ExplanationReference.fromParts(parts.reference),
    )
  },
  *vader({ parts, manifest }) {
    const model = VaderModel.fromParts(parts.lexicon)
    yield
    return new VaderPredictor(model, maxLengthOf(manifest.input))
  },
}

/** Makes a version ready to be asked. Loads no code that fits. @throws ARTIFACT_CORRUPT for a kind or parts it does not know. */
export function loadPredictor(fitted: Fitted): Predictor {
  return runThrough(loadingPredictor(fitted))
}

/** As `loadPredictor`, with pauses: a model with very many terms takes a tenth of a second and more. */
export function* loadingPredictor(fitted: Fitted): Pausable<Predictor> {
  const { kind, model } = fitted.manifest
  if (!Object.hasOwn(loaders, kind)) {
    throw new SlipwayError(
      'ARTIFACT_CORRUPT',
      `${model}: its version is a ${kind}, this library knows ${Object.keys(loaders).join(', ')}; upgrade the library or train again.`,
    )
  }
  try {
    return (yield* loaders[kind as ModelKind](fitted)) as Predictor
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
  const problems = manifest.golden.flatMap(({ input, output }, i) => {
    const now = predictor.predict(input) as Json
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

/** Probabilities may move in the last digits between platforms (their `Math.exp`), nothing else may. */
function alike(a: Json, b: Json): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-6
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [left, right] = [Object.entries(a), Object.entries(b)]
  return left.length === right.length && left.every(([key, value]) => alike(value, (b as Record<string, Json>)[key]))
}

function maxLengthOf(input: Json): number {
  return (input as { readonly maxLength?: number }).maxLength ?? defaultMaxLength
}
