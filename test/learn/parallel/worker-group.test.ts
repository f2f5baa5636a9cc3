import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WorkerGroup } from '../../../src/learn/parallel/worker-group.ts'
import * as counting from './counting-worker.ts'

function startGroup(size: number, endsAt: number) {
  const sum = new Int32Array(new SharedArrayBuffer(4))
  const group = new WorkerGroup(counting.module, { sum, endsAt }, size)
  const pause = new Int32Array(new SharedArrayBuffer(4))
  while (!group.isReady) Atomics.wait(pause, 0, 0, 5)
  const runJob = () => {
    group.begin()
    group.waitForAll()
    return Atomics.load(sum, 0)
  }
  return { group, runJob }
}

test('every worker does its part of every job once, and no job begins before the last one is done', () => {
  const { group, runJob } = startGroup(2, -1)
  try {
    for (let job = 1; job <= 2_000; job++) assert.equal(runJob(), 3 * job)
  } finally {
    group.end()
  }
})

test('what a worker throws is thrown here, not waited for', () => {
  const { group, runJob } = startGroup(1, 5)
  try {
    assert.throws(() => {
      for (let job = 1; job <= 10; job++) runJob()
    }, /Enough\./)
  } finally {
    group.end()
  }
})
