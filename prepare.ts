/**
 * Makes what is published: JavaScript and types of `src/` in `dist/`, with the other files of `src/` beside them.
 * npm runs it after `npm ci` and before `npm pack`.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, rmSync, statSync } from 'node:fs'

rmSync('dist', { recursive: true, force: true })
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
cpSync('src', 'dist', {
  recursive: true,
  // Type-only modules of data (`.d.ts`) travel as they are; JSON that is imported was emitted already.
  filter: (path) => statSync(path).isDirectory() || path.endsWith('.d.ts') || !/\.(ts|py)$/.test(path),
})
chmodSync('dist/cli/bin.js', 0o755)
