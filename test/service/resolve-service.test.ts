import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { basicAuth, isSlipwayError, type ServiceDefinition, Type, text, vader } from 'slipway'
import { readService, resolveService } from '../../src/service/index.ts'

const model = { kind: 'text-classifier', options: {} } as const
const sound = { name: 'small', port: 5000, models: { v1: model } } as unknown as ServiceDefinition

/** The problems of a sound service with these changes, by place. */
function problemsOf(changes: object): Record<string, string> {
  try {
    resolveService({ ...sound, ...changes } as ServiceDefinition, '/')
  } catch (error) {
    assert.ok(isSlipwayError(error, 'INVALID_SERVICE'))
    return Object.fromEntries(error.problems.map(({ path, message }) => [path, message]))
  }
  return {}
}

test('defaults are filled in', () => {
  const service = resolveService(sound, '/', { version: '1.2.3' })
  const { routes, models, deploy, ...rest } = service
  assert.deepEqual(rest, {
    name: 'small',
    title: 'small',
    description: '',
    port: 5000,
    access: undefined,
    cors: undefined,
    examples: {},
    checks: {},
    evaluate: undefined,
    checksLog: undefined,
    limits: { inputs: 200_000, explained: 1000, values: 100_000 },
    unseenValues: 'warn',
    folder: '/',
    version: '1.2.3',
  })
  assert.deepEqual(routes({}), [])
  assert.equal(deploy.namespace, 'small')
  assert.deepEqual(Object.keys(models), ['v1'])
})

test("the version is that of the service's package", (t) => {
  const folder = folderWith(t, { 'package.json': '{"version":"4.5.6"}' })
  mkdirSync(join(folder, 'deeper'))
  assert.equal(resolveService(sound, join(folder, 'deeper')).version, '4.5.6')
})

test('all that is wrong is said at once', () => {
  assert.deepEqual(
    problemsOf({
      name: 'Park Sentiment',
      port: 70_000,
      models: { 'a/b': model, v2: vader({ testOn: 'v1' }), v3: 'nothing' },
      access: basicAuth({ users: '', permissions: ['v1', 'v1', 'user', 'a b'] }),
      examples: { v9: ['a'] },
      checks: { content: [{ name: '', request: { path: 'status' }, expect: { status: 99 } }] },
      checksLog: '../results.txt',
      evaluate: { model: 'v8', request: () => ({ path: '/' }), label: () => '' },
    }),
    {
      '/name':
        'expected at most 63 lower-case letters, digits and dashes, beginning and ending with a letter or digit (RFC 1123), got "Park Sentiment".',
      '/port': 'expected a whole number from 1 to 65535, got 70000.',
      '/models/a/b':
        'the name of a model is at most 63 letters, digits, dots, dashes and underscores and begins with a letter or digit, got "a/b".',
      '/models/v2/testOn': '"v1" is not a model of this service; name one of "a/b", "v3".',
      '/models/v3': 'expected a model, such as textClassifier({ … }) or tabularRegressor({ … }), got "nothing".',
      '/access/users': 'expected the name of a file, such as "credentials.csv", got "".',
      '/access/permissions/1': '"v1" is there twice.',
      '/access/permissions/2': '"user" has a meaning of its own; choose another name.',
      '/access/permissions/3':
        'the name of a permission is at most 63 letters, digits, dots, dashes and underscores and begins with a letter or digit, got "a b".',
      '/examples/v9': 'there is no model "v9"; name one of "a/b", "v2", "v3".',
      '/checks/content/0/name': 'expected a sentence that says what is promised.',
      '/checks/content/0/request/path': 'expected a path that begins with "/", got "status".',
      '/checks/content/0/expect/status': 'expected an HTTP status from 200 to 599, got 99.',
      '/checksLog': 'expected the name of a file, such as "results.txt", got "../results.txt".',
      '/evaluate/model': 'there is no model "v8"; name one of "a/b", "v2", "v3".',
    },
  )
})

test('the message names the service and every place', () => {
  assert.throws(() => resolveService({ ...sound, port: 0 }, '/'), {
    code: 'INVALID_SERVICE',
    message: 'small cannot work as it is declared:\n  /port: expected a whole number from 1 to 65535, got 0.',
  })
})

