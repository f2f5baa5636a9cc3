import assert from 'node:assert/strict'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { slipway } from '../support/cli.ts'
import { smallService, smallServiceFile } from '../support/small-service.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const withSample = smallServiceFile.replace(
  "data: csv('reviews.csv', { columns: { text: 'text', stars: 'integer' } })",
  `data: [
        csv('reviews.csv', { columns: { text: 'text', stars: 'integer' } }),
        csv('sample.csv', { columns: { text: 'text', stars: 'integer' }, sample: true }),
      ]`,
)
const sample = 'text,stars\ngood,5\nfine,5\nnice,4\nbad,1\nsad,1\npoor,2\n'

/** Reviews of which no two are the same; which of 300 words is in one says whether it is praise. */
function reviews(from: number, to: number): string {
  const lines = Array.from({ length: to - from }, (_, k) => {
    const word = ((from + k) * 7) % 300
    return `word${word} number ${from + k},${word % 2 === 0 ? 5 : 1}`
  })
  return ['text,stars', ...lines, ''].join('\n')
}

interface TrainedModel {
  readonly version: string
  readonly data: { readonly sample?: boolean }
  readonly promotion: { readonly isUsed: boolean; readonly reason?: string }
}

async function train(cwd: string, ...args: string[]): Promise<TrainedModel> {
  const { code, stdout, stderr } = await slipway(['train', '.', '--json', '--no-plots', ...args], { cwd })
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' })
  return JSON.parse(stdout).models[0]
}

const currentIn = (store: string) => readFileSync(join(store, 'reviews/mood/current'), 'utf8').trim()

test('a version of sample rows does not take the place of one of real rows unless it is told to', async (t) => {
  const cwd = smallService(t, { 'service.ts': withSample, 'sample.csv': sample })
  const store = join(cwd, '.slipway')
  const real = await train(cwd)
  rmSync(join(cwd, 'reviews.csv'))

  const { code, stdout } = await slipway(['train', '.', '--no-plots'], { cwd })
  assert.equal(code, 0)
  assert.match(stdout, /^data: sample\.csv, 6 rows, sample$/m)
  assert.ok(
    stdout.includes(
      `stored and tagged challenger, not made current: it learned from sample or synthetic rows, version ${real.version} in .slipway from real ones; --promote always makes it current all the same\n`,
    ),
    stdout,
  )
  assert.match(stdout, /^ {2}to make it current: slipway models reviews use \S+ --model mood$/m)
  assert.equal(currentIn(store), real.version)
  const listed = JSON.parse((await slipway(['models', '.', '--json'], { cwd })).stdout).versions
  assert.deepEqual(
    listed.map(({ tags }: { tags: string[] }) => tags),
    [[], ['challenger']],
  )
  assert.equal((await train(cwd, '--promote', 'better')).promotion.isUsed, false)

  const forced = await train(cwd, '--promote', 'always')
  assert.equal(forced.data.sample, true)
  assert.equal(currentIn(store), forced.version)
})

test('where there are only sample rows, a version of them is in use', async (t) => {
  const cwd = smallService(t, { 'service.ts': withSample, 'sample.csv': sample })
  rmSync(join(cwd, 'reviews.csv'))
  await train(cwd)
  const second = await train(cwd)
  assert.equal(currentIn(join(cwd, '.slipway')), second.version)
})

test('with --promote better, a version that scores worse than the current one is stored and not used', async (t) => {
  const cwd = smallService(t, { 'reviews.csv': reviews(0, 1200) })
  const store = join(cwd, '.slipway')
  const good = await train(cwd, '--promote', 'better')
  assert.equal(currentIn(store), good.version)

  // Each word once: of a held-out row nothing was learned.
  writeFileSync(join(cwd, 'poor.csv'), reviews(6000, 6300))
  const bad = await train(cwd, '--promote', 'better', '--data', 'poor.csv')
  assert.equal(bad.promotion.isUsed, false)
  assert.match(
    bad.promotion.reason ?? '',
    /^it is worse than the current version: macro F1 0\.\d{4} against \d\.\d{4} \(margin 0\.\d{4}\), both on 60 held-out rows$/,
  )
  assert.equal(currentIn(store), good.version)
  const same = await train(cwd, '--promote', 'better')
  assert.equal(currentIn(store), same.version)
  const never = await train(cwd, '--promote', 'never')
  assert.equal(never.promotion.reason, '--promote never')
  assert.equal(currentIn(store), same.version)
})

test('--promote takes three words and says so', async (t) => {
  const { code, stderr } = await slipway(['train', '.', '--promote', 'beter'], { cwd: smallService(t) })
  assert.deepEqual({ code, stderr }, { code: 2, stderr: '--promote: expected better, always, never, got "beter".\n' })
})

test('models push brings a version into another store, checked, and makes it current there', async (t) => {
  const cwd = smallService(t)
  const other = temporaryFolder(t)
  const { version } = await train(cwd, '--tag', 'autumn')
  const pushed = await slipway(['models', '.', 'push', other], { cwd })
  assert.deepEqual(pushed, {
    ...{ code: 0, signal: null, stderr: '' },
    stdout: `mood ${version}: in use in ${other}\n`,
  })
  assert.equal(currentIn(other), version)
  for (const name of ['model.json', 'weights.safetensors', 'README.md']) {
    const place = join('reviews/mood', version, name)
    assert.deepEqual(readFileSync(join(other, place)), readFileSync(join(cwd, '.slipway', place)))
  }
  await slipway(['models', '.', 'push', other, 'autumn'], { cwd })
  assert.equal(readFileSync(join(other, 'reviews/mood/tags/autumn'), 'utf8').trim(), version)
})

test('models push obeys the rules of a training, and refuses a damaged version before it writes anything', async (t) => {
  const cwd = smallService(t, { 'service.ts': withSample, 'sample.csv': sample })
  const [other, empty] = [temporaryFolder(t), temporaryFolder(t)]
  const real = await train(cwd, '--store', other)
  rmSync(join(cwd, 'reviews.csv'))
  const { version } = await train(cwd)
  const held = await slipway(['models', '.', 'push', other, '--promote', 'better'], { cwd })
  assert.match(held.stdout, /stored and tagged challenger, not made current: it learned from sample or synthetic rows/)
  assert.match(held.stdout, new RegExp(`use ${version} --model mood --store ${other}\n$`))
  assert.equal(currentIn(other), real.version)

  writeFileSync(join(cwd, '.slipway/reviews/mood', version, 'README.md'), 'changed')
  const refused = await slipway(['models', '.', 'push', empty], { cwd })
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /README\.md has 7 bytes, model\.json says \d+; the file changed after training\./)
  assert.throws(() => currentIn(empty))
})
