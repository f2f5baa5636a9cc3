/**
 * Does every answer hold to the OpenAPI document?
 *
 *   node --conditions=slipway-source bench/reliability/fuzz.ts [--cases 2000] [--seed 1] [--service NAME]… [--trial]
 *
 * schemathesis (`pip install -r test/serve/requirements.txt`; SCHEMATHESIS names the program) reads the document of each of
 * the five services and sends 2,000 cases or more to each service, with a user and without: up to 300 for an operation, with
 * one seed after the other. Every finding is told but those of a known kind, which the page explains. Rewrites
 * docs/reliability.md.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { machineFacts } from '../kit/machine.ts'
import { publish } from '../kit/report.ts'
import { Checkout } from './kit/checkout.ts'
import { explain, explanations } from './kit/explained.ts'
import { fuzzReport } from './kit/fuzz-report.ts'
import { type Finding, fuzz } from './kit/fuzzer.ts'
import { startSlipway } from './kit/slipway-target.ts'
import { writePage } from './page.ts'

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    service: { type: 'string', multiple: true, default: [] },
    trial: { type: 'boolean', default: false },
  },
})
/** For each operation, with one seed. */
const casesEach = 300
const root = join(import.meta.dirname, '../..')
/** Users for trying out; a service without users is sent one that it does not ask for. */
const users: { readonly [service: string]: string | undefined } = {
  'park-sentiment': 'alice:wonderland',
  'review-stars': 'bob:builder',
}

interface Row {
  readonly service: string
  readonly user: string
  readonly cases: number
  readonly explained: number
  readonly findings: readonly Finding[]
}

const checkout = new Checkout(root)
const rows: Row[] = []
try {
  for (const service of readdirSync(join(root, 'services')).sort()) {
    if (options.service.length > 0 && !options.service.includes(service)) continue
    for (const user of [users[service] ?? 'somebody:secret', undefined]) rows.push(await run(service, user))
  }
} finally {
  checkout.remove()
}
const unexplained = rows.flatMap(({ findings }) => findings)
const fewest = Math.min(...rows.map(({ cases }) => cases))
publish(
  {
    question: 'Does every answer hold to the OpenAPI document?',
    setting: [
      `schemathesis reads the document of each service and sends ${Number(options.cases).toLocaleString('en')} cases or more, up to ${casesEach} an operation with one seed after the other from ${options.seed} on; all its checks are on; with a user and without.`,
      'Findings of a known kind count as explained:',
      ...explanations,
    ],
    machine: machineFacts(),
    tables: [
      {
        title: 'Findings',
        columns: ['service', 'user', 'cases', 'explained', 'findings'],
        rows: rows.map(({ service, user, cases, explained, findings }) => [
          ...[service, user, cases, explained, findings.length],
        ]),
      },
    ],
    goals: [
      { goal: 'no finding that is not explained', measured: String(unexplained.length), met: unexplained.length === 0 },
      {
        goal: `${options.cases} cases or more each`,
        measured: `${fewest} or more`,
        met: fewest >= Number(options.cases),
      },
    ],
  },
  { keep: !options.trial, name: fuzzReport },
)
if (!options.trial) writePage()
if (unexplained.length > 0) process.exitCode = 1

async function run(service: string, user: string | undefined): Promise<Row> {
  const server = await startSlipway(checkout, { service, env: { LOG_LEVEL: 'error' } })
  const findings: Finding[] = []
  let cases = 0
  for (let seed = Number(options.seed); cases < Number(options.cases); seed++) {
    const round = await fuzz(server.url, { user, casesEach, seed })
    cases += round.cases
    findings.push(...round.findings)
  }
  await server.stop()
  const left = findings.filter((finding) => explain(service, finding) === undefined)
  const name = user?.split(':')[0] ?? 'none'
  console.log(`${service}, user ${name}: ${cases} cases, ${findings.length} findings, ${left.length} not explained`)
  for (const finding of left.slice(0, 5)) console.log(finding)
  return { service, user: name, cases, explained: findings.length - left.length, findings: left }
}
