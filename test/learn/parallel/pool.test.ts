import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { runTasks } from '../../../src/learn/parallel/pool.ts'
import * as dying from './dying-task.ts'

test('a thread that ends without its answer is an error, not an endless wait', () => {
  assert.throws(() => runTasks({ ...dying, data: 'exit', tasks: 3, threads: 2 }), {
    code: 'THREAD_DIED',
    message:
      'A thread ended before its work was done, most likely for want of memory; use fewer threads, or give Node more with --max-old-space-size.',
  })
})

test('a thread that runs out of memory is an error, and the process lives on', () => {
  const script = `
    import { runTasks } from './src/learn/parallel/pool.ts'
    import * as dying from './test/learn/parallel/dying-task.ts'
    try { runTasks({ ...dying, data: 'memory', tasks: 3, threads: 2 }) } catch (error) { console.log(error.code) }
    setTimeout(() => console.log('alive'), 50)`
  const flags = ['--conditions=slipway-source', '--max-old-space-size=60', '--input-type=module', '-e', script]
  const { stdout } = spawnSync(process.execPath, flags, { encoding: 'utf8' })
  assert.equal(stdout, 'THREAD_DIED\nalive\n')
})

test('an error of ours keeps its code and its problems on the way between threads', () => {
  assert.throws(() => runTasks({ ...dying, data: 'refuse', tasks: 3, threads: 2 }), {
    code: 'INVALID_INPUT',
    message: 'Not these rows.',
    problems: [{ path: 'X', message: 'not these' }],
  })
})
