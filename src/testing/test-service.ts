import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from '../learn/contract.ts'
import { trainModels } from '../model/index.ts'
import { buildApp, LiveModels, silentLog } from '../serve/index.ts'
import { type Check, readService, readUsers, type Service } from '../service/index.ts'
import { openStore } from '../store/index.ts'

export interface TestAnswer {
  readonly status: number
  readonly headers: { readonly [name: string]: unknown }
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown
}

/** A service trained for a test, asked in process: no port, no store of its own is touched. */
export interface TestService {
  readonly service: Service
  ask(request: Check['request']): Promise<TestAnswer>
  /** Listens on a free port of this machine, for clients that need an address; gives `http://127.0.0.1:PORT`. */
  listen(): Promise<string>
  /** Takes the trained models away. */
  close(): Promise<void>
}

/**
 * Trains the service in a folder and gets it ready to be asked.
 *
 * @param dataFile takes the place of the models' own sources; absent: what `service.ts` names
 * @throws what `slipway train` and `slipway serve` would say
 */
export async function testService(folder: string, dataFile?: string): Promise<TestService> {
  const service = await readService(folder)
  const place = await mkdtemp(join(tmpdir(), 'slipway-test-'))
  const store = openStore(place, service.name)
  const context = {
    service: service.name,
    folder: service.folder,
    library: 'slipway/testing',
    examples: service.examples as { readonly [model: string]: readonly Json[] | undefined },
    now: () => new Date(),
    ...(dataFile !== undefined && { dataFile }),
  }
  for await (const { name, draft } of trainModels(service.models, context)) await store.write(name, draft)

  const models = new LiveModels(service.models, { store, log: silentLog })
  await models.load()
  const users =
    service.access && (await readUsers(join(service.folder, service.access.users), service.access.permissions))
  const app = await buildApp({ service, models, users })
  return {
    service,
    async ask({ method, path, query, body, user }) {
      const answer = await app.inject({
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        url: query === undefined ? path : `${path}?${new URLSearchParams(query)}`,
        headers: {
          ...(user && { authorization: `Basic ${Buffer.from(user.join(':')).toString('base64')}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        // A body that is a text is JSON too, and would be sent bare.
        ...(body !== undefined && { payload: JSON.stringify(body) }),
      })
      const isJson = /\bjson\b/.test(String(answer.headers['content-type']))
      return { status: answer.statusCode, headers: answer.headers, body: isJson ? answer.json() : answer.body }
    },
    listen: () => app.listen({ host: '127.0.0.1', port: 0 }),
    async close() {
      await app.close()
      await rm(place, { recursive: true, force: true })
    },
  }
}
