import assert from 'node:assert/strict'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { test } from 'node:test'
import { slipway } from '../support/cli.ts'
import { smallService } from '../support/small-service.ts'

test('train prints where the rows came from, a table of scores and what to run next; predict then answers', async (t) => {
  const cwd = smallService(t)
  const trained = await slipway(['train', '.'], { cwd })
  assert.deepEqual({ code: trained.code, stderr: trained.stderr }, { code: 0, stderr: '' })
  const [title, data, what, header, scores, baseline, warning, next] = trained.stdout.split('\n')
  assert.equal(title, 'trained reviews in .slipway')
  assert.equal(data, 'data: reviews.csv, 40 rows')
  assert.equal(what, 'held-out scores:')
  assert.match(header ?? '', /^model {2}rows {2}accuracy {2}macro F1 {2}ROC AUC {2}log loss +s$/)
  assert.match(scores ?? '', /^mood +8 +1\.0000 +1\.0000 +1\.0000 +0\.\d{4} +\d+\.\d$/)
  assert.equal(baseline, 'accuracy of the majority baseline: 0.5000')
  const few = 'only 8 rows were held out: with 95 % certainty the accuracy is between 0.68 and 1.00'
  assert.equal(warning, `warning: mood: ${few}`)
  assert.equal(next, 'next: slipway serve .')

  const asked = await slipway(['predict', '.', 'a lovely day', 'rude staff'], { cwd })
  assert.equal(asked.code, 0)
  assert.match(
    asked.stdout,
    /^answer +text\npositive +negative 0\.\d+, positive 0\.\d+ +a lovely day\nnegative .* rude staff\n$/,
  )

  const piped = await slipway(['predict', '.', '--json'], { cwd, stdin: 'great ride\nbroken ride\n' })
  const { model, version, predictions } = JSON.parse(piped.stdout)
  assert.equal(model, 'mood')
  assert.match(version, /^\d{8}T\d{6}Z-[0-9a-f]{8}$/)
  assert.deepEqual(
    predictions.map(({ label }: { label: string }) => label),
    ['positive', 'negative'],
  )
})

test('train says at once that a store behind http cannot be written', async (t) => {
  const cwd = smallService(t, { 'reviews.csv': 'not even,read\n' })
  assert.deepEqual(await slipway(['train', '.', '--store', 'https://models.example.com/here'], { cwd }), {
    code: 1,
    signal: null,
    stdout: '',
    stderr: 'https://models.example.com/here can be read only; write to the folder or the bucket that it serves.\n',
  })
})

test('a file of inputs comes back with every column and the answers beside them', async (t) => {
  const cwd = smallService(t)
  assert.equal((await slipway(['train', '.'], { cwd })).code, 0)
  writeFileSync(
    join(cwd, 'new.csv'),
    'id,text,note\n9007199254740993,"great, ""lovely"" ride",\n2,rude staff,"two\nlines"\n',
  )
  const csv = await slipway(['predict', '.', '--input', 'new.csv'], { cwd })
  assert.equal(csv.stderr, '')
  assert.match(
    csv.stdout,
    /^id,text,note,predicted_label,probability_negative,probability_positive\n9007199254740993,"great, ""lovely"" ride",,positive,0\.\d+,0\.\d+\n2,rude staff,"two\nlines",negative,0\.\d+,0\.\d+\n$/,
  )
  writeFileSync(join(cwd, 'new.jsonl'), '{"id":1,"text":"great ride"}\n{"id":2,"text":"rude staff"}\n')
  const lines = await slipway(['predict', '.', '--input', 'new.jsonl'], { cwd })
  const rows = lines.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.deepEqual(
    rows.map(({ id, predicted_label }) => [id, predicted_label]),
    [
      [1, 'positive'],
      [2, 'negative'],
    ],
  )

  const wrong = await slipway(['predict', '.', '--input', 'new.csv', '--text', 'txt'], { cwd })
  assert.equal(wrong.code, 2)
  assert.equal(wrong.stderr, 'new.csv: there is no column "txt". It has id, text, note. Did you mean "text"?\n')
})

