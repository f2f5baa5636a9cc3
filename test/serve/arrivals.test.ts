import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noteArrival } from '../../src/serve/arrivals.ts'
import { inSlices } from '../../src/serve/slices.ts'

/** Accepts a connection in each of so many turns; gives how many turns there were before long work had its first one. */
async function turnsBeforeWork(arrivals: number): Promise<number> {
  let turns = 0
  let isOver = false
  const arrive = () => {
    if (isOver) return
    turns += 1
    if (turns <= arrivals) noteArrival()
    setImmediate(arrive)
  }
  setImmediate(arrive)
  let before = 0
  await inSlices(100, (from) => {
    if (from === 0) before = turns
  })
  isOver = true
  return before
}

test('long work gives way while connections are accepted', async () => {
  assert.ok((await turnsBeforeWork(0)) <= 2)
  assert.ok((await turnsBeforeWork(30)) >= 30)
})

test('connections without end do not stop long work', async () => {
  const turns = await turnsBeforeWork(1000)
  assert.ok(turns > 30 && turns < 200, `${turns} turns`)
})

test('long work gives way for the turns in which the request of a new connection is read and answered', async () => {
  noteArrival()
  const turns = await turnsBeforeWork(0)
  assert.ok(turns >= 3 && turns <= 6, `${turns} turns`)
  assert.ok((await turnsBeforeWork(0)) <= 2)
})
