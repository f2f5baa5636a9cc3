import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { machineFacts } from '../../kit/machine.ts'
import { type Report, resultsFolder, type StoredReport } from '../../kit/report.ts'
import type { Fault, Outcome } from './fault.ts'
import { type TargetName, targetNames } from './target.ts'

/** What the runs found: for each fault its words, and the outcome for each server it was injected into. */
export interface Findings {
  readonly [fault: string]: Pick<Fault, 'title' | 'injected' | 'harm'> & {
    readonly outcomes: Outcomes
  }
}

export type Outcomes = { readonly [target in TargetName]?: Outcome }

/** Where `publish` keeps them. */
export const faultsReport = 'reliability/faults'

/** The findings of earlier runs; none where there was none. */
export function readFindings(): Findings {
  const file = join(resultsFolder, `${faultsReport}.json`)
  return existsSync(file) ? ((JSON.parse(readFileSync(file, 'utf8')) as StoredReport).raw as Findings) : {}
}

export const columnNames: { readonly [target in TargetName]: string } = {
  before: 'before',
  after: 'after',
  Flask: 'Flask, gunicorn',
  BentoML: 'BentoML',
}

export function toReport(findings: Findings): Report {
  const all = Object.values(findings)
  const after = all.flatMap(({ outcomes }) => outcomes.after ?? [])
  const harmless = after.filter(({ harmed }) => harmed === 0).length
  return {
    question: 'What does a server lose, or answer wrongly, when something goes wrong?',
    setting: [
      "Before and after: services/park-sentiment as the repository had it before this page, and now; trained on the repository's sample sentences, built by slipway build.",
      'Flask under gunicorn (4 threads a worker) and BentoML serve the same model, exported, on the same machine; all answer the small request alike, to 1e-6.',
      'Parts were measured in runs of their own, on a machine that others used too: shares say more than counts. A dash: not measured, or there is nothing that could fail so.',
      'A cell: how many of the tries were lost or wrong, and what was seen. What counts is said for each fault below the table.',
    ],
    machine: machineFacts(['flask', 'gunicorn', 'bentoml', 'scikit-learn']),
    tables: [
      {
        title: 'Lost or wrong',
        columns: ['fault', ...targetNames.map((name) => columnNames[name])],
        rows: all.map(({ title, outcomes }) => [title, ...targetNames.map((name) => cell(outcomes[name]))]),
      },
    ],
    goals: [
      {
        goal: 'no fault does harm',
        measured: `${harmless} of ${after.length} do none`,
        met: harmless === after.length,
      },
    ],
    raw: findings,
  }
}

/** `52 of 700: 12 × reset`; a dash where there is none. */
export function cell(outcome: Outcome | undefined): string {
  if (outcome === undefined) return '—'
  const { harmed, tries, notes } = outcome
  const counted = tries === 0 ? 'could not be run' : `${harmed.toLocaleString('en')} of ${tries.toLocaleString('en')}`
  return notes.length === 0 ? counted : `${counted}: ${notes.join('; ')}`
}