test('routes are held against each other, the routes of every service, the permissions and their own schemas', () => {
  const answer = () => 1
  const problems = problemsOf({
    access: basicAuth({ users: 'credentials.csv', permissions: ['v1'] }),
    routes: ({ get, post }: Parameters<NonNullable<ServiceDefinition['routes']>>[0]) => [
      get('/models/best', {}, answer),
      get('/health', {}, answer),
      get('status', {}, answer),
      get('/a b', {}, answer),
      get('/a/{x}', { params: { x: text() } }, answer),
      get('/a/{y}', { params: { y: text() } }, answer),
      post('/a/{x}', { params: { x: text() }, body: Type.Object({}) }, answer),
      get('/b/{x}', { params: { z: text() } }, answer),
      get('/c', { allow: 'v2' as never }, answer),
      get('/d', { query: { list: Type.Array(Type.String()) } }, answer),
      get(
        '/e',
        { query: { kind: Type.Union([Type.Literal('a'), Type.Literal(1)]), n: Type.Optional(Type.Integer()) } },
        answer,
      ),
    ],
  })
  const common = '/, /livez, /readyz, /health, /metrics, /openapi.json, /docs, /models, /playground'
  assert.deepEqual(problems, {
    '/routes/GET /models/best': `this part belongs to the routes of every service (${common}); choose another.`,
    '/routes/GET /health': `this part belongs to the routes of every service (${common}); choose another.`,
    '/routes/GET status': 'expected a path that begins with "/".',
    '/routes/GET /a b': '"a b" cannot be a part of a path; letters, digits and "{name}" can.',
    '/routes/GET /a/{y}': 'there are two routes for these requests.',
    '/routes/GET /b/{x}': '`params` has "z", the path does not; write {z} into it.',
    '/routes/GET /c': 'it allows "v2", which is no permission; name one of "user", "everyone", "v1".',
    '/routes/GET /d':
      '`query` has "list" with a schema that no text can fit; use a string, number, integer, boolean, or literals.',
  })
})

test('a permission without users is refused', () => {
  const problems = problemsOf({
    routes: ({ get }: Parameters<NonNullable<ServiceDefinition['routes']>>[0]) => [
      get('/c', { allow: 'user' }, () => 1),
    ],
  })
  assert.deepEqual(problems, { '/routes/GET /c': 'it allows "user", but the service has no users; add `access`.' })
})

test('a model cannot be asked before it is loaded', () => {
  const early = {
    ...sound,
    routes: ({ models }: { models: { v1: { labels: string[] } } }) => models.v1.labels,
  } as unknown as ServiceDefinition
  assert.throws(() => resolveService(early, '/'), {
    code: 'INVALID_SERVICE',
    message:
      'small: the routes ask model "v1" for its labels while they are being declared, before any model is loaded; ask it inside the function that answers.',
  })
})

function folderWith(t: TestContext, files: { readonly [name: string]: string }): string {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-service-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

test('a service is read from its folder, or from its file', async (t) => {
  const folder = folderWith(t, {
    'service.ts': `export default { name: 'read', port: 5000 as number, models: { v1: { kind: 'vader', options: {} } } }`,
    'package.json': '{"version":"7.0.0","type":"module"}',
  })
  const service = await readService(folder)
  assert.deepEqual([service.name, service.folder, service.version], ['read', folder, '7.0.0'])
  assert.equal((await readService(join(folder, 'service.ts'))).name, 'read')
})

test('what keeps a service file from being read is said with what to do', async (t) => {
  const says = async (files: { readonly [name: string]: string }) => {
    const folder = folderWith(t, { 'package.json': '{"type":"module"}', ...files })
    try {
      await readService(folder)
      return 'nothing'
    } catch (error) {
      assert.ok(isSlipwayError(error, 'INVALID_SERVICE'))
      return error.message.replaceAll(`${folder}/`, '').replaceAll(folder, 'FOLDER')
    }
  }
  assert.equal(await says({}), 'FOLDER holds no service.ts; name a folder that does, or make one with `slipway init`.')
  assert.equal(
    await says({ 'service.ts': 'export const a = 1' }),
    'service.ts has no default export; it has to end in `export default defineService({ … })`.',
  )
  assert.match(await says({ 'service.ts': 'export default {' }), /^service\.ts cannot be imported: SyntaxError: /)
  assert.match(
    await says({ 'service.ts': "import 'not-there'" }),
    /^service\.ts cannot be imported: Cannot find package 'not-there'.* Is it installed \(`npm install`\), and does a relative import end in "\.ts"\?$/,
  )
  assert.match(
    await says({ 'service.ts': 'enum A { B }\nexport default A' }),
    /Node runs TypeScript whose types can be erased: no enum, no namespace\.$/,
  )
  assert.equal(
    await says({ 'service.ts': "throw new Error('no luck')" }),
    'service.ts cannot be imported: Error: no luck.',
  )
  await assert.rejects(readService('/not/there'), {
    message: '/not/there does not exist; name a folder that holds a service.ts.',
  })
})
