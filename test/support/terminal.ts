import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { cleanEnvironment } from './cli.ts'
import { root } from './imports.ts'

/** A program that runs another on a terminal of its own, and passes on what is typed and what is shown. */
const onTerminal = `
import os, pty, sys
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
`

/** Give it to tests that type at a terminal: they skip where there is none to have, and say so. */
export const withTerminal =
  spawnSync('python3', ['-c', 'import pty; pty.openpty()']).status === 0
    ? {}
    : { skip: 'no Python 3 here, which makes terminals' }

export interface Typed {
  readonly code: number | null
  /** Everything that was shown, what was typed included. */
  readonly screen: string
}

/**
 * Runs `slipway …` on a terminal. When a question is shown, types its answer; each question is waited for in turn.
 * @param answers what is shown, and what is typed then: keys, such as '\r' or '\x03' (Ctrl-C)
 */
export async function typeAt(
  t: TestContext,
  args: readonly string[],
  cwd: string,
  answers: readonly (readonly [question: string, keys: string])[],
): Promise<Typed> {
  const command = [process.execPath, '--conditions=slipway-source', join(root, 'src/cli/main.ts'), ...args]
  const env = { ...cleanEnvironment(), TERM: 'xterm', NO_COLOR: '1' }
  const child = spawn('python3', ['-c', onTerminal, ...command], { cwd, env })
  t.after(() => child.kill())
  let screen = ''
  let seen = 0
  const waiting = [...answers]
  child.stdout.setEncoding('utf8').on('data', (shown: string) => {
    screen += shown
    for (let at = 0; waiting.length > 0; ) {
      const [question, keys] = waiting[0]!
      at = screen.indexOf(question, seen)
      if (at < 0) return
      seen = at + question.length
      waiting.shift()
      child.stdin.write(keys)
    }
  })
  child.stdin.on('error', () => {})
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, screen: screen.replaceAll('\r\n', '\n') }
}
