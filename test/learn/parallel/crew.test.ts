import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Crew } from '../../../src/learn/parallel/crew.ts'
import * as counting from './counting-helper.ts'

function makeCrew(helpers: number, endsAt: number) {
  const sum = new Int32Array(new SharedArrayBuffer(4))
  const crew = new Crew(counting.module, { sum, endsAt }, helpers)
  const pause = new Int32Array(new SharedArrayBuffer(4))
  while (!crew.isReady) Atomics.wait(pause, 0, 0, 5)
  const runJob = () => {
    crew.begin()
    crew.waitForAll()
    return Atomics.load(sum, 0)
  }
  return { crew, runJob }
}

test('every helper does its part of every job once, and no job begins before the last one is done', () => {
  const { crew, runJob } = makeCrew(2, -1)
  try {
    for (let job = 1; job <= 2_000; job++) assert.equal(runJob(), 3 * job)
  } finally {
    crew.end()
  }
})

test('what a helper throws is thrown here, not waited for', () => {
  const { crew, runJob } = makeCrew(1, 5)
  try {
    assert.throws(() => {
      for (let job = 1; job <= 10; job++) runJob()
    }, /Enough\./)
  } finally {
    crew.end()
  }
})
