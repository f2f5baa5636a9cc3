import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { slipway } from '../support/cli.ts'
import { root } from '../support/imports.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const service = join(root, 'services/ml-app')
const flowers = 'id,sepal_length,sepal_width,petal_length,petal_width,species\n7,5.1,3.5,1.4,0.2,setosa\n'

test('a table model is asked by the rows of a file, by a row as JSON, and evaluated on labelled rows', async (t) => {
  const files = {
    'flowers.csv': flowers,
    'odd.csv': flowers.replace('3.5', 'wide'),
    'narrow.csv': 'sepal_length\n5.1\n',
    'flowers.jsonl': '{"id":7,"sepal_length":5.1,"sepal_width":3.5,"petal_length":1.4,"petal_width":0.2}\n',
  }
  const cwd = temporaryFolder(t, files)
  const run = (...args: string[]) => slipway([...args, '--store', 'store'], { cwd })
  assert.equal((await run('train', service)).code, 0)

  const [csv, lines, row, odd, narrow, notJson, evaluated, giant] = await Promise.all([
    run('predict', service, '--input', 'flowers.csv'),
    run('predict', service, '--input', 'flowers.jsonl'),
    run('predict', service, '{"sepal_length":5.1,"sepal_width":3.5,"petal_length":1.4,"petal_width":0.2}', '--json'),
    run('predict', service, '--input', 'odd.csv'),
    run('predict', service, '--input', 'narrow.csv'),
    run('predict', service, 'setosa'),
    run('evaluate', service, '--data', 'flowers.csv'),
    run('predict', service, '{"sepal_length":51,"sepal_width":3.5,"petal_length":1.4,"petal_width":0.2}', '--json'),
  ])
  assert.match(csv.stdout, /^id,sepal_length.*,predicted_label,probability_setosa/)
  assert.match(csv.stdout, /\n7,5\.1,3\.5,1\.4,0\.2,setosa,setosa,0\.98/)
  assert.match(lines.stdout, /"id":7,.*"predicted_label":"setosa"/)
  assert.equal(JSON.parse(row.stdout).predictions[0].label, 'setosa')
  assert.equal(odd.code, 2)
  assert.match(odd.stderr, /odd\.csv, row 1, column "sepal_width": expected a number, got "wide"/)
  assert.equal(narrow.code, 2)
  assert.match(narrow.stderr, /there is no column "sepal_width", "petal_length", "petal_width"; it has sepal_length/)
  assert.equal(notJson.code, 2)
  assert.match(notJson.stderr, /expected a row as a JSON object/)
  assert.deepEqual(JSON.parse(giant.stdout).warnings, [
    { path: '/0/sepal_length', message: '51 is outside of what training saw: 4.3 to 7.9.' },
  ])
  assert.match(giant.stderr, /^warning: values that training never saw\n {2}\/0\/sepal_length: 51 is outside/m)
  assert.equal(row.stderr.includes('never saw'), false)
  assert.match(evaluated.stdout, /accuracy 1\.0000 on 1 rows/)
})
