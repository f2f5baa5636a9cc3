/** The command line as a process: what stops it, what its failures look like, how it ends. */
import { enableCompileCache } from 'node:module'
import { exitCodeOf, showError } from './show-error.ts'
import { say } from './terminal.ts'

// What Node compiled is kept for the next call (in its own folder below the system's temporary one): half the start-up.
enableCompileCache()

// `slipway models … | head -1` closes the pipe early: that is the reader's right, not a failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
}

try {
  const { run } = await import('./run.ts')
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  say(showError(error))
  process.exitCode = exitCodeOf(error)
}
