import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { cleanEnvironment, slipway } from '../support/cli.ts'
import { ready } from '../support/server.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

/** Flats whose rent rises with their size; the district has few values, the rent many. */
function flats(n = 200): string {
  const lines = Array.from({ length: n }, (_, i) => {
    const size = 20 + ((i * 37) % 101)
    const district = ['north', 'south', 'west'][i % 3]
    const rent = 200 + 11 * size + (district === 'west' ? 150 : 0) + ((i * 13) % 40)
    return `${size},${district},${rent},${i % 2 === 0 ? 'yes' : 'no'}`
  })
  return ['size,district,rent,lift', ...lines, ''].join('\n')
}

test('init predicts a number where one is called so, with an interval, and the service is built and answers', async (t) => {
  const cwd = temporaryFolder(t, { 'flats.csv': flats() })
  const made = await slipway(['init', 'flats', '--data', 'flats.csv', '--no-plots'], { cwd })
  assert.equal(made.code, 0, made.stderr)
  assert.match(made.stdout, /rent +integer .* target\n/)
  assert.match(made.stdout, /target: rent; learned from 3 columns/)
  assert.match(made.stdout, /tried on the training rows, R² over 3 folds, the chosen one first:\n {2}Ridge 0\.99/)
  assert.match(made.stdout, /coverage: fraction of targets within their interval; promised: 0\.9/)
  const service = readFileSync(join(cwd, 'flats/service.ts'), 'utf8')
  assert.match(service, /tabularRegressor\(\{\n {6}data: .*\n {6}features,\n {6}target: 'rent',\n {6}interval: 0\.9,/)
  assert.doesNotMatch(service, /labels/)
  assert.ok(made.stdout.split('\n').every((line) => line.length <= 120))

  const checked = await slipway(['build', 'flats', '--out', 'built'], { cwd })
  assert.equal(checked.code, 0, checked.stderr)
  const env = { ...cleanEnvironment(), MODEL_STORE: 'flats/.slipway', PORT: '0', HOST: '127.0.0.1' }
  const { url } = await ready(t, spawn(process.execPath, ['built/server.mjs'], { cwd, env }))
  const headers = { 'content-type': 'application/json' }
  const body = '{"size":50,"district":"west","lift":"no"}'
  const answer = (await (await fetch(`${url}/predict`, { method: 'POST', headers, body })).json()) as {
    readonly value: number
    readonly interval: readonly [number, number]
  }
  assert.ok(Math.abs(answer.value - 920) < 25, JSON.stringify(answer))
  assert.ok(answer.interval[0] < answer.value && answer.value < answer.interval[1])
  const green = await slipway(['check', 'flats', '--url', url], { cwd })
  assert.equal(green.code, 0, green.stdout + green.stderr)
})

test('a label that was asked for stays one; a number that was asked for has to be one', async (t) => {
  const cwd = temporaryFolder(t, { 'flats.csv': flats() })
  const label = await slipway(['init', 'a', '--data', 'flats.csv', '--label', 'lift', '--no-plots'], { cwd })
  assert.match(label.stdout, /label: lift; learned from 3 columns/)
  const target = await slipway(['init', 'b', '--data', 'flats.csv', '--target', 'size', '--no-plots'], { cwd })
  assert.match(target.stdout, /target: size; learned from 3 columns/)
  const wrong = await slipway(['init', 'c', '--data', 'flats.csv', '--target', 'district'], { cwd })
  assert.equal(wrong.code, 2)
  assert.match(wrong.stderr, /"district" does not hold numbers; predict its values with --label district/)
  const both = await slipway(['init', 'd', '--data', 'flats.csv', '--target', 'size', '--label', 'lift'], { cwd })
  assert.equal(both.code, 2)
  assert.match(both.stderr, /--label and --target say two different things; give one/)
})

test('a trained model of numbers is evaluated, and predicts a file', async (t) => {
  const cwd = temporaryFolder(t, { 'flats.csv': flats(), 'new.csv': 'size,district,lift\n30,north,yes\n90,west,no\n' })
  assert.equal((await slipway(['init', 'flats', '--data', 'flats.csv', '--no-plots'], { cwd })).code, 0)
  const scored = await slipway(['evaluate', 'flats', '--data', 'flats.csv'], { cwd })
  assert.equal(scored.code, 0, scored.stderr)
  assert.match(
    scored.stdout,
    /R² 0\.99\d+ on 200 rows\nroot mean squared error [\d.]+; always predicting their mean: [\d.]+\n/,
  )
  assert.match(scored.stdout, /within their interval: 0\.\d+ of the targets, promised 0\.9; mean width [\d.]+/)
  const file = await slipway(['predict', 'flats', '--input', 'new.csv'], { cwd })
  assert.match(file.stdout, /^size,district,lift,predicted_value,interval_lower,interval_upper\n30,north,yes,5\d\d\./)
})
