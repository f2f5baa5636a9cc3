/**
 * Connections accepted so far. An event loop accepts one in each of its turns: where fifty clients come at once, the last
 * one waits for fifty turns. Long work therefore leaves those turns alone, which makes them short.
 */
let accepted = 0

/** Turns after an arrival in which its request is read and a short one is answered. */
const turnsToSettle = 3
let unsettled = 0

export function noteArrival(): void {
  accepted += 1
  unsettled = turnsToSettle
}

/** So many turns of the event loop long work gives way at the most: a flood of connections must not stop it for ever. */
const mostTurns = 64

/** Waits for a turn of the event loop in which no connection was accepted, nor in the few before it. */
export async function quietTurn(): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn++) {
    const before = accepted
    await new Promise((resolve) => setImmediate(resolve))
    if (accepted !== before) continue
    if (unsettled === 0) return
    unsettled -= 1
  }
}
