import { join } from 'node:path'
import { type Command, Server } from '../../kit/server.ts'
import type { Checkout } from './checkout.ts'
import { confined } from './confined.ts'
import { type StartOptions, smallRequest, type Target } from './target.ts'

/** services/park-sentiment of a checkout, built by `slipway build`, with users. */
export function slipwayTarget(name: 'before' | 'after', checkout: Checkout): Omit<Target, 'isRight'> {
  return {
    name,
    checkout,
    live: '/livez',
    ready: '/readyz',
    request: smallRequest('/models/v1/predict'),
    start: (options) => startSlipway(checkout, options),
  }
}

/** Starts the server of a service, on a store that the checkout's own command line trained. */
export async function startSlipway(
  checkout: Checkout,
  {
    service = 'park-sentiment',
    workers = 1,
    env = {},
    wait = true,
    keepLines = false,
    ...options
  }: SlipwayOptions = {},
): Promise<Server> {
  const [built, store] = [await checkout.built(service), env.MODEL_STORE ?? (await checkout.trained(service))]
  const command = (port: number): Command => {
    const own: Command = {
      args: [process.execPath, join(built, 'server.mjs')],
      env: {
        HOST: '127.0.0.1',
        PORT: String(port),
        WORKERS: String(workers),
        MODEL_STORE: store,
        CREDENTIALS_FILE: join(checkout.service(service), 'credentials.csv'),
        // As the generated manifests set it for a pod of 512 MB.
        ...(options.confined && { NODE_OPTIONS: `--max-old-space-size=${0.75 * options.confined.memoryMb}` }),
        ...env,
      },
    }
    return options.confined ? confined(own, options.confined) : own
  }
  const server = await Server.launch(command, { keepLines })
  if (wait) await server.untilReady('/readyz')
  return server
}

/** Any service of the checkout, by its name. */
type SlipwayOptions = Omit<StartOptions, 'service'> & { readonly service?: string }
