import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { startServer } from './server-process.ts'

/** PyPI's schemathesis, where it is installed: `pip install -r test/serve/requirements.txt`. */
const program = process.env.SCHEMATHESIS ?? 'schemathesis'

test('a fuzzer that reads the OpenAPI document finds nothing that does not hold to it', async (t) => {
  if (spawnSync(program, ['--version']).error) return t.skip(`${program} is not installed`)
  const { url } = await startServer(t, { LOG_LEVEL: 'error' })
  const options = [
    '--checks',
    'all',
    '--max-examples',
    '20',
    '--workers',
    '1',
    '--seed',
    '1',
    '--generation-database',
    'none',
  ]
  // It keeps notes in the folder that it runs in.
  const cwd = mkdtempSync(join(tmpdir(), 'slipway-fuzz-'))
  t.after(() => rmSync(cwd, { recursive: true, force: true }))
  const fuzzer = spawn(program, ['run', `${url}/openapi.json`, '--url', url, '-a', 'alice:wonderland', ...options], {
    cwd,
  })
  const [report, [code]] = await Promise.all([text(fuzzer.stdout), once(fuzzer, 'exit')])
  assert.equal(code, 0, report)
})
