/**
 * Does a server's memory stay flat while its model is swapped 100 times, and over 1,000,000 requests?
 *
 *   node --conditions=slipway-source bench/serve/memory.ts [--swaps 100] [--requests 1000000] [--trial]
 *
 * services/american-predictor with its generated sentences, from sources, one process, logging at `warn`. Resident
 * memory after a garbage collection, which the process makes when it is sent SIGUSR2.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openStore } from 'slipway/store'
import { machineFacts } from '../kit/machine.ts'
import { publish } from '../kit/report.ts'
import { runWrk, writeRequests } from '../kit/wrk.ts'

const { values: options } = parseArgs({
  options: {
    swaps: { type: 'string', default: '100' },
    requests: { type: 'string', default: '1000000' },
    trial: { type: 'boolean', default: false },
  },
})
const swaps = Number(options.swaps)
const wanted = Number(options.requests)
const root = join(import.meta.dirname, '../..')
const main = ['--conditions=slipway-source', join(root, 'src/cli/main.ts')]
const service = join(root, 'services/american-predictor')
const folder = mkdtempSync(join(tmpdir(), 'bench-'))

for (let i = 0; i < 2; i++) execFileSync(process.execPath, [...main, 'train', service, '--store', folder])
const store = openStore(folder, 'american-predictor')
const versions = await store.versions('american')

const collect = join(folder, 'collect.mjs')
writeFileSync(collect, "process.on('SIGUSR2', () => globalThis.gc())\n")
const child = spawn(
  process.execPath,
  ['--expose-gc', `--import=${collect}`, ...main, ...['serve', service, '--store', folder, '--port', '0']],
  { env: { ...process.env, LOG_LEVEL: 'warn', HOST: '127.0.0.1' }, stdio: ['ignore', 'pipe', 'inherit'] },
)
try {
  const url = await addressOf()
  const afterSwaps = await swapAll(url)
  const { afterRequests, requests, failed } = await askAll(url)
  report(afterSwaps, afterRequests, requests, failed)
} finally {
  child.kill('SIGTERM')
  await once(child, 'exit')
  rmSync(folder, { recursive: true })
}

async function addressOf(): Promise<string> {
  for await (const line of createInterface(child.stdout)) {
    const port = /:(\d+)$/.exec(line)?.[1]
    if (port !== undefined) return `http://127.0.0.1:${port}`
  }
  throw new Error('the server ended before it served')
}

/** Resident memory in MiB after each swap. */
async function swapAll(url: string): Promise<number[]> {
  const memory: number[] = []
  for (let i = 1; i <= swaps; i++) {
    const version = versions[i % 2]
    await store.use('american', version)
    child.kill('SIGHUP')
    while ((await (await fetch(`${url}/readyz`)).json()).models.american !== version) await sleep(5)
    memory.push(await residentMb())
  }
  return memory
}

/** Resident memory in MiB after each tenth of the requests, the first of them warming up. */
async function askAll(url: string) {
  const file = join(folder, 'requests.txt')
  const texts = Array.from(
    { length: 2000 },
    (_, i) => `Day ${i} of lockdown in New York, greetings number ${i * 7} #covid19`,
  )
  writeRequests(
    file,
    texts.map((text) => ({
      method: 'POST',
      path: '/api/american',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text }),
    })),
  )
  const afterRequests: { requests: number; mb: number }[] = []
  let requests = 0
  let failed = 0
  while (requests < wanted) {
    const load = await runWrk(url, file, { connections: 16, seconds: 5 })
    requests += load.requests
    failed += load.failed
    afterRequests.push({ requests, mb: await residentMb() })
  }
  return { afterRequests, requests, failed }
}

/** Of several collections the least: what one of them frees goes back to the system a moment later. */
async function residentMb(): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 3; i++) {
    child.kill('SIGUSR2')
    await sleep(60)
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    least = Math.min(least, Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
  }
  return least
}

function report(
  afterSwaps: readonly number[],
  afterRequests: readonly { readonly requests: number; readonly mb: number }[],
  requests: number,
  failed: number,
): void {
  const fifth = afterSwaps[4]
  const last = afterSwaps.at(-1)!
  const first = afterRequests[0]
  const end = afterRequests.at(-1)!
  const change = (from: number, to: number) => `${(100 * (to / from - 1)).toFixed(1)} %`
  publish(
    {
      question: 'Does the memory of a server stay flat over 100 swaps of its model, and over 1,000,000 requests?',
      setting: [
        'services/american-predictor with generated sentences, one process; resident memory after a garbage collection.',
        'Two versions take turns; then 16 connections ask POST /api/american, 2,000 different texts in turn.',
      ],
      machine: machineFacts(),
      tables: [
        {
          title: 'Swaps',
          columns: ['after so many swaps', 'MiB'],
          rows: [5, 25, 50, 75, swaps].filter((n) => n <= swaps).map((n) => [n, afterSwaps[n - 1]]),
        },
        {
          title: 'Requests',
          columns: ['after so many requests', 'MiB'],
          rows: afterRequests
            .filter((_, i) => i % Math.ceil(afterRequests.length / 8) === 0 || i === afterRequests.length - 1)
            .map(({ requests, mb }) => [requests, mb]),
        },
      ],
      goals: [
        {
          goal: `after ${swaps} swaps within 10 % of after the fifth`,
          measured: `${fifth.toFixed(1)} MiB, then ${last.toFixed(1)} MiB: ${change(fifth, last)}`,
          met: Math.abs(last / fifth - 1) <= 0.1,
        },
        {
          goal: `after ${requests.toLocaleString('en')} requests within 10 % of after the first ${first.requests.toLocaleString('en')}, none failed`,
          measured: `${first.mb.toFixed(1)} MiB, then ${end.mb.toFixed(1)} MiB: ${change(first.mb, end.mb)}; ${failed} failed`,
          met: end.mb / first.mb <= 1.1 && failed === 0,
        },
      ],
      raw: { afterSwaps, afterRequests },
    },
    { keep: !options.trial },
  )
}
