import type { Json } from '../../learn/contract.ts'
import type { Plotter } from '../card/plotter.ts'
import type { SharedTables } from './shared-tables.ts'

/** What training has to know beside the model's own definition. */
export interface TrainContext {
  readonly service: string
  /** Paths in the service's description are relative to it. */
  readonly folder: string
  /** `slipway 0.1.0`. */
  readonly library: string
  /** Inputs by model, for the golden rows. */
  readonly examples: { readonly [model: string]: readonly Json[] | undefined }
  /** Takes the place of the source of every model that has one. */
  readonly dataFile?: string
  readonly now: () => Date
  /** Draws the plots of the model cards. @default cards have no plots */
  readonly plotter?: Plotter
  readonly onProgress?: (progress: TrainProgress) => void
}

/** Models that are trained one after the other. */
export interface TrainRun extends TrainContext {
  readonly tables: SharedTables
}

/** A step of training: where it is, from 0 to 1. */
export interface TrainProgress {
  readonly model: string
  readonly step: 'read' | 'fit' | 'score' | 'refit' | 'write'
  readonly share: number
}
