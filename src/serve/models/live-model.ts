import type { Manifest } from '../../artifact/contract.ts'
import { areRegressionScores } from '../../artifact/scores.ts'
import { type Problem, SlipwayError } from '../../errors.ts'
import type { Json } from '../../learn/contract.ts'
import type {
  Explanation,
  ModelDefinition,
  ModelHandle,
  ModelKind,
  Predictor,
  ScoresOf,
  ValuePrediction,
} from '../../model/contract.ts'
import type { Derive } from '../../model/derive.ts'
import { inSlices } from '../slices.ts'
import { currentWork } from '../work.ts'
import { ValueHistogram } from './value-histogram.ts'

/** A version that was read, checked and warmed up. */
export interface LoadedVersion {
  readonly version: string
  readonly manifest: Manifest
  readonly predictor: Predictor
}

/** What a version has predicted since the start. */
export interface Predicted {
  /** Of a classifier: predictions by label. */
  readonly counts: Map<string, number>
  /** Of a regressor. */
  readonly values?: ValueHistogram
}

/** A version in use: predicts, and counts its predictions by label or by size. A request that takes one keeps it to its end. */
export class VersionInUse {
  readonly version: string
  readonly manifest: Manifest
  readonly predictor: Predictor
  readonly predicted: Predicted

  /** @param predicted so far, where it was in use before */
  constructor({ version, manifest, predictor }: LoadedVersion, predicted?: Predicted) {
    this.version = version
    this.manifest = manifest
    this.predictor = predictor
    this.predicted = predicted ?? nothingPredicted(manifest)
  }

  /** All of them, as every version has that this library wrote. */
  get scores(): ScoresOf<unknown> {
    return this.manifest.metrics as ScoresOf<unknown>
  }

  predict(input: unknown): unknown {
    const output = this.predictor.predict(input)
    this.#count(output)
    return output
  }

  predictMany(inputs: readonly unknown[]): unknown[] {
    const outputs = this.predictor.predictMany(inputs)
    for (const output of outputs) this.#count(output)
    return outputs
  }

  #count(output: unknown): void {
    const { counts, values } = this.predicted
    if (values !== undefined) {
      values.add((output as ValuePrediction).value)
      return
    }
    const { label } = output as { readonly label: string }
    counts.set(label, (counts.get(label) ?? 0) + 1)
  }
}

function nothingPredicted({ labels, metrics }: Manifest): Predicted {
  const counts = new Map(labels.map((label) => [label, 0]))
  return areRegressionScores(metrics)
    ? { counts, values: new ValueHistogram(metrics.target_deciles ?? []) }
    : { counts }
}

/** Versions whose answers the metrics tell: a series each, which must not grow for months. */
const mostCounted = 20

/** A model of a service, whatever its version: what routes hold on to. */
export class LiveModel implements ModelHandle<unknown, unknown> {
  readonly name: string
  readonly kind: ModelKind
  readonly options: Json
  /** Columns that the service derives from a row's others. */
  readonly derive: Derive | undefined
  /** What the last versions answered since the start, the one in use last. */
  #answered: readonly (Predicted & { readonly version: string })[] = []
  #inUse: VersionInUse | undefined

  /** @param definition as the service declares it */
  constructor(name: string, { kind, options, derive }: Pick<ModelDefinition, 'kind' | 'options' | 'derive'>) {
    this.name = name
    this.kind = kind
    this.options = options
    this.derive = derive
  }

  get loaded(): boolean {
    return this.#inUse !== undefined
  }

  /** @throws UNAVAILABLE until a version is loaded */
  get inUse(): VersionInUse {
    if (this.#inUse !== undefined) return this.#inUse
    throw new SlipwayError('UNAVAILABLE', `Model "${this.name}" is still being loaded; try again in a moment.`)
  }

  /** Puts a version in use: from one request to the next, and without a gap. */
  use(loaded: LoadedVersion): void {
    const { version } = loaded
    const next = new VersionInUse(
      loaded,
      this.#answered.find((one) => one.version === version),
    )
    // The counts alone: an old version's numbers must not stay in memory.
    const others = this.#answered.filter((one) => one.version !== version)
    this.#answered = [...others, { version, ...next.predicted }].slice(-mostCounted)
    this.#inUse = next
  }

  get answered(): readonly (Predicted & { readonly version: string })[] {
    return this.#answered
  }

  get version(): string {
    return this.inUse.version
  }

  get modelDate(): string {
    return this.inUse.manifest.created
  }

  get labels(): readonly string[] {
    return this.inUse.manifest.labels
  }

  get scores(): ScoresOf<unknown> {
    return this.inUse.scores
  }

  predict(input: unknown): unknown {
    return this.inUse.predict(input)
  }

  predictMany(inputs: readonly unknown[]): unknown[] {
    return this.inUse.predictMany(inputs)
  }

  async predictAll(inputs: readonly unknown[]): Promise<unknown[]> {
    const { inUse } = this
    const outputs: unknown[] = []
    const predict = (from: number, to: number) => {
      for (const output of inUse.predictMany(inputs.slice(from, to))) outputs.push(output)
    }
    await inSlices(inputs.length, predict, { work: currentWork() })
    return outputs
  }

  explain(input: unknown): Explanation {
    return this.inUse.predictor.explain(input)
  }

  findUnseen(input: unknown): Problem[] {
    return this.inUse.predictor.findUnseen?.(input, '') ?? []
  }
}
