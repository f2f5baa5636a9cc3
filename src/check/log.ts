import { appendFile, chown, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SlipwayError } from '../errors.ts'
import type { CheckResult } from './contract.ts'

/** Where results are kept that are asked for with LOG=1. */
const logFile = 'api_test.log'

/** The files that results are appended to: `api_test.log` where LOG is set, and the one that the service names. */
export function logFiles(env: NodeJS.ProcessEnv, checksLog: string | undefined): string[] {
  const asked = !['', '0', 'false', 'no', 'off'].includes((env.LOG ?? '').toLowerCase())
  return [...(asked ? [logFile] : []), ...(checksLog === undefined ? [] : [checksLog])]
}

/** A block for each check: suite, date and time, request, what was expected, what came, and how it ended. */
export function logBlocks(results: readonly CheckResult[]): string {
  return results.map(logBlock).join('')
}

function logBlock({ suite, name, at, request, expected, got, problems, ok }: CheckResult): string {
  const lines = [
    '============================',
    `    ${suite}`,
    '============================',
    `check:    ${name}`,
    `date:     ${at}`,
    `request:  ${request}`,
    `expected: ${expected}`,
    `got:      ${got}`,
    ...problems.map((problem) => `why:      ${problem}`),
    ok ? 'SUCCESS' : 'FAILURE',
    '',
    '',
  ]
  return lines.join('\n')
}

/**
 * Appends to files in a folder. A file that this makes belongs to whoever the folder belongs to: in a container it is
 * somebody else's.
 * @throws WRITE_FAILED
 */
export async function appendLogs(folder: string, files: readonly string[], text: string): Promise<void> {
  for (const file of files) {
    const path = join(folder, file)
    try {
      await appendFile(path, text)
      await giveToOwnerOf(dirname(path), path)
    } catch (cause) {
      throw new SlipwayError('WRITE_FAILED', `${path} could not be written: ${(cause as Error).message}.`, { cause })
    }
  }
}

async function giveToOwnerOf(folder: string, path: string): Promise<void> {
  const [owner, made] = await Promise.all([stat(folder), stat(path)])
  if (process.getuid?.() === 0 && owner.uid !== made.uid) await chown(path, owner.uid, owner.gid)
}
