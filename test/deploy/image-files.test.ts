import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { buildSuites } from '../../src/deploy/build-suites.ts'
import { codeLines } from '../../src/deploy/image/dockerignore.ts'
import { imageFiles } from '../../src/deploy/image/index.ts'
import { readService } from '../../src/service/index.ts'
import { root } from '../support/imports.ts'
import { smallService, smallServiceFile } from '../support/small-service.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

/** What is generated for the service in a folder, by path. */
async function filesOf(folder: string): Promise<{ readonly [path: string]: string }> {
  const service = await readService(folder)
  return Object.fromEntries(imageFiles(service).map(({ path, content }) => [path, content]))
}

const withChecks = (checks: string) => smallServiceFile.replace(/\}\)\s*$/, `checks: ${checks},\n})`)

test('the last stage of the API holds the built server alone, under a number that is not root', async () => {
  const files = await filesOf(join(root, 'services/park-sentiment'))
  const last = files['deploy/Dockerfile']!.split(/^FROM /m).at(-1)!
  assert.deepEqual(last.match(/^(COPY|ADD|RUN).*$/gm), ['COPY --from=build /server ./'])
  assert.match(last, /^USER 65532:65532$/m)
  assert.match(last, /^CMD \["node", "server\.mjs"\]$/m)
  for (const [path, content] of Object.entries(files)) {
    assert.doesNotMatch(content, /--mount|--chmod|# ?syntax|TARGETARCH|<<EOF/, `${path} asks for BuildKit`)
  }
})

test('all images of a service begin alike, so that its packages are installed once', async () => {
  const files = await filesOf(join(root, 'services/park-sentiment'))
  const beginnings = Object.keys(files)
    .filter((path) => path.endsWith('Dockerfile'))
    .map((path) => /^ARG BASE_IMAGE.*?npm ci/ms.exec(files[path]!)?.[0])
  assert.equal(beginnings.length, 3)
  assert.equal(new Set(beginnings).size, 1)
  assert.ok(beginnings[0])
})

test('each suite is an image of its own, follows the one before it, and the result waits for all', async () => {
  const { services } = parse((await filesOf(join(root, 'services/park-sentiment')))['docker-compose.yml']!, {
    merge: true,
  })
  assert.deepEqual(Object.keys(services), [
    'api',
    'check-authentication',
    'check-authorization',
    'check-content',
    'result',
  ])
  assert.deepEqual(services['check-content'].depends_on, {
    api: { condition: 'service_healthy' },
    'check-authorization': { condition: 'service_started' },
  })
  assert.deepEqual(services['check-content'].build.args, { SUITE: 'content' })
  assert.equal(services['check-content'].user, '0:0')
  assert.deepEqual(
    Object.values(services.result.depends_on).map((dependency) => (dependency as { condition: string }).condition),
    Array(3).fill('service_completed_successfully'),
  )
  assert.equal(services.api.read_only, true)
})

test("a user's own service is built from its folder, with slipway from the registry or from a packed file", async (t) => {
  const named = { 'package.json': '{"type":"module","dependencies":{"slipway":"0.1.0"}}' }
  assert.match((await filesOf(smallService(t, named)))['deploy/Dockerfile']!, /^ARG SLIPWAY=$/m)
  const files = await filesOf(smallService(t))
  assert.match(files['deploy/Dockerfile']!, /^ARG SLIPWAY=slipway@\d+\.\d+\.\d+$/m)
  assert.match(files['deploy/Dockerfile']!, /^COPY package\*\.json \*\.tg\[z\] \.\/$/m)
  assert.match(
    files['deploy/Dockerfile']!,
    /^RUN node node_modules\/slipway\/dist\/cli\/bin\.js build \. --out \/server$/m,
  )
  assert.match(files['.dockerignore']!, /^\*$/m, 'what no line names stays out')
  assert.match(files['.dockerignore']!, /^!\*\.\[jt\]s$/m)
  const { services } = parse(files['docker-compose.yml']!)
  assert.deepEqual(services.api.build, { context: '.', dockerfile: 'deploy/Dockerfile' })
  assert.deepEqual(Object.keys(services), ['api'])
  assert.equal(services.api.volumes.length, 1, 'no users are mounted where there are none')
})

test('the list of what images of the checkout are built from lets in the code of every service, and no other file', () => {
  const lines = readFileSync(join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => /^!services/.test(line))
  const expected = readdirSync(join(root, 'services')).flatMap((name) => [
    `!services/${name}/package.json`,
    ...codeLines(join(root, 'services', name), `services/${name}/`),
  ])
  assert.deepEqual(lines.sort(), [...expected, '!services/ml-app/data/iris.csv'].sort())
})

test('a built suite holds its own checks and no others', async (t) => {
  const suite = (name: string) =>
    `import type { Check } from 'slipway'\nexport const ${name}: readonly Check[] = [{ name: 'only in ${name}', request: { path: '/' }, expect: {} }]\n`
  const folder = smallService(t, {
    'service.ts': `import { access } from './checks/access.ts'\nimport { content } from './checks/content.ts'\n${withChecks('{ access, content, inline: [{ name: "only inline", request: { path: "/" }, expect: {} }] }')}`,
  })
  mkdirSync(join(folder, 'checks'))
  for (const name of ['access', 'content']) writeFileSync(join(folder, `checks/${name}.ts`), suite(name))
  const out = temporaryFolder(t)
  await buildSuites(await readService(folder), out)
  assert.deepEqual(readdirSync(out).sort(), ['access.cjs', 'content.cjs', 'inline.cjs'])
  const access = readFileSync(join(out, 'access.cjs'), 'utf8')
  assert.match(access, /only in access/)
  assert.doesNotMatch(access, /only in content|only inline/)
  assert.match(readFileSync(join(out, 'inline.cjs'), 'utf8'), /only inline/)
})
