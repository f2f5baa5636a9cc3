import { isDeepStrictEqual } from 'node:util'
import type { Artifact, Manifest } from '../../artifact/contract.ts'
import type { StoredScores } from '../../artifact/scores.ts'
import { isSlipwayError } from '../../errors.ts'
import { itemAt } from '../../values.ts'
import type { Predictor } from '../contract.ts'
import { loadPredictor } from '../load.ts'
import type { HeldOut } from './held-out.ts'
import { takeLabelled } from './labelled-rows.ts'
import { pairedDifference } from './paired-difference.ts'
import { unseenPlaces } from './seen-rows.ts'

/** How a new version does beside the one in use. */
export interface Comparison {
  /** Rows that both were scored on; absent where each was scored on rows of its own. */
  readonly rows?: number
  readonly macroF1: { readonly challenger: number; readonly current: number }
  /** Lower by more than this is worse. */
  readonly margin: number
  /** Labels that the one in use gives and the new one does not, though the service declares the same. */
  readonly lostLabels?: readonly string[]
  readonly isWorse: boolean
}

export interface Challenger {
  readonly manifest: Pick<Manifest, 'kind' | 'labels' | 'options' | 'metrics'>
  /** Absent where it was not trained now. */
  readonly held?: HeldOut | undefined
}

export interface Champion extends Pick<Artifact, 'parts' | 'manifest'> {
  /** Its file that tells which rows it saw, where it has one. */
  readonly seenRows?: Uint8Array | undefined
}

/** A difference that nobody would act on, however certain it is. */
const leastMargin = 0.005
/** Of fewer rows no difference says much. */
const leastRows = 30

/**
 * Compares a new version with the one in use by macro F1. On the same held-out rows: those of the new training that
 * neither has learned from. Where there are too few of those, by the scores that each got on its own held-out rows.
 * The margin is what chance explains (95 %), and at least 0.005.
 *
 * Undefined where the service declares another model now, so that there is nothing to compare.
 */
export function compareVersions(challenger: Challenger, champion: Champion): Comparison | undefined {
  const { manifest } = challenger
  const isSameModel = isDeepStrictEqual(manifest.options, champion.manifest.options)
  const isSameTask =
    manifest.kind === champion.manifest.kind && isDeepStrictEqual(manifest.labels, champion.manifest.labels)
  if (!isSameModel && !isSameTask) return undefined
  const onUnseen = challenger.held && isSameTask ? compareOnUnseen(challenger.held, champion) : undefined
  const comparison = onUnseen ?? compareScores(manifest.metrics, champion.manifest.metrics)
  const lostLabels = champion.manifest.labels.filter((label) => !manifest.labels.includes(label))
  return comparison && lostLabels.length > 0 ? { ...comparison, lostLabels, isWorse: true } : comparison
}

function compareOnUnseen(held: HeldOut, champion: Champion): Comparison | undefined {
  const { inputs, labels, origin } = held.rows
  const learned = champion.manifest.data !== null
  if (learned && champion.seenRows === undefined) return undefined
  const unseen = champion.seenRows ? unseenPlaces(champion.seenRows, inputs) : Int32Array.from(inputs.keys())
  if (unseen.length < leastRows) return undefined
  const predictor = predictorOf(champion, held.declared)
  // A version of other columns than the service declares now.
  if (predictor === undefined || unseen.some((place) => predictor.checkInput(inputs[place], '').length > 0))
    return undefined
  const rows = { ...takeLabelled({ inputs, labels }, unseen), origin }
  const current = held.answer(predictor, champion.manifest.labels, rows).yPred
  const challenger = Array.from(unseen, (place) => itemAt(held.outcome.yPred, place))
  const { a, b, margin } = pairedDifference(rows.labels, challenger, current)
  return verdict(a, b, margin, unseen.length)
}

/** Undefined for a version with derived columns that the service has no more. */
function predictorOf(champion: Champion, declared: HeldOut['declared']): Predictor | undefined {
  try {
    return loadPredictor(champion, declared)
  } catch (error) {
    if (isSlipwayError(error, 'ARTIFACT_CORRUPT')) return undefined
    throw error
  }
}

/** Each on its own held-out rows; the standard error is that of a share, which that of macro F1 is close to. */
function compareScores(a: StoredScores, b: StoredScores): Comparison | undefined {
  if (a.macro_f1 === undefined || b.macro_f1 === undefined || a.rows === 0 || b.rows === 0) return undefined
  const variance = (share: number, rows: number) => (share * (1 - share)) / rows
  const margin = 1.96 * Math.sqrt(variance(a.macro_f1, a.rows) + variance(b.macro_f1, b.rows))
  const isSame = a.data?.sha256 === b.data?.sha256 && a.rows === b.rows
  return verdict(a.macro_f1, b.macro_f1, margin, isSame ? a.rows : undefined)
}

function verdict(challenger: number, current: number, byChance: number, rows: number | undefined): Comparison {
  const margin = Math.max(leastMargin, byChance)
  return {
    ...(rows !== undefined && { rows }),
    macroF1: { challenger, current },
    margin,
    isWorse: challenger < current - margin,
  }
}
