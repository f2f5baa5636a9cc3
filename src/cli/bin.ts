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

const isCheckout = existsSync(sources)
// V8 ends a process that runs out of heap, and nothing in it can say a word: whoever started it has to.
const isTraining = ['train', 'init', 'up'].includes(process.argv[2] ?? '')

if (!isCheckout && isRecent && !isTraining) await import('./main.ts')
else if (isCheckout) runApart(isRecent ? process.execPath : `${checkout}node_modules/.bin/node`, sources)
else runApart(isRecent ? process.execPath : '', fileURLToPath(new URL('./main.js', import.meta.url)))

/** Runs the command in a process of its own; the sources need it, because Node takes conditions on its command line only. */
function runApart(node: string, main: string): void {
  if (!existsSync(node)) {
    console.error(`slipway needs Node 24 or newer; this is ${process.version} (${process.execPath}).`)
    process.exitCode = 2
    return
  }
  const conditions = isCheckout ? ['--conditions=slipway-source'] : []
  const child = spawn(node, [...conditions, main, ...process.argv.slice(2)], { stdio: 'inherit' })
  // Ctrl-C reaches the child from the terminal itself; a signal to this process alone has to be handed on.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal === 'SIGABRT' || code === 134) sayOutOfMemory()
    else if (signal) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    } else {
      process.exitCode = code ?? 1
    }
  })
}

function sayOutOfMemory(): void {
  const words = `slipway ${process.argv.slice(2).join(' ')}`
  console.error(
    `slipway ran out of memory and was ended by Node. Give Node more heap, in megabytes: NODE_OPTIONS=--max-old-space-size=8192 ${words}; or train on fewer rows or features.`,
  )
  process.exitCode = 1
}
