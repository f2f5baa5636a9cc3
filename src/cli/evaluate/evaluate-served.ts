import { existsSync } from 'node:fs'
import { toCsvLine } from '../../data/index.ts'
import { SlipwayError } from '../../errors.ts'
import { ask } from '../../probe/ask.ts'
import { readService } from '../../service/index.ts'
import { checkModel } from '../check-model.ts'
import type { Result } from '../command.ts'
import { findService } from '../find-service.ts'
import { OutputFile } from '../output-file.ts'
import { progressBars } from '../progress.ts'
import { addressAndUser } from '../user-option.ts'
import { type Answered, askRows, commonWay, publicWay, type Way } from './ask-rows.ts'
import { type LabelledRows, readByColumns, readByRule } from './labelled-rows.ts'
import { servedReport } from './report.ts'

export interface ServedRequest {
  readonly data: string
  readonly model?: string | undefined
  readonly service?: string | undefined
  readonly text?: string | undefined
  readonly label?: string | undefined
  readonly user?: string | undefined
  readonly concurrency?: number | undefined
  readonly out?: string | undefined
  /** Leaves cells of `out` as they are that a spreadsheet would run. */
  readonly keepFormulas?: boolean | undefined
}

/** Sends labelled rows to a running service and scores its answers. */
export async function evaluateServed(url: string, request: ServedRequest): Promise<Result> {
  const { address, user } = addressAndUser(url, request.user)
  const { concurrency = 8 } = request
  if (concurrency < 1) throw new SlipwayError('USAGE', 'slipway evaluate: --concurrency is 1 or more.')
  const { rows, way } = await readRows(address, request)
  // Before the first row is asked: half an hour later would be a bad time to learn that there is no such folder.
  const out = request.out === undefined ? undefined : await OutputFile.open(request.out)

  const bars = progressBars()
  const onProgress = (share: number) => bars.show({ label: 'evaluate', share })
  try {
    const asked = await askRows(address, rows, way, { concurrency, user, onProgress }).finally(bars.stop)
    await out?.finish(toCsv(asked.answers, request.keepFormulas))
    return servedReport(address, rows.origin.name, asked)
  } catch (error) {
    await out?.discard()
    throw error
  }
}

/** By the rule and the public route of the service, where it is known; else by columns and the route of every service. */
async function readRows(address: string, request: ServedRequest): Promise<{ rows: LabelledRows; way: Way }> {
  const { data, model, text, label } = request
  if (text !== undefined && label !== undefined && model !== undefined)
    return { rows: await readByColumns(text, label, data), way: commonWay(model) }

  const service = await readService(request.service ? findService(request.service) : await serviceBehind(address))
  if (model !== undefined) checkModel(service, model)
  const name = model ?? service.evaluate?.model ?? (Object.keys(service.models)[0] as string)
  // The public route asks one model; for another, the route of every service is the way.
  const way = service.evaluate?.model === name ? publicWay(service) : undefined
  return { rows: await readByRule(service, name, data), way: way ?? commonWay(name) }
}

/** The folder of the service that answers at an address, found by the name in its OpenAPI document. @throws USAGE */
async function serviceBehind(address: string): Promise<string> {
  const { body } = await ask(address, { path: '/openapi.json' })
  const name = (body as { tags?: { name?: unknown }[] } | null)?.tags?.[0]?.name
  const here = existsSync('service.ts') ? await readService('.') : undefined
  if (here?.name === name) return '.'
  try {
    return findService(String(name))
  } catch (cause) {
    const expected = 'name it with --service, or the columns with --model, --text COLUMN and --label COLUMN'
    const message = `slipway evaluate: whose rule says what is right? The service at ${address} is not among those here: ${expected}.`
    throw new SlipwayError('USAGE', message, { cause })
  }
}

function toCsv(answers: readonly Answered[], keepFormulas = false): string {
  const lines = answers.map(({ number, label, answer, status, ms, version }) =>
    toCsvLine([number, label, answer, status, ms.toFixed(3), version], ',', keepFormulas),
  )
  return [toCsvLine(['row', 'label', 'answer', 'status', 'ms', 'version']), ...lines].join('')
}
