/**
 * Is a request lost when a process ends?
 *
 *   node --conditions=slipway-source test/e2e/ends.ts [--times 50] [--root FOLDER]… [--only drain,kill] [--json]
 *
 * Ends a server with SIGTERM, or one of its workers with SIGKILL, while 16 clients send requests, over connections that
 * they keep and over new ones. `--root` names a checkout whose server is used, several are compared in one run.
 * Exit code 1 where the last of them lost a request.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { tinyStore } from '../serve/server-process.ts'
import { Clients, type Outcome } from '../support/clients.ts'

interface Row {
  readonly root: string
  readonly fault: string
  readonly workers: number
  readonly clients: string
  times: number
  requests: number
  /** Sent before the fault to the process that was killed: they cannot be saved. */
  underWay: number
  readonly lost: { [result: string]: number }
}

const { values: options } = parseArgs({
  options: {
    times: { type: 'string', default: '50' },
    root: { type: 'string', multiple: true, default: [join(import.meta.dirname, '../..')] },
    only: { type: 'string', default: 'drain,kill' },
    json: { type: 'boolean', default: false },
  },
})
const times = Number(options.times)
/** So many servers are ended at a time. */
const together = 4
const faults = options.only.split(',')
const kinds = [
  { name: 'kept connections', keepAlive: true, pauseMs: 40 },
  { name: 'new connections', keepAlive: false, pauseMs: 10 },
]

const rows: Row[] = []
for (const kind of kinds) {
  for (const workers of [1, 2]) {
    if (faults.includes('drain')) await compare('SIGTERM', workers, kind, drainServers)
    if (faults.includes('kill') && workers > 1) await compare('SIGKILL of a worker', workers, kind, killWorkers)
  }
}
report()

type Kind = (typeof kinds)[number]

/** The servers side by side, so that what else the machine does meets all of them. */
async function compare(fault: string, workers: number, kind: Kind, inject: typeof killWorkers): Promise<void> {
  const ofFault = options.root.map((root) => ({
    ...{ root: resolve(root), fault, workers, clients: kind.name, times: 0, requests: 0, underWay: 0, lost: {} },
  }))
  rows.push(...ofFault)
  await Promise.all(ofFault.map((row) => inject(row, kind)))
}

async function drainServers(row: Row, kind: Kind): Promise<void> {
  let left = times
  const worker = async () => {
    while (left-- > 0) await drainOnce(row, kind)
  }
  await Promise.all(Array.from({ length: together }, worker))
}

/** A server is ended while requests come; what it had accepted it has to answer. */
async function drainOnce(row: Row, kind: Kind): Promise<void> {
  const { url, child, exited } = await start(row)
  const clients = new Clients(`${url}/status`, { clients: 16, ...kind })
  await sleep(300)
  child.kill('SIGTERM')
  await Promise.all([exited, clients.ended])
  count(row, clients.outcomes)
}

/** Workers are killed one after another; what was sent to one before is lost, and nothing else. */
async function killWorkers(row: Row, kind: Kind): Promise<void> {
  const { url, child, exited } = await start(row)
  for (let i = 0; i < times; i++) {
    const clients = new Clients(`${url}/status`, { clients: 16, ...kind })
    await sleep(500)
    const victim = clients.outcomes.at(-1)?.body
    const killedAt = performance.now()
    process.kill(Number(victim), 'SIGKILL')
    await sleep(1500)
    await clients.stop()
    // A process that is killed closes its connections a moment later; until then requests are sent on those kept.
    const isUnderWay = ({ sentAt, result, bodyBefore }: Outcome) =>
      typeof result === 'string' && result !== 'hangs' && (bodyBefore === victim || sentAt < killedAt)
    const { outcomes } = clients
    row.underWay += outcomes.filter((outcome) => isUnderWay(outcome)).length
    count(
      row,
      outcomes.filter((outcome) => !isUnderWay(outcome)),
    )
  }
  child.kill('SIGKILL')
  await exited
}

function count(row: Row, outcomes: readonly Outcome[]): void {
  row.times += 1
  row.requests += outcomes.length
  for (const { result } of outcomes) if (result !== 200) row.lost[result] = (row.lost[result] ?? 0) + 1
}

async function start({ root, workers }: Row): Promise<{ url: string; child: ChildProcess; exited: Promise<unknown> }> {
  const script = join(root, 'test/serve/fixtures/serve-tiny.ts')
  const child = spawn(process.execPath, ['--conditions=slipway-source', script], {
    cwd: root,
    env: {
      ...{ PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'warn' },
      ...{ MODEL_STORE: await tinyStore(), WORKERS: String(workers) },
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const exited = once(child, 'exit')
  for await (const line of createInterface(child.stdout)) {
    const { serving } = JSON.parse(line) as { readonly serving?: string }
    if (serving === undefined) continue
    child.stdout.resume()
    return { url: serving, child, exited }
  }
  throw new Error(`${root}: the server did not start.`)
}

function report(): void {
  if (options.json) process.stdout.write(`${JSON.stringify(rows)}\n`)
  else {
    const lines = rows.map(({ root, fault, workers, clients, times, requests, underWay, lost }) => {
      const sum = Object.values(lost).reduce((total, n) => total + n, 0)
      const which = sum === 0 ? '' : ` (${Object.entries(lost).map(([result, n]) => `${n} × ${result}`)})`
      return `| ${root} | ${fault} | ${workers} | ${clients} | ${times} | ${requests} | ${underWay} | ${sum}${which} |`
    })
    const head = '| server | fault | workers | clients | times | requests | under way at the killed | lost |'
    process.stdout.write(`${[head, '|---|---|--:|---|--:|--:|--:|---|', ...lines].join('\n')}\n`)
  }
  const last = resolve(options.root.at(-1) ?? '')
  if (rows.some(({ root, lost }) => root === last && Object.keys(lost).length > 0)) process.exitCode = 1
}
