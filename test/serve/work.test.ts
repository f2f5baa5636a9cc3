import assert from 'node:assert/strict'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { currentWork, runAs, runAtOnce, Work } from '../../src/serve/work.ts'

function someWork(): Work {
  return new Work(new ServerResponse(new IncomingMessage(new Socket())), 1000)
}

test('what a route calls finds the work that it is a part of, also after it waited', async () => {
  const [one, other] = [someWork(), someWork()]
  const later = async () => {
    await turn()
    return currentWork()
  }
  const found = [runAs(one, later), runAs(other, later)]
  assert.equal(runAtOnce(other, currentWork), other)
  assert.deepEqual(await Promise.all(found), [one, other])
  assert.equal(currentWork(), undefined)
})

test('a route that is done when it returns leaves no work behind, also where it throws', () => {
  const fail = () => {
    throw new Error('no')
  }
  assert.throws(() => runAtOnce(someWork(), fail), /^Error: no$/)
  assert.equal(currentWork(), undefined)
})
