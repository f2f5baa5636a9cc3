/**
 * Checks every room of `src` but `learn` with `noUncheckedIndexedAccess`: an item of a list is there, or the code says
 * what happens where it is not. The loops of the learning core stay bare, and the compiler checks all rooms in one
 * program, so that its errors are taken by path.
 */
import { spawnSync } from 'node:child_process'

const args = [
  'node_modules/typescript/bin/tsc',
  '-p',
  'tsconfig.json',
  '--noUncheckedIndexedAccess',
  '--pretty',
  'false',
]
const { status, stdout, stderr, error } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 })
const lines = (stdout ?? '').split('\n')
if (status !== 0 && !lines.some((line) => line.includes(': error TS'))) {
  console.error(`The compiler did not run: ${error?.message ?? (stderr || stdout || `exit code ${status}`)}.`)
  process.exit(1)
}
const errors = lines.filter((line) => line.startsWith('src/') && !line.startsWith('src/learn/'))
for (const line of errors) console.error(line)
if (errors.length > 0) {
  console.error(`${errors.length} places take an item of a list that may not be there.`)
  process.exit(1)
}
