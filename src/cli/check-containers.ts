import { resolve } from 'node:path'
import { checkInContainers, composeFileOf, type SuiteEnded } from '../check/containers/check-in-containers.ts'
import { findCompose } from '../check/containers/engine.ts'
import { SlipwayError } from '../errors.ts'
import type { Service } from '../service/index.ts'
import type { Result } from './command.ts'
import { isAddress } from './find-service.ts'
import { storeOf } from './open-store.ts'
import { staleModels } from './stale-models.ts'
import { say } from './terminal.ts'
import { trainService } from './train-service.ts'

/** Trains what is missing, then checks a service in containers; Ctrl-C takes down what was started. */
export async function checkContainers(service: Service, storeUrl: string | undefined): Promise<Result> {
  composeFileOf(service)
  const compose = await findCompose()
  const store = storeOf(service, storeUrl)
  if (isAddress(store.url) || store.url.includes('://'))
    throw new SlipwayError('USAGE', `containers are given a folder of models, not ${store.url}; name one with --store.`)
  const stale = await staleModels(service, store)
  for (const [model, reason] of stale) say(`${service.name}/${model}: ${reason}; training it`)
  if (stale.size > 0) await trainService(service, store, { only: [...stale.keys()] })

  const stop = new AbortController()
  const onSignal = () => stop.abort(new SlipwayError('CHECK_FAILED', 'stopped; everything is taken down.'))
  for (const signal of signals) process.on(signal, onSignal)
  try {
    const ends = await checkInContainers({
      service,
      store: resolve(store.url),
      compose,
      env: process.env,
      onStep: say,
      signal: stop.signal,
    })
    stop.signal.throwIfAborted()
    return toResult(service, ends)
  } finally {
    for (const signal of signals) process.off(signal, onSignal)
  }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function toResult({ name }: Service, suites: readonly SuiteEnded[]): Result {
  const failed = suites.filter(({ ok }) => !ok).map(({ suite }) => suite)
  const verdict =
    failed.length === 0 ? 'every suite holds' : `${failed.join(', ')} ${failed.length === 1 ? 'does' : 'do'} not hold`
  const outputs = suites.map(({ suite, output, exitCode }) =>
    exitCode === undefined ? `FAILURE  ${suite}  it did not run` : output,
  )
  return {
    text: [...outputs, `${name} in containers: ${verdict}`].join('\n'),
    data: {
      service: name,
      ok: failed.length === 0,
      suites: suites.map(({ exitCode, ...rest }) => ({ ...rest, exit_code: exitCode ?? null })),
    },
    ok: failed.length === 0,
  }
}
