/** Writes docs/benchmarks.md from the results: `node bench/page.ts`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readReports, toPage } from './kit/page.ts'

writeFileSync(join(import.meta.dirname, '../docs/benchmarks.md'), toPage(readReports()))
