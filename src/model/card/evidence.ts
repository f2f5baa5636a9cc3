import type { Scores } from '../contract.ts'
import type { Outcome } from '../train/scores.ts'
import { wilsonInterval } from '../train/wilson-interval.ts'
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
  const intervals = withWidth(bootstrapIntervals(findings.outcome, findings.scores), findings.scores)
  return { intervals, plots, pictures }
}

/** Rows from which on the bootstrap tells enough about a share. */
const manyRows = 30

/**
 * Where all held-out rows are answered right, each resample is, and an interval from 1 to 1 would promise what nobody
 * knows. The accuracy of few rows, or of all, gets Wilson's interval; the other measures none.
 */
function withWidth(intervals: Intervals, { rows, accuracy }: Scores): Intervals {
  const wide = Object.entries(intervals).filter(([, [low, high]]) => high - low > 1e-9)
  const isKnown = rows >= manyRows && wide.some(([name]) => name === 'accuracy')
  return {
    ...(!isKnown && { accuracy: wilsonInterval(Math.round(accuracy * rows), rows) }),
    ...Object.fromEntries(wide.filter(([name]) => isKnown || name !== 'accuracy')),
  }
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
