/** Makes docs/errors.md from the table in src/errors.ts: `node docs/errors.ts`. */
import { writeFileSync } from 'node:fs'
import { errorKinds } from '../src/errors.ts'

export function errorsPage(): string {
  const rows = Object.entries(errorKinds).map(
    ([code, { status, exit, meaning }]) => `| \`${code}\` | ${status} | ${exit} | ${meaning} |`,
  )
  return [
    '# Errors',
    '',
    'Made from `src/errors.ts` by `node docs/errors.ts`; edit there.',
    '',
    'Every error carries a code. The status is what a server answers where a request runs into it, 500 where the trouble',
    'is its own; the exit code is what a command ends with: 1 the work failed, 2 wrong usage or bad input.',
    '',
    '| code | HTTP status | exit code | meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

if (import.meta.main) writeFileSync(new URL('errors.md', import.meta.url), errorsPage())
