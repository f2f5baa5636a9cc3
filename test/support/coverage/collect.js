/**
 * Notes which functions of `src` ran in a process or thread, in a file of the folder `SLIPWAY_COVERAGE`. Loaded by
 * `node --import`. Whole functions and not their branches: counting branches (`NODE_V8_COVERAGE`) makes training take a
 * third longer. JavaScript and not TypeScript, as processes load it that have nothing else to blank out.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { Session } from 'node:inspector'
import { threadId } from 'node:worker_threads'

const folder = process.env.SLIPWAY_COVERAGE
const sources = new URL('../../../src/', import.meta.url).href

if (folder !== undefined) {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: false })
  process.on('exit', () => session.post('Profiler.takePreciseCoverage', (error, taken) => error ?? write(taken.result)))
}

/** By file, `[start, end, ran]` of each function, in UTF-16 code units. */
function write(scripts) {
  const files = {}
  for (const { url, functions } of scripts) {
    if (!url.startsWith(sources)) continue
    const [name] = url.slice(sources.length).split('?')
    files[name] = functions.map(({ ranges: [{ startOffset, endOffset, count }] }) => [
      startOffset,
      endOffset,
      Math.sign(count),
    ])
  }
  mkdirSync(folder, { recursive: true })
  const file = `${folder}/${process.pid}-${threadId}-${Date.now()}`
  // Whole or not at all: a process may be killed while it writes.
  writeFileSync(`${file}.part`, JSON.stringify(files))
  renameSync(`${file}.part`, `${file}.json`)
}
