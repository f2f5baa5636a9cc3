import type { Json, Parts } from '../learn/contract.ts'
import type { StoredScores } from './scores.ts'

/** The format of a version's folder. A reader refuses a newer one. */
export const formatVersion = 1

/** Where the rows of a version came from. */
export interface DataSourceRecord {
  readonly name: string
  readonly rows: number
  /** Of the bytes that were read, before decompression; of all the parts of a folder in order. */
  readonly sha256: string
  /** Made by a generator, not measured in the world: said wherever the scores are shown. */
  readonly synthetic: boolean
  /** They stood in until there are real rows. Absent in versions from before this was written down. */
  readonly sample?: boolean
}

/** An example of the service and what the model answered when it was trained. Recomputed before a version is served. */
export interface GoldenRow {
  readonly input: Json
  /** The columns that the service derives from the input, where it does. */
  readonly derived?: Json
  readonly output: Json
}

/** What `model.json` says. */
export interface Manifest {
  readonly formatVersion: number
  /** The library that wrote it, such as `slipway 0.1.0`. */
  readonly library: string
  readonly service: string
  readonly model: string
  /** What kind of model it is: `text-classifier`, `tabular-classifier`, `text-regressor`, `tabular-regressor`, `vader`. */
  readonly kind: string
  /** When it was trained, RFC 3339 in UTC, to the second. */
  readonly created: string
  /** The model's options as the service declared them, its functions as text; `up` trains again when another one changes. */
  readonly options: Json
  /** What a classifier predicts; empty for a regressor. */
  readonly labels: readonly string[]
  /** JSON Schema of one input. */
  readonly input: Json
  /** What training saw of each column of a table: `{ min, max }` or `{ values }`. Absent in versions from before it was kept. */
  readonly seen?: Json
  /** Held-out scores. */
  readonly metrics: StoredScores
  readonly data: DataSourceRecord | null
  /**
   * sha256 of the labels or targets and derived columns that the service's functions made of the rows it is scored on. Absent in
   * versions from before it was kept.
   */
  readonly learnedSha256?: string
  readonly golden: readonly GoldenRow[]
  /** The settings of each fitted part; their numbers are in `weights.safetensors` under the same names. */
  readonly parts: { readonly [name: string]: { readonly kind: string; readonly config: Json } }
  /** sha256 and size of every other file of the version. */
  readonly files: { readonly [name: string]: { readonly sha256: string; readonly sizeBytes: number } }
}

/** A version before it is written: what training hands over. */
export interface ArtifactDraft {
  readonly manifest: Omit<Manifest, 'formatVersion' | 'parts' | 'files'>
  readonly parts: { readonly [name: string]: Parts }
  /** Files beside the weights, by name: the card and its plots, and what only a later training reads. */
  readonly documents: { readonly [name: string]: string | Uint8Array }
}

/** A version after it was read, every byte checked. */
export interface Artifact {
  /** The name of the version: `20261122T101500Z-1a2b3c4d`. */
  readonly version: string
  readonly manifest: Manifest
  readonly parts: { readonly [name: string]: Parts }
}

/**
 * How a version's files are reached, wherever they live. `undefined`: there is no such file. Of a file longer than
 * `maxBytes`, that many bytes and at least one more, so that it is seen to be too long and never read whole.
 */
export type ReadFile = (name: string, maxBytes: number) => Promise<Uint8Array | undefined>
