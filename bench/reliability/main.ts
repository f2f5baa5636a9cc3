/**
 * What does a server lose, or answer wrongly, when something goes wrong?
 *
 *   node --conditions=slipway-source bench/reliability/main.ts [--fault NAME]… [--before DIR] [--server NAME]… [--trial]
 *
 * Injects each fault of `faults/` into this checkout's server, into that of an older checkout (--before), and into the
 * same model under Flask with gunicorn and under BentoML, where bench/.venv has them. Needs Linux, and Docker for the
 * faults that are about memory. Keeps what it found in bench/results/reliability and rewrites docs/reliability.md; with
 * --fault or --server it does so for a part, and what was found before stays for the rest.
 */
import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { python } from '../kit/python.ts'
import { publish } from '../kit/report.ts'
import { faults } from './faults/index.ts'
import { Checkout } from './kit/checkout.ts'
import { canConfine } from './kit/confined.ts'
import type { Fault, Outcome } from './kit/fault.ts'
import { cell, faultsReport, type Outcomes, readFindings, toReport } from './kit/faults-report.ts'
import { bentoTarget, exportModels, flaskTarget } from './kit/rivals.ts'
import { slipwayTarget } from './kit/slipway-target.ts'
import { known, type Target, targetNames } from './kit/target.ts'
import { writePage } from './page.ts'

const { values: options } = parseArgs({
  options: {
    fault: { type: 'string', multiple: true, default: [] },
    server: { type: 'string', multiple: true, default: [] },
    before: { type: 'string' },
    trial: { type: 'boolean', default: false },
  },
})
const chosen = faults.filter(({ name }) => options.fault.length === 0 || options.fault.includes(name))
if (chosen.length < options.fault.length) {
  throw new Error(`--fault: expected names of ${faults.map(({ name }) => name).join(', ')}.`)
}
if (!(await canConfine()))
  throw new Error('Docker does not answer, or has no debian:bookworm-slim; see bench/README.md.')

const root = join(import.meta.dirname, '../..')
const checkout = new Checkout(root)
/** The command that makes all of the report. */
const stored = { name: faultsReport, args: ['--before', 'DIR'] }
const earlier = options.before === undefined ? undefined : new Checkout(resolve(options.before))
try {
  const targets = await targetsOf()
  for (const fault of chosen) {
    const outcomes = await injectInto(targets, fault)
    if (!options.trial) keep(fault, outcomes)
  }
  publish(toReport(readFindings()), { keep: !options.trial, ...stored })
  if (!options.trial) writePage()
} finally {
  checkout.remove()
  earlier?.remove()
}

/** The servers that can be had here, all asked once; those that --server leaves out are not started. */
async function targetsOf(): Promise<Target[]> {
  const wanted = (name: (typeof targetNames)[number]) => options.server.length === 0 || options.server.includes(name)
  const all = [
    ...(earlier && wanted('before') ? [slipwayTarget('before', earlier)] : []),
    ...(wanted('after') ? [slipwayTarget('after', checkout)] : []),
  ]
  const rivals = (['Flask', 'BentoML'] as const).filter((name) => wanted(name) && isInstalled(name.toLowerCase()))
  if (rivals.length > 0) {
    const models = await exportModels(checkout)
    all.push(...rivals.map((name) => (name === 'Flask' ? flaskTarget(models) : bentoTarget(models, checkout.scratch))))
  }
  const targets: Target[] = []
  for (const target of all) targets.push(await known(target))
  return targets
}

function isInstalled(module: string): boolean {
  try {
    execFileSync(python(), ['-c', `import ${module}`], { stdio: 'ignore' })
    return true
  } catch {
    console.log(`${module} is not installed, so it is left out; bench/README.md says how.`)
    return false
  }
}

/** The servers take turns within a fault. */
async function injectInto(targets: readonly Target[], fault: Fault): Promise<Outcomes> {
  const { servers = targetNames } = fault
  const outcomes: { [name: string]: Outcome } = {}
  for (const target of targets.filter(({ name }) => servers.includes(name))) {
    const started = performance.now()
    const outcome = await fault.run(target).catch(toOutcome)
    outcomes[target.name] = outcome
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    console.log(`${fault.name}, ${target.name}, ${seconds} s: ${cell(outcome)}`)
  }
  return outcomes
}

/** Kept at once, so that a run that is stopped has not been in vain; what it did not ask stays as it was. */
function keep({ name, title, injected, harm }: Fault, outcomes: Outcomes): void {
  const before = readFindings()
  const found = { ...before, [name]: { title, injected, harm, outcomes: { ...before[name]?.outcomes, ...outcomes } } }
  const inOrder = faults.flatMap(({ name }) => (found[name] === undefined ? [] : [[name, found[name]] as const]))
  publish(toReport(Object.fromEntries(inOrder)), { ...stored, quiet: true })
}

/** A fault that could not be injected is a finding of its own, not the end of the run. */
function toOutcome(error: Error): Outcome {
  console.error(error)
  return { harmed: 0, tries: 0, notes: [error.message.split('\n')[0] ?? ''] }
}
