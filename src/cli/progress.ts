import { MultiBar, type SingleBar } from 'cli-progress'

/** How far a piece of work is: its name, and from 0 to 1. */
export interface Progress {
  readonly label: string
  readonly share: number
}

/**
 * Bars on stderr, one a label, each with the time it took; nothing where stderr is not a terminal.
 * `stop` leaves them standing and ends their timer.
 */
export function progressBars(): { readonly show: (progress: Progress) => void; readonly stop: () => void } {
  if (!process.stderr.isTTY) return { show: () => {}, stop: () => {} }

  const bars = new MultiBar({
    stream: process.stderr,
    format: '{label}  {bar}  {percentage} %  {seconds} s',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    fps: 10,
    forceRedraw: true,
  })
  const byLabel = new Map<string, { readonly bar: SingleBar; readonly started: number; done: boolean }>()

  let drawn = 0

  const show = ({ label, share }: Progress) => {
    let entry = byLabel.get(label)
    if (!entry) {
      const started = performance.now()
      entry = { bar: bars.create(1, 0, { label: label.padEnd(16), seconds: '0.0' }), started, done: false }
      byLabel.set(label, entry)
    }
    // A step may report its end more than once; its time stands from the first.
    if (entry.done) return
    const now = performance.now()
    entry.done = share >= 1
    entry.bar.update(share, { seconds: ((now - entry.started) / 1000).toFixed(1) })
    // The bars' own timer waits for a pause, and fitting makes none.
    if (now - drawn < 100) return
    drawn = now
    bars.update()
  }
  return { show, stop: () => bars.stop() }
}
