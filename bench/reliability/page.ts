/** Writes docs/reliability.md from the results: `node --conditions=slipway-source bench/reliability/page.ts`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { measuredBy, toMarkdown } from '../kit/page.ts'
import { resultsFolder, type StoredReport } from '../kit/report.ts'
import { costReport } from './kit/cost-report.ts'
import type { Outcome } from './kit/fault.ts'
import { columnNames, type Findings, faultsReport } from './kit/faults-report.ts'
import { fuzzReport } from './kit/fuzz-report.ts'
import { targetNames } from './kit/target.ts'

/** The page, as Markdown. */
export function reliabilityPage(): string {
  const faults = readReport(faultsReport)
  const others = [costReport, fuzzReport].flatMap((name) => readReport(name) ?? [])
  const sections = [...(faults ? faultSections(faults) : []), ...others.flatMap(tableSections)]
  return [
    '# Reliability',
    'Made by `bench/reliability/main.ts`, `cost.ts` and `fuzz.ts` beside it from `bench/results/reliability/`; not edited by hand. How to run them: [bench/README.md](../bench/README.md).',
    ...sections,
  ]
    .join('\n\n')
    .concat('\n')
}

export function writePage(): void {
  writeFileSync(join(import.meta.dirname, '../../docs/reliability.md'), reliabilityPage())
}

function readReport(name: string): StoredReport | undefined {
  const file = join(resultsFolder, `${name}.json`)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

function faultSections(report: StoredReport): string[] {
  const findings = Object.values(report.raw as Findings)
  return [
    `## ${report.question}`,
    list(report.setting),
    ...report.tables.map(toMarkdown),
    list([...stillHarmful(findings), ...betterRivals(findings)]),
    '### How each fault is tried',
    list(findings.map(({ title, injected, harm }) => `**${title}.** ${injected} Counted: ${harm}.`)),
    measuredBy(report),
  ]
}

/** What is not solved, said before anybody asks. */
function stillHarmful(findings: readonly Findings[string][]): string[] {
  const harmful = findings.filter(({ outcomes }) => (outcomes.after?.harmed ?? 0) > 0)
  if (harmful.length === 0) return ['No fault does harm to this state of the repository.']
  return [`Still harmful: ${harmful.map(({ title }) => title).join('; ')}.`]
}

function betterRivals(findings: readonly Findings[string][]): string[] {
  const share = ({ harmed, tries }: Outcome) => harmed / Math.max(1, tries)
  return targetNames.slice(2).flatMap((name) => {
    const better = findings.filter(({ outcomes: { after, [name]: theirs } }) => {
      return after !== undefined && theirs !== undefined && theirs.tries > 0 && share(theirs) < share(after)
    })
    return better.length === 0
      ? []
      : [`${columnNames[name]} does better at: ${better.map(({ title }) => title).join('; ')}.`]
  })
}

function tableSections(report: StoredReport): string[] {
  return [`## ${report.question}`, list(report.setting), ...report.tables.map(toMarkdown), measuredBy(report)]
}

function list(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${sentence}`).join('\n')
}

if (import.meta.main) writePage()
