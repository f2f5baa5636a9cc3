import { type Assertion, type Node, parsePattern, UnsupportedPattern } from './parse.ts'

/** A step of a search: it takes a character, branches (the first branch is preferred), or looks at where it is. */
export type Step =
  | { readonly op: 'character'; readonly is: (code: number) => boolean }
  | { readonly op: 'branch'; to: readonly number[] }
  | { readonly op: 'assert'; readonly what: Assertion }
  /** The group begins, ends, or is forgotten as its repetition begins anew. */
  | { readonly op: 'open' | 'close' | 'forget' }
  | { readonly op: 'match' }

/** A pattern of more steps is hardly a word. */
const mostSteps = 1000

/** @throws UnsupportedPattern */
export function compilePattern(source: string): readonly Step[] {
  const steps: Step[] = []
  const classes = new Map<string, (code: number) => boolean>()

  const push = (step: Step): number => {
    if (steps.length >= mostSteps) throw new UnsupportedPattern(`it comes to more than ${mostSteps} steps`)
    return steps.push(step) - 1
  }
  const branch = () => push({ op: 'branch', to: [] })
  const point = (at: number, ...to: number[]) => {
    steps[at] = { op: 'branch', to }
  }

  function emit(node: Node): void {
    switch (node.kind) {
      case 'empty':
        return
      case 'character': {
        const is = classes.get(node.source) ?? membership(node.source)
        classes.set(node.source, is)
        push({ op: 'character', is })
        return
      }
      case 'assertion':
        push({ op: 'assert', what: node.what })
        return
      case 'sequence':
        for (const part of node.parts) emit(part)
        return
      case 'group':
        push({ op: 'open' })
        emit(node.body)
        push({ op: 'close' })
        return
      case 'choice':
        emitChoice(node.parts)
        return
      case 'repeat':
        emitRepeat(node)
    }
  }

  function emitChoice(parts: readonly Node[]): void {
    const start = branch()
    const [starts, ends]: [number[], number[]] = [[], []]
    for (const part of parts) {
      starts.push(steps.length)
      emit(part)
      ends.push(branch())
    }
    point(start, ...starts)
    for (const end of ends) point(end, steps.length)
  }

  function emitRepeat({ body, min, max, greedy }: Extract<Node, { kind: 'repeat' }>): void {
    const once = () => {
      if (hasGroup(body)) push({ op: 'forget' })
      emit(body)
    }
    for (let i = 0; i < min; i++) once()
    const starts: number[] = []
    const optional = max === Number.POSITIVE_INFINITY ? 1 : max - min
    for (let i = 0; i < optional; i++) {
      starts.push(branch())
      once()
    }
    if (max === Number.POSITIVE_INFINITY) point(branch(), starts[0] as number)
    for (const start of starts) {
      if (greedy) point(start, start + 1, steps.length)
      else point(start, steps.length, start + 1)
    }
  }

  emit(parsePattern(source))
  push({ op: 'match' })
  return steps
}

function hasGroup(node: Node): boolean {
  if (node.kind === 'group') return true
  if (node.kind === 'repeat') return hasGroup(node.body)
  return (node.kind === 'sequence' || node.kind === 'choice') && node.parts.some(hasGroup)
}

/** Whether a character is of a class, as JavaScript itself says: remembered, as most texts have few characters. */
function membership(source: string): (code: number) => boolean {
  const pattern = new RegExp(`^${source}$`, 'u')
  const known = new Map<number, boolean>()
  return (code) => {
    const remembered = known.get(code)
    if (remembered !== undefined) return remembered
    const is = pattern.test(String.fromCodePoint(code))
    if (known.size < 10_000) known.set(code, is)
    return is
  }
}
