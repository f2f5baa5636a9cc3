import type { Target, TargetName } from './target.ts'

/** One kind of trouble: how it is made, and what counts as harm. A file of its own in `faults/`. */
export interface Fault {
  /** What `--fault` calls it. */
  readonly name: string
  readonly title: string
  /** How it is injected, and how often. One sentence or two. */
  readonly injected: string
  /** What counts as lost or wrong. */
  readonly harm: string
  /** @default every server; fewer where others have nothing that could fail so */
  readonly servers?: readonly TargetName[]
  /** Injects it into a server, and counts. */
  run(target: Target): Promise<Outcome>
}

export interface Outcome {
  /** How many of the tries were lost or wrong. */
  readonly harmed: number
  readonly tries: number
  /** What else was seen, a few words each. */
  readonly notes: readonly string[]
}

/** Several outcomes of one fault as one: `3 × reset` and `2 × reset` are five, other notes stand once. */
export function together(outcomes: readonly Outcome[]): Outcome {
  const counted = new Map<string, number>()
  const others = new Set<string>()
  for (const note of outcomes.flatMap(({ notes }) => notes)) {
    const [, times, what] = /^(\d+) × (.*)$/.exec(note) ?? []
    if (what === undefined) others.add(note)
    else counted.set(what, (counted.get(what) ?? 0) + Number(times))
  }
  return {
    harmed: outcomes.reduce((sum, { harmed }) => sum + harmed, 0),
    tries: outcomes.reduce((sum, { tries }) => sum + tries, 0),
    notes: [...[...counted].map(([what, times]) => `${times} × ${what}`), ...others],
  }
}
