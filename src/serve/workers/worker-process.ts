import { type ChildProcess, fork, type SendHandle } from 'node:child_process'
import { once } from 'node:events'
import type { BoundSocket } from '../listen.ts'
import type { MetricJson } from '../metrics/snapshot.ts'
import { Channel } from './channel.ts'
import type { WorkerGroup } from './group.ts'
import { beatMs, missedForSilence, mostMissed, mostMissedAtStart } from './heartbeat.ts'
import { type Failure, workerMark } from './worker.ts'

/** What a worker tells its primary. */
export interface WorkerNews {
  loaded(): void
  /** It listens, its models loaded. */
  listening(): void
  /** Loading takes long. */
  waiting(): void
  failed(failure: Failure): void
  /** There is a new version in the store. */
  changed(): void
  counted(metrics: readonly MetricJson[]): void
  exited(code: number | null, signal: string | null): void
  /** It has ended, and everything that it said has come. */
  closed(): void
  /** What else it may ask, by topic. */
  readonly questions: { readonly [topic: string]: (content: never) => unknown }
}

/** A worker, as its primary sees it. */
export class WorkerProcess {
  stage: 'starting' | 'waiting' | 'loaded' = 'starting'
  readonly exited: Promise<number | null>
  readonly #child: ChildProcess
  readonly #channel: Channel
  readonly #news: WorkerNews
  #missed = 0
  /** Whether there was a sign of life: an answered heartbeat, or news. */
  #hasAnswered = false
  #hasSocket = false

  /** @param args command line after the script. @default that of this process */
  constructor(news: WorkerNews, args: readonly string[] = process.argv.slice(2)) {
    this.#news = news
    this.#child = fork(process.argv[1]!, args, { env: { ...process.env, [workerMark]: '1' } })
    this.exited = once(this.#child, 'exit').then(([code]) => code as number | null)
    this.#child.on('exit', news.exited).on('close', news.closed)
    this.#channel = new Channel(this.#child, {
      ...news.questions,
      loaded: () => this.#reach('loaded', news.loaded),
      waiting: () => this.#reach('waiting', news.waiting),
      listening: news.listening,
      failed: news.failed,
      changed: news.changed,
      counted: news.counted,
    })
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Whether its event loop seems not to turn. */
  get isSilent(): boolean {
    return this.stage !== 'starting' && this.#missed >= missedForSilence
  }

  /** Whether it has been silent for so long that another has to take its place. */
  get isLost(): boolean {
    return this.#missed >= (this.stage === 'starting' ? mostMissedAtStart : mostMissed)
  }

  /** Asks for a sign of life, which brings what it counted. */
  async beat(): Promise<void> {
    if (this.#hasAnswered) this.#missed += 1
    const counts = await this.#channel.ask<MetricJson[]>('beat', undefined, mostMissedAtStart * beatMs)
    if (counts === undefined) return
    this.#missed = 0
    this.#hasAnswered = true
    this.#news.counted(counts)
  }

  /** Lets it accept connections; a second time nothing happens. */
  give(socket: BoundSocket): void {
    if (this.#hasSocket) return
    this.#hasSocket = true
    void this.#channel.tell('socket', undefined, socket as unknown as SendHandle)
  }

  tell(topic: 'drain' | 'look' | 'group', content: number | boolean | WorkerGroup | undefined): void {
    void this.#channel.tell(topic, content)
  }

  metrics(): Promise<MetricJson[] | undefined> {
    return this.#channel.ask<MetricJson[]>('metrics', undefined, 1000)
  }

  kill(): void {
    this.#child.kill('SIGKILL')
  }

  #reach(stage: 'waiting' | 'loaded', tell: () => void): void {
    if (this.stage === 'loaded') return
    this.stage = stage
    this.#hasAnswered = true
    tell()
  }
}
