import type { Goal } from './report.ts'

/** A setting of an algorithm, and what it scored fold by fold; the folds are the same for all candidates. */
export interface Candidate {
  /** Whose algorithm it is: what a row of a table is named. */
  readonly family: string
  readonly setting: string
  readonly scores: { readonly [score: string]: readonly number[] }
}

/** How candidates are compared. */
export interface Score {
  readonly key: string
  readonly said: string
  readonly larger: boolean
}

export interface Lead {
  /** The mean over the folds of how much better ours is; below 0: how much worse. */
  readonly mean: number
  /** Its standard error. */
  readonly error: number
}

/** Said on the page before any result. */
export const leadRule =
  'Lead: by how much ours is better than the best rival in the mean of the folds, below 0 worse, ± its standard error by Nadeau and Bengio (2003), which knows that folds share training rows. A goal is met where ours leads, or trails by no more than one such error.'

/** The best of the candidates in a score, by the mean of the folds; of equals the first. */
export function bestOf(candidates: readonly Candidate[], { key, larger }: Score): Candidate {
  const sign = larger ? 1 : -1
  return candidates.reduce((best, one) => (sign * mean(one.scores[key]) > sign * mean(best.scores[key]) ? one : best))
}

/** @param foldsPerRound k of k-fold cross-validation, which may have been repeated */
export function leadOf(ours: Candidate, theirs: Candidate, { key, larger }: Score, foldsPerRound: number): Lead {
  const leads = ours.scores[key].map((score, fold) => (larger ? 1 : -1) * (score - theirs.scores[key][fold]))
  const m = mean(leads)
  const variance = leads.reduce((sum, lead) => sum + (lead - m) ** 2, 0) / (leads.length - 1)
  // Test rows for each training row: what the folds' sharing of training rows adds to 1 / folds.
  const shared = 1 / (foldsPerRound - 1)
  return { mean: m, error: Math.sqrt((1 / leads.length + shared) * variance) }
}

/** A family's goal: to be as good as the best rival. */
export function goalOf(goal: string, ours: Candidate, theirs: Candidate, score: Score, foldsPerRound: number): Goal {
  const lead = leadOf(ours, theirs, score, foldsPerRound)
  return {
    goal,
    measured: `${shownMean(ours, score)}, theirs ${shownMean(theirs, score)} (${theirs.family}): ${shownLead(lead)}`,
    met: lead.mean >= -lead.error,
  }
}

export function shownMean({ scores }: Candidate, { key }: Score): string {
  return mean(scores[key]).toFixed(4)
}

export function shownLead({ mean, error }: Lead): string {
  return `${mean < 0 ? '−' : '+'}${Math.abs(mean).toFixed(4)} ± ${error.toFixed(4)}`
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
