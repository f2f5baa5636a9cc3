import { basicAuth, defineService, type ServiceDefinition, Type, text } from 'slipway'
import { type AppOptions, buildApp, LiveModels, silentLog } from 'slipway/serve'
import type { Artifact, Manifest } from '../../src/artifact/contract.ts'
import { SlipwayError } from '../../src/errors.ts'
import type { Predictor } from '../../src/model/contract.ts'
import type { Models } from '../../src/service/contract.ts'
import { type Credentials, hashPassword, parsePasswordHash, resolveService } from '../../src/service/index.ts'
import type { Store } from '../../src/store/contract.ts'

/** Calls a text positive where it says "good"; its weights are the word itself. */
export function goodWord(word = 'good'): Predictor<string, { label: string; probabilities: Record<string, number> }> {
  const predict = (input: string) => {
    const positive = input.includes(word) ? 0.9 : 0.2
    return { label: positive > 0.5 ? 'positive' : 'negative', probabilities: { negative: 1 - positive, positive } }
  }
  return {
    checkInput: (value, path) => (typeof value === 'string' ? [] : [{ path, message: 'expected a text.' }]),
    predict,
    predictMany: (inputs) => inputs.map(predict),
    explain: (input) => ({ bias: -1, explanation: input.includes(word) ? [{ feature: word, contribution: 3 }] : [] }),
  }
}

const model = { kind: 'text-classifier', options: {} } as const

/** A service with users, a model for each permission and one for any user, and routes of every sort. */
export const smallDefinition = defineService({
  name: 'small',
  port: 5999,
  models: { v1: model, v2: model, open: model } as Models,
  access: basicAuth({ users: 'credentials.csv', permissions: ['v1', 'v2'] }),
  routes: ({ get, post, models }) => [
    get('/status', { allow: 'everyone' }, () => 1),
    get('/permissions', {}, ({ user }) => user),
    get('/v1/sentiment', { allow: 'v1', query: { sentence: text({ maxLength: 50_000 }) } }, ({ query }) => ({
      sentence: query.sentence,
      ...(models.v1!.predict(query.sentence as never) as object),
    })),
    get('/v2/sentiment', { allow: 'v2', query: { sentence: text() } }, ({ query }) =>
      models.v2!.predict(query.sentence as never),
    ),
    get(
      '/count/{name}',
      {
        allow: 'everyone',
        params: { name: Type.Union([Type.Literal('a'), Type.Literal('b')]) },
        query: { n: Type.Integer({ minimum: 1 }), loud: Type.Optional(Type.Boolean()) },
      },
      ({ params, query }) => ({ ...params, ...query }),
    ),
    get('/broken', { allow: 'everyone' }, () => {
      throw new Error('the secret is 42')
    }),
    get('/broken-later', { allow: 'everyone' }, () => Promise.reject('no error at all')),
    get('/slow', { allow: 'everyone' }, () => new Promise((resolve) => setTimeout(resolve, 300, 'slept'))),
    post(
      '/echo',
      { allow: 'everyone', anyContentType: true, body: Type.Object({ text: Type.String() }) },
      ({ body }) => body,
    ),
    post(
      '/own-way',
      { allow: 'everyone', body: Type.Object({ text: Type.String() }), parse: (text: string) => JSON.parse(text) },
      ({ body }) => body,
    ),
    post('/strict', { allow: 'everyone', body: Type.Object({ n: Type.Number() }) }, ({ body }) => body),
  ],
  examples: { v1: ['so good', 'so bad'] as never },
})

/** A store in memory whose `current` can be changed, and which can vanish. */
export class MemoryStore implements Store {
  readonly url = 'memory:'
  readonly service = 'small'
  readonly versions_ = new Map<string, Map<string, Partial<Manifest>>>()
  readonly current_ = new Map<string, string>()
  readonly documents = new Map<string, string>()
  gone = false

