import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import { cleanEnvironment, type Finished, finished } from '../support/cli.ts'
import { root } from '../support/imports.ts'
import { ready } from '../support/server.ts'
import { smallServiceFile } from '../support/small-service.ts'
import { temporaryFolder, tinyReviews } from '../support/tiny-service.ts'

const run = promisify(execFile)
/** This Node first, whatever the system's is: npm's scripts and the package's bin take the one on the PATH. */
const env = { ...cleanEnvironment(), PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) }

test('the public entries have a source file each, and types and JavaScript at the same place', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  for (const [entry, target] of Object.entries<string | Record<string, string>>(exports)) {
    if (typeof target === 'string') continue
    const source = target['slipway-source'] ?? ''
    assert.ok(existsSync(join(root, source)), `${entry}: ${source} does not exist`)
    const place = source.replace('./src/', './dist/').replace(/\.ts$/, '')
    assert.deepEqual(
      { types: target.types, default: target.default },
      { types: `${place}.d.ts`, default: `${place}.js` },
    )
  }
})

test('the lock file names no registry', () => {
  assert.doesNotMatch(readFileSync(join(root, 'package-lock.json'), 'utf8'), /"resolved": "https?:/)
})

test('packed and installed in an empty folder, the package trains, serves and builds a service written there, and writes one itself', async (t) => {
  const home = temporaryFolder(t)
  const tarball = await pack(home)
  writeFileSync(join(home, 'package.json'), '{ "private": true, "type": "module" }')
  if (!(await install(t, home, tarball))) return

  const folder = join(home, 'reviews')
  mkdirSync(folder)
  writeFileSync(join(folder, 'service.ts'), smallServiceFile)
  writeFileSync(join(folder, 'reviews.csv'), tinyReviews())
  const slipway = (...args: string[]) => spawn(join(home, 'node_modules/.bin/slipway'), args, { cwd: home, env })
  const done = async (...args: string[]): Promise<Finished> => {
    const result = await finished(slipway(...args))
    assert.equal(result.code, 0, `slipway ${args.join(' ')}: ${result.stderr}`)
    return result
  }

  await typeCheck(folder)
  assert.match((await done('train', 'reviews')).stdout, /\nnext: slipway serve reviews\n$/)
  const { url, child } = await ready(t, slipway('serve', 'reviews', '--port', '0', '--host', '127.0.0.1'))
  const answer = await fetch(`${url}/models/mood/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ inputs: ['rude staff'] }),
  })
  const { predictions } = (await answer.json()) as { predictions: { label: string }[] }
  assert.equal(predictions[0]?.label, 'negative')
  assert.match(await (await fetch(`${url}/playground/main.js`)).text(), /^import .* from '\.\/answer\.js'/)
  child.kill('SIGTERM')
  assert.deepEqual(await once(child, 'exit'), [0, null])

  writeFileSync(join(home, 'my.csv'), sizes())
  assert.match((await done('init', 'my-service', '--data', 'my.csv')).stdout, /\nnext: slipway up my-service\n$/)
  await typeCheck(join(home, 'my-service'))
  const table = await ready(t, slipway('up', 'my-service', '--port', '0', '--host', '127.0.0.1'))
  const sized = await fetch(`${table.url}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"width":90,"kind":null}',
  })
  assert.equal(((await sized.json()) as { label: string }).label, 'large')
  table.child.kill('SIGTERM')
  await once(table.child, 'exit')

  await done('build', 'reviews')
  const built = spawn(process.execPath, ['reviews/build/server.mjs'], {
    cwd: home,
    env: { ...env, MODEL_STORE: 'reviews/.slipway', PORT: '0', HOST: '127.0.0.1' },
  })
  const server = await ready(t, built)
  for (const path of ['/readyz', '/playground/main.js', '/models/mood/card/roc.svg'])
    assert.equal((await fetch(server.url + path)).status, 200, path)
  built.kill('SIGTERM')
  await once(built, 'exit')
})

/** A table that tells small from large by the width, with a gap. */
function sizes(): string {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${i + 0.5},${['round', 'flat', ''][i % 3]},${i < 30 ? 'small' : 'large'}`,
  )
  return ['width,kind,size', ...rows, ''].join('\n')
}

/** Packs what is published: what was emitted, the pages that people read, and the example data. */
async function pack(home: string): Promise<string> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', home], { cwd: root, env })
  // npm may print what the prepare script says before the JSON.
  const [{ filename, files }] = JSON.parse(stdout.slice(stdout.search(/^\[/m)))
  const paths: string[] = files.map(({ path }: { path: string }) => path)
  assert.deepEqual(
    paths.filter(
      (path) => !/^dist\/|^(LICENSE|README\.md|CHANGELOG\.md|package\.json|examples\/reviews\.csv)$/.test(path),
    ),
    [],
  )
  assert.deepEqual(
    paths.filter((path) => /\.ts$/.test(path) && !/\.d\.ts$/.test(path)),
    [],
  )
  assert.ok(paths.includes('dist/cli/bin.js') && paths.includes('dist/index.d.ts'))
  return join(home, filename)
}

/** Installs the package with npm; false, and the test skipped, where no registry can be reached. */
async function install(t: TestContext, home: string, tarball: string): Promise<boolean> {
  const args = ['install', tarball, '--prefer-offline', '--no-audit', '--no-fund', '--fetch-retries=1']
  try {
    await run('npm', args, { cwd: home, env, timeout: 240_000 })
    return true
  } catch (error) {
    const { stderr = '', killed = false } = error as { stderr?: string; killed?: boolean }
    if (!killed && !/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED/.test(stderr))
      throw error
    t.skip('no package registry can be reached')
    return false
  }
}

/** The service's own types, as its author's editor sees them: from the emitted declarations. */
async function typeCheck(folder: string): Promise<void> {
  const options = { target: 'es2024', module: 'nodenext', strict: true, noEmit: true, skipLibCheck: true, types: [] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['service.ts'] }))
  await run(join(root, 'node_modules/.bin/tsc'), ['-p', folder], { env }).catch(({ stdout }) => assert.fail(stdout))
}
