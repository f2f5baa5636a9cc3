import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { Bystanders, Outcome, Target } from './hostile-clients.ts'

// Others who ask while a server is under attack, in a thread of their own: what the attackers do here must not delay them.

const small = workerData as Target & { readonly body: string }
const found = { longestLivezMs: 0, answered: 0, failed: [] as Outcome[] }
let over = false
parentPort?.once('message', () => {
  over = true
})
await Promise.all([probe(), beClient()])
parentPort?.postMessage(found satisfies Bystanders)

/** Asks `/livez` as Kubernetes does, on a new connection each time. */
async function probe(): Promise<void> {
  while (!over) {
    const before = performance.now()
    // What this thread itself was late does not count.
    const lateMs = lateness()
    const outcome = await ask('/livez', new Agent())
    if (outcome !== 200) found.failed.push(`livez: ${outcome}`)
    found.longestLivezMs = Math.max(found.longestLivezMs, performance.now() - before - (await lateMs))
    await sleep(20)
  }
}

async function lateness(): Promise<number> {
  const before = performance.now()
  await sleep(10)
  return Math.max(0, performance.now() - before - 12)
}

async function beClient(): Promise<void> {
  const agent = new Agent({ keepAlive: true })
  while (!over) {
    const outcome = await ask(small.path, agent, small.body)
    if (outcome === 200) found.answered++
    else found.failed.push(outcome)
    await sleep(20)
  }
  agent.destroy()
}

function ask(path: string, agent: Agent, body?: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json', ...small.headers }
    const method = body === undefined ? 'GET' : 'POST'
    const sending = request(new URL(path, small.url), { method, headers, agent, timeout: 20_000 }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 'no status'))
      response.on('error', (error) => resolve(error.message))
    })
    sending.on('timeout', () => sending.destroy(new Error('no answer in 20 s')))
    sending.on('error', (error) => resolve(error.message))
    sending.end(body)
  })
}
