/**
 * Rehearses a delivery with Docker and writes docs/continuous-delivery.md, its pictures and its PDF:
 * `npm run rehearse`. Exit code 1 where a request failed in the replacement.
 */
import { join, relative, resolve } from 'node:path'
import { writeReport } from '../../src/probe/report/write-report.ts'
import { engineVersion } from './docker.ts'
import { toPage } from './page.ts'
import { rehearse } from './rehearse.ts'
import { Stage } from './stage.ts'

const docs = resolve(import.meta.dirname, '..')

if ((await engineVersion()) === undefined) {
  process.stderr.write('The rehearsal needs a Docker engine, and none answers here.\n')
  process.exitCode = 2
} else {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void Stage.takeDown().finally(() => process.exit(1)))
  const rehearsal = await rehearse((line) => process.stderr.write(`${line}\n`))
  const page = await toPage(rehearsal)
  for (const name of ['continuous-delivery.md', 'continuous-delivery.pdf']) {
    const files = await writeReport(join(docs, name), page, rehearsal)
    process.stdout.write(`written: ${files.map((file) => relative(process.cwd(), file)).join(', ')}\n`)
  }
  const { replacement } = rehearsal
  const failed = replacement.report.failed + replacement.loads.patient.failed
  process.stdout.write(`${failed} requests failed in the replacement\n`)
  if (failed > 0) process.exitCode = 1
}
