#!/usr/bin/env node
/**
 * What `slipway` runs. In a checkout of the repository it starts the sources, in an installed package what was
 * emitted beside this file. It may itself be started by an older Node, so it stays within what those understand.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const checkout = fileURLToPath(new URL('../../', import.meta.url))
const sources = `${checkout}src/cli/main.ts`
const isRecent = Number(process.versions.node.split('.')[0]) >= 24

if (!existsSync(sources) && isRecent) await import('./main.ts')
else runSources(isRecent ? process.execPath : `${checkout}node_modules/.bin/node`)

/** Runs the sources in a process of their own, because Node takes conditions on its command line only. */
function runSources(node: string): void {
  if (!existsSync(node)) {
    console.error(`slipway needs Node 24 or newer; this is ${process.version} (${process.execPath}).`)
    process.exitCode = 2
    return
  }
  const child = spawn(node, ['--conditions=slipway-source', sources, ...process.argv.slice(2)], { stdio: 'inherit' })
  // Ctrl-C reaches the child from the terminal itself; a signal to this process alone has to be handed on.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    } else {
      process.exitCode = code ?? 1
    }
  })
}
