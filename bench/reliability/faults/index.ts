import type { Fault } from '../kit/fault.ts'
import { corruptedVersion, hangingExpression } from './bad-versions.ts'
import { behindAProxy } from './behind-a-proxy.ts'
import { clockBack } from './clock-back.ts'
import { counterOfDeadWorker, counterOfSilentWorker } from './counters.ts'
import { ends } from './ends.ts'
import { goneClient } from './gone-client.ts'
import { hostileBodies } from './hostile-bodies.ts'
import { notUtf8 } from './not-utf8.ts'
import { redirectingStore } from './redirecting-store.ts'
import { readyMeansEveryWorker, slowLoading } from './starts.ts'
import { storeAway } from './store-away.ts'
import { threeFrames } from './three-frames.ts'
import { unwritableStore } from './unwritable-store.ts'
import { usersChange } from './users-change.ts'
import { killedWorker, stoppedWorker } from './workers.ts'
import { floodOfPasswords, guessingBeyondLimit } from './wrong-passwords.ts'

/** Every fault, in the order of the page: one request, a process that ends, numbers, what arrives, versions, users. */
export const faults: readonly Fault[] = [
  ...[...hostileBodies, threeFrames, goneClient],
  ...[...ends, killedWorker, stoppedWorker, slowLoading, readyMeansEveryWorker],
  ...[counterOfDeadWorker, counterOfSilentWorker, notUtf8],
  ...[clockBack, unwritableStore, storeAway, corruptedVersion, hangingExpression, redirectingStore],
  ...[usersChange, floodOfPasswords, guessingBeyondLimit, behindAProxy],
]
