import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { slipway } from '../support/cli.ts'
import { startServer } from '../support/server.ts'
import { smallService } from '../support/small-service.ts'

test('up trains what is missing, serves, and prints a curl line; then serve, predict and evaluate by its address', async (t) => {
  const cwd = smallService(t)
  const { url, child, output } = await startServer(t, ['up', '--port', '0', '--host', '127.0.0.1'], { cwd })
  assert.match(output(), /^reviews\/mood: was never trained; training it\ndata: reviews\.csv, 40 rows\n/)
  assert.ok(
    output().includes(
      `curl ${url}/models/mood/predict -H 'Content-Type: application/json' -d '{"inputs":["great ride again"]}'\n`,
    ),
    output(),
  )

  const predicted = await slipway(['predict', url, 'rude staff', '--json'])
  assert.equal(JSON.parse(predicted.stdout).predictions[0].label, 'negative')

  const evaluated = await slipway(
    [
      'evaluate',
      url,
      '--data',
      'reviews.csv',
      '--service',
      '.',
      '--json',
      '--out',
      'answers.csv',
      '--concurrency',
      '4',
    ],
    { cwd },
  )
  const { rows, failed, accuracy, versions, latency_ms } = JSON.parse(evaluated.stdout)
  assert.deepEqual({ rows, failed, accuracy }, { rows: 40, failed: 0, accuracy: 1 })
  assert.deepEqual(Object.values(versions), [40])
  assert.ok(latency_ms.p50 <= latency_ms.p95 && latency_ms.p95 <= latency_ms.p99)
  const [header, first, ...rest] = readFileSync(join(cwd, 'answers.csv'), 'utf8').split('\n')
  assert.equal(header, 'row,label,answer,status,ms,version')
  assert.match(first ?? '', /^1,positive,positive,200,[\d.]+,\d{8}T\d{6}Z-[0-9a-f]{8} of .*Z$/)
  assert.equal(rest.length, 40)

  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  assert.equal(code, 0)

  const again = await startServer(t, ['up', '--port', '0', '--host', '127.0.0.1'], { cwd })
  assert.doesNotMatch(again.output(), /training it/)
  again.child.kill('SIGINT')
  assert.deepEqual(await once(again.child, 'exit'), [0, null])
})

test('a port in use is named, with what to do, and the exit code is 1', async (t) => {
  const cwd = smallService(t)
  await slipway(['train', '.'], { cwd })
  const other = createServer().listen(0, '127.0.0.1')
  t.after(() => other.close())
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const { code, stdout, stderr } = await slipway(['serve', '.', '--port', String(port), '--host', '127.0.0.1'], { cwd })
  assert.deepEqual(
    { code, stdout, stderr },
    {
      code: 1,
      stdout: '',
      stderr: `Port ${port} is in use by another process; end that one, or choose another with --port or PORT.\n`,
    },
  )
})

test('a store that is empty, half-written, cut off, changed by one bit or of a newer format is refused by name', async (t) => {
  const cwd = smallService(t)
  const serve = async (store: string) => {
    const { code, stdout, stderr } = await slipway(['serve', '.', '--port', '0', '--store', store], { cwd })
    return { code, stdout, stderr }
  }
  const empty = await serve('empty')
  assert.equal(empty.code, 2)
  assert.match(empty.stderr, /^empty has no version of model "mood"; `slipway train` writes one\.\n$/)

  await slipway(['train', '.', '--store', 'good'], { cwd })
  const [version] = readdirSync(join(cwd, 'good/reviews/mood')).filter((name) => name !== 'current' && name !== 'tags')
  const spoiled = (name: string, spoil: (folder: string) => void) => {
    cpSync(join(cwd, 'good'), join(cwd, name), { recursive: true })
    spoil(join(cwd, name, 'reviews/mood', version ?? ''))
    return serve(name)
  }
  const weights = (folder: string) => join(folder, 'weights.safetensors')
  const manifest = (folder: string) => join(folder, 'model.json')

  const half = await spoiled('half', (folder) => rmSync(manifest(folder)))
  assert.equal(half.stdout, '')
  assert.match(half.stderr, /mood.*\n$/)

  const cut = await spoiled('cut', (folder) => truncateSync(weights(folder), 100))
  assert.equal(cut.code, 1)
  assert.match(cut.stderr, /weights\.safetensors.*\n$/)

  const flipped = await spoiled('flipped', (folder) => {
    const bytes = readFileSync(weights(folder))
    bytes[bytes.length - 3]! ^= 1
    writeFileSync(weights(folder), bytes)
  })
  assert.equal(flipped.code, 1)
  assert.match(flipped.stderr, /weights\.safetensors has sha256 [0-9a-f]+…?.*\n$/)

  // A newer library's version is whole in itself: its name carries the digest of its own model.json.
  const newer = await spoiled('newer', (folder) => {
    const text = readFileSync(manifest(folder), 'utf8').replace(/"formatVersion": \d+/, '"formatVersion": 99')
    writeFileSync(manifest(folder), text)
    const digest = createHash('sha256').update(text).digest('hex').slice(0, 8)
    const renamed = folder.replace(/[0-9a-f]{8}$/, digest)
    renameSync(folder, renamed)
    writeFileSync(join(folder, '../current'), `${basename(renamed)}\n`)
  })
  assert.equal(newer.code, 1)
  assert.match(newer.stderr, /99.*\n$/)
})

test('a variable in the environment that is no number is refused with its name; a flag wins over it', async (t) => {
  const cwd = smallService(t)
  const { code, stderr } = await slipway(['serve', '.'], { cwd, env: { PORT: 'http', WORKERS: '0' } })
  assert.equal(code, 2)
  assert.equal(
    stderr,
    'PORT: expected a whole number from 0 to 65535, got "http".\nWORKERS: expected a whole number from 1 to 256, got "0".\n',
  )
})

test('up trains again what cannot be served any more, and says why', async (t) => {
  const cwd = smallService(t)
  await slipway(['train', '.'], { cwd })
  const model = join(cwd, '.slipway', 'reviews', 'mood')
  const version = readFileSync(join(model, 'current'), 'utf8').trim()
  truncateSync(join(model, version, 'weights.safetensors'), 100)
  const { child, output } = await startServer(t, ['up', '--port', '0', '--host', '127.0.0.1'], { cwd })
  assert.match(output(), /^reviews\/mood: .*weights\.safetensors .*; training it\n/)
  child.kill('SIGTERM')
  assert.deepEqual(await once(child, 'exit'), [0, null])
})
