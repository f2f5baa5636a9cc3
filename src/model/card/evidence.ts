import type { Scores } from '../contract.ts'
import type { Outcome } from '../train/scores.ts'
import { bootstrapIntervals, type Intervals } from './intervals.ts'
import { calibrationPlot } from './plots/calibration.ts'
import { confusionPlot } from './plots/confusion.ts'
import { histogramPlot } from './plots/histogram.ts'
import { type LearningPoint, learningPlot } from './plots/learning.ts'
import type { Plot } from './plots/plot.ts'
import { precisionRecallPlot } from './plots/precision-recall.ts'
import { rocPlot } from './plots/roc.ts'
import { tellingPlot } from './plots/telling.ts'
import type { Pictures, Plotter } from './plotter.ts'
import type { Telling } from './telling.ts'

/** What a card shows beside the scores. */
export interface Evidence {
  readonly intervals: Intervals
  /** By file name; empty where nobody draws. */
  readonly plots: { readonly [name: string]: Plot }
  /** On their way while training goes on. */
  readonly pictures: Promise<Pictures>
}

export interface Findings {
  readonly outcome: Outcome
  readonly scores: Scores
  /** Asked for only where somebody draws. */
  readonly telling: () => readonly Telling[]
  /** What its features are called: `words`, `columns`. */
  readonly features: string
  readonly learning: readonly LearningPoint[]
}

/** Works out a card's intervals and has its plots drawn meanwhile, where somebody draws. */
export function gatherEvidence(findings: Findings, plotter: Plotter | undefined): Evidence {
  const plots = plotter ? plotsOf(findings) : {}
  const pictures = plotter ? plotter.draw(plots) : Promise.resolve({})
  // Awaited when the version is put together; until then a failure is not an unhandled one.
  pictures.catch(() => {})
  return { intervals: bootstrapIntervals(findings.outcome, findings.scores), plots, pictures }
}

function plotsOf({ outcome, scores, features, learning, ...findings }: Findings): { readonly [name: string]: Plot } {
  const telling = findings.telling()
  // Curves need a row of a label and a row of another.
  const hasCurves = new Set(outcome.yTrue).size > 1
  return {
    'confusion-matrix.svg': confusionPlot(scores),
    ...(hasCurves && {
      'roc.svg': rocPlot(outcome),
      'precision-recall.svg': precisionRecallPlot(outcome),
      'calibration.svg': calibrationPlot(outcome),
    }),
    'scores.svg': histogramPlot(outcome),
    ...(learning.length > 1 && { 'learning.svg': learningPlot(learning) }),
    ...(telling.length > 0 && { 'telling.svg': tellingPlot(telling, outcome.labels, features) }),
  }
}
