import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault, Outcome } from '../kit/fault.ts'
import type { Target } from '../kit/target.ts'
import { Traffic } from '../kit/traffic.ts'
import { TamperedStore } from '../kit/versions.ts'
import { LiveWatch } from '../kit/watch-live.ts'

const harm =
  'requests that failed or were answered wrongly, probes of liveness that took over 500 ms, and a restart that is not ready within 15 s'

export const corruptedVersion: Fault = {
  name: 'corrupted-version',
  title: 'A corrupted version becomes current',
  injected:
    'A version with one bit of its weights turned over becomes current while clients send; after 6 s the server is restarted.',
  harm,
  servers: ['before', 'after'],
  run: (target) => serveWhile(target, (store) => store.addCorrupted()),
}

export const hangingExpression: Fault = {
  name: 'hanging-expression',
  title: 'A regular expression that hangs, in a version',
  injected:
    'A version whose tokenPattern takes exponential time on one of its golden rows becomes current while clients send; after 6 s the server is restarted.',
  harm,
  servers: ['before', 'after'],
  run: (target) =>
    serveWhile(target, (store) =>
      store.addForged((manifest) => {
        const { parts, golden } = manifest as unknown as Manifest
        parts.vectorizer.config.tokenPattern = '(?:a+)+b'
        for (const row of golden) row.input = `${'a'.repeat(60)}c`
      }),
    ),
}

interface Manifest {
  readonly parts: { readonly vectorizer: { readonly config: { tokenPattern: string | null } } }
  readonly golden: { input: string }[]
}

async function serveWhile(target: Target, add: (store: TamperedStore) => string): Promise<Outcome> {
  if (target.checkout === undefined) throw new Error('only Slipway has versions')
  const store = await TamperedStore.of(target.checkout)
  const env = { MODEL_STORE: store.folder }
  const server = await target.start({ env })
  const clients = new Traffic(target, server.url, { lanes: 2, pauseMs: 20 })
  const live = new LiveWatch(target, server.url)
  await sleep(500)
  store.use(add(store))
  await sleep(6000)
  // One that hangs answers nothing any more, and no signal but this one ends it.
  const asked = Promise.all([clients.stop(), live.stop()])
  await Promise.race([asked, sleep(6000)])
  server.signal('SIGKILL')
  await asked
  const restarted = await isReadyAfterRestart(target, env)
  return {
    harmed: clients.lost + clients.wrong + live.late + (restarted ? 0 : 1),
    tries: clients.taken + live.probes + 1,
    notes: [...clients.notes(), ...live.notes(), ...(restarted ? [] : ['not ready after a restart'])],
  }
}

async function isReadyAfterRestart(target: Target, env: { readonly [name: string]: string }): Promise<boolean> {
  const server = await target.start({ env, wait: false })
  const ready = await Promise.race([
    server.untilReady(target.ready).then(
      () => true,
      () => false,
    ),
    sleep(15_000, false),
  ])
  server.signal('SIGKILL')
  return ready
}
