import type { ChildProcess } from 'node:child_process'
import type { TestContext } from 'node:test'
import { type RunOptions, startSlipway } from './cli.ts'

export interface RunningServer {
  readonly url: string
  readonly child: ChildProcess
  /** What it has written so far. */
  readonly output: () => string
}

/** Starts `slipway serve …` or another server that names its address on stdout; ended after the test. */
export async function startServer(
  t: TestContext,
  args: readonly string[],
  options: RunOptions,
): Promise<RunningServer> {
  return await ready(t, startSlipway(args, options))
}

/** Waits for the address of a server that was just started. @throws Error with what it wrote where it ends instead */
export async function ready(t: TestContext, child: ChildProcess): Promise<RunningServer> {
  t.after(() => child.kill('SIGKILL'))
  let written = ''
  const url = new Promise<string>((resolve, reject) => {
    const onText = (text: Buffer) => {
      written += text
      const found = /"?http:\/\/[\w.:]+/.exec(written)?.[0]
      if (found) resolve(found.replace('"', ''))
    }
    child.stdout?.on('data', onText)
    child.stderr?.on('data', onText)
    child.on('exit', (code, signal) => reject(new Error(`the server ended with ${code ?? signal}: ${written}`)))
  })
  return { url: await url, child, output: () => written }
}