test('evaluate scores labelled rows by the rule of the model, and rows that it leaves out are left out', async (t) => {
  const cwd = smallService(t)
  assert.equal((await slipway(['train', '.'], { cwd })).code, 0)
  writeFileSync(
    join(cwd, 'later.csv'),
    'stars,text\n5,great ride\n4,lovely park\n3,so so\n1,rude staff\n1,wonderful show\n',
  )
  const { code, stdout } = await slipway(['evaluate', '.', '--data', 'later.csv'], { cwd })
  assert.equal(code, 0)
  assert.match(
    stdout,
    /^evaluated reviews\/mood \(\S+\) on later\.csv: accuracy 0\.7500 on 4 rows\nalways answering the commonest label: 0\.5000\n/,
  )
  assert.ok(
    stdout.includes(
      'true \\ answered  negative  positive\nnegative                1         1\npositive                0         2\n',
    ),
    stdout,
  )
})

test('versions are listed, tagged, put into use and rolled back', async (t) => {
  const cwd = smallService(t)
  await slipway(['train', '.', '--tag', 'first'], { cwd })
  appendFileSync(join(cwd, 'reviews.csv'), 'superb ride,5\n')
  await slipway(['train', '.'], { cwd })

  const listed = JSON.parse((await slipway(['models', '.', '--json'], { cwd })).stdout).versions
  assert.deepEqual(
    listed.map(({ current, tags }: { current: boolean; tags: string[] }) => ({ current, tags })),
    [
      { current: false, tags: ['first'] },
      { current: true, tags: [] },
    ],
  )
  const [first, second] = listed.map(({ version }: { version: string }) => version)
  const inUse = () => readFileSync(join(cwd, '.slipway/reviews/mood/current'), 'utf8').trim()

  assert.equal((await slipway(['models', '.', 'rollback'], { cwd })).stdout, `mood ${first}: in use\n`)
  assert.equal(inUse(), first)
  assert.equal(
    (await slipway(['models', '.', 'tag', second, 'autumn'], { cwd })).stdout,
    `mood ${second}: tagged autumn\n`,
  )
  assert.equal((await slipway(['models', '.', 'use', 'autumn'], { cwd })).stdout, `mood ${second}: in use\n`)
  assert.equal(inUse(), second)

  const unknown = await slipway(['models', '.', 'use', 'fisrt'], { cwd })
  assert.deepEqual(
    { code: unknown.code, stderr: unknown.stderr },
    { code: 2, stderr: '.slipway has no version or tag "fisrt" of mood. Did you mean "first"?\n' },
  )
  await slipway(['models', '.', 'use', 'first'], { cwd })
  assert.equal((await slipway(['models', '.', 'rollback'], { cwd })).stdout, `mood ${second}: in use\n`)
  assert.equal((await slipway(['models', '.', 'rollback'], { cwd })).stdout, `mood ${first}: in use\n`)
  const none = await slipway(['models', '.', 'rollback'], { cwd })
  assert.deepEqual(
    { code: none.code, stderr: none.stderr },
    { code: 2, stderr: `reviews/mood has no version before ${first} in .slipway.\n` },
  )
})

test('a service is found by its folder from anywhere, and its store lies beside it', async (t) => {
  const folder = smallService(t)
  const trained = await slipway(['train', basename(folder)], { cwd: dirname(folder) })
  assert.match(trained.stdout, /^trained reviews in reviews\/\.slipway\n[\s\S]*next: slipway serve reviews\n$/)
  const asked = await slipway(['predict', join(folder, 'service.ts'), 'great ride', '--json'], { cwd: '/' })
  assert.equal(JSON.parse(asked.stdout).predictions[0].label, 'positive')
})
