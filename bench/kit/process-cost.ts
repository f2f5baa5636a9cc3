import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { peerScript, python } from './python.ts'

/** What a whole process cost, from its start to its end. */
export interface ProcessCost {
  /** Seconds on the clock. */
  readonly wall: number
  /** Seconds of user and system time, of all threads and children. */
  readonly cpu: number
  /** Most resident memory, MiB. */
  readonly peakMb: number
}

/** Runs a command to its end. @throws Error with its stderr where it fails */
export async function runMeasured(
  command: readonly string[],
  options: { readonly cwd?: string } = {},
): Promise<{ cost: ProcessCost; stdout: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const file = join(folder, 'cost.json')
    const { stdout, stderr } = await promisify(execFile)(python(), [peerScript('measured.py'), file, ...command], {
      ...options,
      maxBuffer: 2 ** 28,
    })
    const { status, ...cost } = JSON.parse(readFileSync(file, 'utf8')) as ProcessCost & { status: number }
    if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}:\n${stderr}`)
    return { cost, stdout }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
