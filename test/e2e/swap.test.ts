import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { FolderAccess, S3Access, s3Settings, VersionStore, type WritableFileAccess } from 'slipway/store'
import { ask } from '../../src/probe/ask.ts'
import { type ServerProcess, startServer, train } from '../serve/server-process.ts'
import { serveFolder } from '../support/file-server.ts'
import { s3Environment, startS3 } from '../support/moto.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

test('behind HTTP, with two workers: ten switches and a tampered version under load, no request fails or lies', async (t) => {
  const folder = temporaryFolder(t)
  const url = await serveFolder(t, folder)
  await switchUnderLoad(t, new FolderAccess(folder), { MODEL_STORE: url, WORKERS: '2' })
})

test('behind S3: ten switches and a tampered version under load, no request fails or lies', async (t) => {
  const server = await startS3(t)
  if (server === undefined) return
  const env = s3Environment(server)
  await switchUnderLoad(t, new S3Access('s3://models/here', s3Settings(env)), {
    ...env,
    MODEL_STORE: 's3://models/here',
  })
})

/** A version that was the wanted one from when `current` was about to be written until every worker had the next. */
interface Reign {
  readonly version: string
  readonly from: number
  to: number
}

interface Answered {
  readonly sent: number
  readonly received: number
  readonly status: number
  readonly version: string
}

async function switchUnderLoad(
  t: TestContext,
  access: WritableFileAccess,
  env: { readonly MODEL_STORE: string; readonly WORKERS?: string; readonly [name: string]: string | undefined },
): Promise<void> {
  const store = new VersionStore(access, 'tiny')
  const [first, second, tampered] = (await threeVersions(t, access)) as [string, string, string]
  await store.use('v1', first)
  const weights = `tiny/v1/${tampered}/weights.safetensors`
  const bytes = Buffer.from((await access.get(weights, 1 << 20))!)
  bytes[bytes.length - 2]! ^= 1
  await access.put(weights, bytes)

  const server = await startServer(t, env as { readonly [name: string]: string })
  const load = startLoad(server.url)
  const reigns: Reign[] = [{ version: first, from: 0, to: Number.POSITIVE_INFINITY }]
  for (let i = 1; i <= 10; i++) {
    const version = i % 2 === 0 ? first : second
    const from = performance.now()
    await store.use('v1', version)
    // Two are found by the look that comes every two seconds, the others by the one that SIGHUP asks for.
    if (i > 2) server.child.kill('SIGHUP')
    await until(async () => (await versionsInUse(server)).join() === version)
    reigns.at(-1)!.to = performance.now()
    reigns.push({ version, from, to: Number.POSITIVE_INFINITY })
    await sleep(50)
    if (i === 5) {
      await store.use('v1', tampered)
      server.child.kill('SIGHUP')
      await until(async () => (await refusals(server)) === Number(env.WORKERS ?? 1))
    }
  }
  const answers = await load.stop()

  assert.deepEqual(
    answers.filter(({ status }) => status !== 200),
    [],
  )
  assert.deepEqual([...new Set(answers.map(({ version }) => version))].sort(), [first, second])
  const lies = answers.filter(
    ({ sent, received, version }) =>
      !reigns.some((reign) => reign.version === version && reign.from <= received && reign.to >= sent),
  )
  assert.deepEqual(lies, [], 'every answer is of a version that was current between its sending and its coming')
  assert.ok(answers.length > 200, `${answers.length} answers are too few to tell`)
  t.diagnostic(`${answers.length} answers`)
}

/** Three versions of the tiny service's models in the store, of different times. */
async function threeVersions(t: TestContext, access: WritableFileAccess): Promise<string[]> {
  const folder = temporaryFolder(t)
  for (const day of [22, 23, 24]) await train(folder, new Date(`2026-11-${day}T10:15:00Z`))
  const trained = new FolderAccess(folder)
  for (const file of (await filesBelow(trained)).sort(pointersLast)) {
    await access.put(`tiny/${file}`, readFileSync(join(folder, 'tiny', file)))
  }
  return new VersionStore(access, 'tiny').versions('v1')
}

async function filesBelow(access: FolderAccess): Promise<string[]> {
  const lists = ['v1', 'v2'].map(async (model) =>
    (await access.list(`tiny/${model}`)).map((file) => `${model}/${file}`),
  )
  return (await Promise.all(lists)).flat()
}

/** The pointer after what it points at. */
function pointersLast(a: string, b: string): number {
  return Number(a.endsWith('current')) - Number(b.endsWith('current'))
}

/** Asks for predictions over several connections, again and again, until it is stopped. */
function startLoad(url: string): { readonly stop: () => Promise<Answered[]> } {
  const answers: Answered[] = []
  let running = true
  const client = async (): Promise<void> => {
    while (running) {
      const sent = performance.now()
      const answer = await ask(
        url,
        { path: '/models/v1/predict', body: { inputs: ['a great ride'] }, user: ['alice', 'wonderland'] },
        { retries: 0 },
      ).catch((error: Error) => ({ status: 0, body: { version: error.message } }))
      const { version } = answer.body as { readonly version: string }
      answers.push({ sent, received: performance.now(), status: answer.status, version })
    }
  }
  const clients = Promise.all(Array.from({ length: 4 }, client))
  return {
    stop: async () => {
      running = false
      await clients
      return answers
    },
  }
}

/** The versions of v1 that the workers have, all of them together. */
async function versionsInUse(server: ServerProcess): Promise<string[]> {
  return matches(await metrics(server), /^ml_model_info\{model="v1",.*version="([^"]+)"\} 1$/gm)
}

async function refusals(server: ServerProcess): Promise<number> {
  return Number(matches(await metrics(server), /^ml_model_loads_total\{model="v1",result="refused"\} (\d+)$/gm)[0])
}

async function metrics({ url }: ServerProcess): Promise<string> {
  return String((await ask(url, { path: '/metrics' })).body)
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]!)
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (await holds()) return
    await sleep(20)
  }
  assert.fail('it does not come true')
}
