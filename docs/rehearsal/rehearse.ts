import { setTimeout as sleep } from 'node:timers/promises'
import { type Observed, observe } from './observe.ts'
import { Stage } from './stage.ts'
import { Workshop } from './workshop.ts'

export const replicas = 3
export const [oldVersion, newVersion] = ['0.1.0', '0.2.0'] as const
/** So long all is left alone before something is done to it. */
const quietMs = 2000
/** After that a lost replica is started again. */
const restartAfterMs = 1000

export interface Rehearsal {
  readonly replacement: Observed
  /** From the changed source to the image. */
  readonly buildSeconds: number
  /** From the start of the first new replica to the end of the last old one. */
  readonly replaceSeconds: number
  /** From the changed source to the moment from which every answer was of the new version. */
  readonly changeSeconds: number
  readonly kill: Observed
  /** From the kill to as many replicas ready as before. */
  readonly recoverSeconds: number
}

/**
 * A service in three containers behind a proxy and under load. Its source is changed, an image built and the replicas
 * replaced one after another; then one is killed. Watched from outside throughout.
 */
export async function rehearse(say: (line: string) => void = () => {}): Promise<Rehearsal> {
  const workshop = new Workshop()
  try {
    say('training a model and building the first image')
    await workshop.open()
    const oldImage = await workshop.buildImage(oldVersion)
    say(`starting ${replicas} replicas and the proxy`)
    const stage = await Stage.build(oldImage, replicas, workshop.store)
    say('changing the service, building its image, replacing the replicas')
    const replaced = await replaceAll(stage, workshop)
    say('killing a replica')
    return { ...replaced, ...(await loseOne(stage, replaced.image)) }
  } finally {
    await Stage.takeDown()
    workshop.close()
  }
}

/** One replica more, then one less, as a Deployment with maxSurge 1 and maxUnavailable 0 does. */
async function replaceAll(stage: Stage, workshop: Workshop) {
  const old = [...stage.replicas]
  let image = ''
  let [changedAt, builtAt, replacedAt] = [0, 0, 0]
  const replacement = await observe(stage, newVersion, async (mark) => {
    await sleep(quietMs)
    mark('change')
    changedAt = Date.now()
    workshop.change()
    image = await workshop.buildImage(newVersion)
    mark('image built')
    builtAt = Date.now()
    for (const replica of old) {
      await stage.start(image)
      await stage.untilReady(replicas + 1)
      await stage.stop(replica)
      await stage.untilReady(replicas)
    }
    mark('replaced')
    replacedAt = Date.now()
  })
  const everywhereAt =
    replacement.watched.startedAt.getTime() + 1000 * (replacement.report.until?.delivered ?? Number.NaN)
  return {
    image,
    replacement,
    buildSeconds: (builtAt - changedAt) / 1000,
    replaceSeconds: (replacedAt - builtAt) / 1000,
    changeSeconds: (everywhereAt - changedAt) / 1000,
  }
}

async function loseOne(stage: Stage, image: string) {
  let recoverSeconds = 0
  const kill = await observe(stage, undefined, async (mark) => {
    await sleep(quietMs)
    mark('SIGKILL')
    const killedAt = Date.now()
    await stage.kill(stage.replicas[0] as string)
    await sleep(restartAfterMs)
    await stage.start(image)
    await stage.untilReady(replicas)
    mark(`${replicas} ready`)
    recoverSeconds = (Date.now() - killedAt) / 1000
  })
  return { kill, recoverSeconds }
}
