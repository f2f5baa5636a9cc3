import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { docker } from './docker.ts'

/** How a server is confined, here as in production. */
const confined = ['--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges', '--user=65532', '--memory=256m']
/** The engine itself, which names the replicas to the proxy, can stand still for a minute on a busy machine. */
const patienceMs = 180_000
/** Begins the name of everything that this process puts up. */
const prefix = `slipway-rehearsal-${process.pid}`

/** Replicas of a service behind a proxy, in containers on a network of their own. */
export class Stage {
  readonly #store: string
  #replicas: string[] = []
  #started = 0
  #doors = { patient: '', cautious: '', state: '' }

  private constructor(store: string) {
    this.#store = store
  }

  /** Puts up the proxy and so many replicas; `store` is the folder of the models. */
  static async build(image: string, replicas: number, store: string): Promise<Stage> {
    const stage = new Stage(store)
    try {
      await docker('build', '--quiet', '--tag', 'slipway-rehearsal/proxy', join(import.meta.dirname, 'proxy'))
      await docker('network', 'create', prefix)
      await stage.#startProxy()
      await Promise.all(Array.from({ length: replicas }, () => stage.start(image)))
      await stage.untilReady(replicas)
      return stage
    } catch (error) {
      await Stage.takeDown()
      throw error
    }
  }

  /** The address that repeats a request which was not answered. */
  get patient(): string {
    return this.#doors.patient
  }

  /** The address that repeats only what could not be sent. */
  get cautious(): string {
    return this.#doors.cautious
  }

  /** The replicas by the names of their containers, the oldest first. */
  get replicas(): readonly string[] {
    return this.#replicas
  }

  async start(image: string): Promise<void> {
    const name = `${prefix}-${++this.#started}`
    this.#replicas.push(name)
    const network = [`--network=${prefix}`, '--network-alias=replica']
    await docker(
      'run',
      '--detach',
      `--name=${name}`,
      ...network,
      ...confined,
      `--volume=${this.#store}:/models:ro`,
      image,
    )
  }

  /** Asks a replica to end and waits until it has; what it is working on it finishes. */
  async stop(replica: string): Promise<void> {
    await docker('stop', '--time=50', replica)
    await this.#forget(replica)
  }

  /** Takes a replica away without a warning, as a lost machine would. */
  async kill(replica: string): Promise<void> {
    await docker('kill', '--signal=KILL', replica)
    await this.#forget(replica)
  }

  /** Waits until the proxy sends requests to exactly so many replicas, at both of its doors. */
  async untilReady(count: number): Promise<void> {
    const latest = performance.now() + patienceMs
    for (let up: number[] = []; performance.now() < latest; await sleep(50)) {
      up = await this.#upByDoor()
      if (up.length === 2 && up.every((one) => one === count)) return
    }
    const logs = await Promise.all(this.#replicas.map((replica) => docker('logs', '--tail=5', replica)))
    throw new Error(`the proxy does not see ${count} replicas that are ready. What they say:\n${logs.join('\n')}`)
  }

  /** Takes away what this process has put up, however far it came. */
  static async takeDown(): Promise<void> {
    const containers = await docker('ps', '--all', '--quiet', `--filter=name=^${prefix}`)
    if (containers !== '') await docker('rm', '--force', '--volumes', ...containers.split('\n'))
    await docker('network', 'rm', prefix).catch(() => {})
  }

  async #startProxy(): Promise<void> {
    const name = `${prefix}-proxy`
    const ports = ['8080', '8081', '8404']
    const published = ports.map((port) => `--publish=127.0.0.1::${port}`)
    await docker('run', '--detach', `--name=${name}`, `--network=${prefix}`, ...published, 'slipway-rehearsal/proxy')
    const [patient = '', cautious = '', state = ''] = await Promise.all(
      ports.map(async (port) => `http://${(await docker('port', name, port)).split('\n')[0]}`),
    )
    this.#doors = { patient, cautious, state }
  }

  async #forget(replica: string): Promise<void> {
    this.#replicas = this.#replicas.filter((name) => name !== replica)
    await docker('rm', '--force', '--volumes', replica)
  }

  /** Of the proxy's table: proxy and server in the first two columns, the state in the 18th. */
  async #upByDoor(): Promise<number[]> {
    const answer = await fetch(`${this.#doors.state}/;csv`).catch(() => undefined)
    const rows = (await answer?.text())?.split('\n').map((line) => line.split(',')) ?? []
    const servers = rows.filter(
      ([door, server]) => server?.startsWith('replica') && (door === 'patient' || door === 'cautious'),
    )
    return ['patient', 'cautious'].flatMap((door) => {
      const ofDoor = servers.filter(([name]) => name === door)
      return ofDoor.length === 0 ? [] : [ofDoor.filter((row) => row[17] === 'UP').length]
    })
  }
}
