import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { peerScript, python } from '../../kit/python.ts'
import { type Command, Server } from '../../kit/server.ts'
import type { Checkout } from './checkout.ts'
import { confined } from './confined.ts'
import { type ServiceName, type StartOptions, smallRequest, type Target } from './target.ts'

/** Files of pickled models, by the service that they are of. */
export type Pickles = { readonly [service in ServiceName]?: string }

/** The models of a checkout's two services about texts as pickles of scikit-learn's parts. */
export async function exportModels(checkout: Checkout): Promise<Pickles> {
  return {
    'park-sentiment': await exportModel(checkout, 'park-sentiment', 'v1'),
    'american-predictor': await exportModel(checkout, 'american-predictor', 'american'),
  }
}

async function exportModel(checkout: Checkout, service: ServiceName, model: string): Promise<string> {
  const versions = join(await checkout.trained(service), service, model)
  const version = readFileSync(join(versions, 'current'), 'utf8').trim()
  const pickle = join(checkout.scratch, `${service}.pickle`)
  execFileSync(python(), [peerScript('export_model.py'), join(versions, version), pickle])
  return pickle
}

/** bench/peers/flask_app.py under gunicorn, with threads: its plain workers keep no connection and answer one at a time. */
export function flaskTarget(models: Pickles): Omit<Target, 'isRight'> {
  return rival(models, {
    name: 'Flask',
    live: '/status',
    ready: '/status',
    args: (port, workers) => [
      ...['-m', 'gunicorn', '--chdir', peerScript(''), '--workers', String(workers), '--threads', '4'],
      ...['--bind', `127.0.0.1:${port}`, 'flask_app:app'],
    ],
    env: { REMEMBER: '1' },
  })
}

/** bench/peers/bento_app.py under `bentoml serve`. */
export function bentoTarget(models: Pickles, scratch: string): Omit<Target, 'isRight'> {
  const home = join(scratch, 'bentoml')
  mkdirSync(home, { recursive: true })
  return rival(models, {
    name: 'BentoML',
    live: '/livez',
    ready: '/readyz',
    args: (port) => [
      ...['-m', 'bentoml', 'serve', 'bento_app:Sentiment', '--working-dir', peerScript('')],
      ...['--host', '127.0.0.1', '--port', String(port)],
    ],
    env: { BENTOML_HOME: home, BENTOML_DO_NOT_TRACK: '1' },
  })
}

interface Rival extends Pick<Target, 'live' | 'ready'> {
  readonly name: 'Flask' | 'BentoML'
  /** What Python is told to run. */
  args(port: number, workers: number): readonly string[]
  readonly env: { readonly [name: string]: string }
}

function rival(models: Pickles, { name, live, ready, args, env }: Rival): Omit<Target, 'isRight'> {
  const start = async (options: StartOptions = {}) => {
    const { service = 'park-sentiment', workers = 1, wait = true, keepLines = false } = options
    const command = (port: number): Command => ({
      args: [python(), ...args(port, workers)],
      env: { ...env, MODEL: models[service] ?? '', WORKERS: String(workers), OMP_NUM_THREADS: '1', ...options.env },
    })
    const { confined: limits } = options
    const launched = await Server.launch((port) => (limits ? confined(command(port), limits) : command(port)), {
      keepLines,
    })
    if (wait) await launched.untilReady(ready)
    return launched
  }
  return { name, checkout: undefined, live, ready, request: smallRequest('/models/v1/predict'), start }
}