  put(model: string, version: string, manifest: Partial<Manifest> = {}): this {
    const versions = this.versions_.get(model) ?? new Map<string, Partial<Manifest>>()
    this.versions_.set(model, versions.set(version, manifest))
    this.current_.set(model, version)
    return this
  }

  async versions(model: string): Promise<string[]> {
    return [...(this.versions_.get(model)?.keys() ?? [])]
  }

  async has(model: string, version: string): Promise<boolean> {
    return this.versions_.get(model)?.has(version) ?? false
  }

  async current(model: string): Promise<string | undefined> {
    if (this.gone) throw new SlipwayError('STORE_UNREACHABLE', 'memory: does not answer.')
    return this.current_.get(model)
  }

  async history(model: string): Promise<string[]> {
    const versions = await this.versions(model)
    return versions.slice(0, versions.indexOf(this.current_.get(model) ?? '') + 1)
  }

  async manifest(model: string, version: string): Promise<Manifest> {
    return (await this.read(model, version)).manifest
  }

  async files(): Promise<ReadonlyMap<string, Uint8Array>> {
    return new Map()
  }

  async tags(): Promise<ReadonlyMap<string, string>> {
    return new Map([['v1.0', 'first']])
  }

  async read(model: string, version: string): Promise<Artifact> {
    const manifest = this.versions_.get(model)?.get(version)
    if (manifest === undefined)
      throw new SlipwayError('MODEL_NOT_FOUND', `memory: has no version ${version} of ${model}.`)
    return { version, manifest: { ...plainManifest(model), ...manifest }, parts: {} }
  }

  async readDocument(_model: string, _version: string, name: string): Promise<Uint8Array | undefined> {
    if (this.gone) throw new SlipwayError('STORE_UNREACHABLE', 'memory: does not answer.')
    const text = this.documents.get(name)
    return text === undefined ? undefined : Buffer.from(text)
  }
}

const smallScores = {
  rows: 10,
  labels: ['negative', 'positive'],
  accuracy: 0.9,
  confusion_matrix: [
    [4, 1],
    [0, 5],
  ],
}

function plainManifest(model: string): Manifest {
  return {
    formatVersion: 1,
    library: 'slipway 0.1.0',
    service: 'small',
    model,
    kind: 'text-classifier',
    created: '2026-11-22T10:15:00Z',
    options: {},
    labels: ['negative', 'positive'],
    input: { type: 'string', maxLength: 50_000 },
    metrics: smallScores,
    data: { name: 'reviews.csv', rows: 12, sha256: 'ab'.repeat(32), synthetic: false },
    golden: [{ input: 'so good', output: { label: 'positive', probabilities: { negative: 0.1, positive: 0.9 } } }],
    parts: {},
    files: {},
  }
}

export function fullStore(): MemoryStore {
  return new MemoryStore().put('v1', 'first').put('v2', 'first').put('open', 'first')
}

export async function liveModels(store = fullStore(), models: Models = smallDefinition.models): Promise<LiveModels> {
  const live = new LiveModels(models, { store, log: silentLog, open: () => goodWord() as Predictor })
  await live.load()
  return live
}

let users: Promise<Credentials[]> | undefined

/** alice may use v1 and v2, bob v1 only; the names in the passwords are UTF-8 and have a colon. */
export function smallUsers(): Promise<Credentials[]> {
  users ??= Promise.all([user('alice', 'wonderland', ['v1', 'v2']), user('bob', 'schlüssel:€', ['v1'])])
  return users
}

async function user(username: string, password: string, permissions: readonly string[]): Promise<Credentials> {
  return { username, hash: parsePasswordHash(await hashPassword(password))!, permissions }
}

export const alice = basicHeader('alice', 'wonderland')
export const bob = basicHeader('bob', 'schlüssel:€')

export function basicHeader(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

export async function smallApp(options: Partial<AppOptions> = {}, definition = smallDefinition as ServiceDefinition) {
  const service = resolveService(definition, import.meta.dirname, { version: '1.2.3' })
  return buildApp({ service, models: await liveModels(), users: await smallUsers(), ...options })
}
