/**
 * The bytes that training makes, as a digest for each estimator: a change that is to change no model is run before and
 * after, on two checkouts, and the lists compared.
 *
 *   node bench/bytes/main.ts /path/to/a/checkout > after.txt
 *
 * Every classifier learns from texts of every vectorizer, and from a table; each version is read back as a server does,
 * and its predictions and explanations go into the digest too. What is no step of a service is fitted by itself.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type * as slipwayEntry from '../../src/index.ts'
import type * as learnEntry from '../../src/learn/index.ts'
import type { Parts } from '../../src/learn/index.ts'
import type * as modelEntry from '../../src/model/index.ts'
import { tableCsv, tableRows, texts, textsCsv } from './rows.ts'
import { fittedAlone, steps } from './settings.ts'

const root = resolve(process.argv[2] ?? '.')
const slipway = (await import(join(root, 'src/index.ts'))) as typeof slipwayEntry
const learn = (await import(join(root, 'src/learn/index.ts'))) as typeof learnEntry
const model = (await import(join(root, 'src/model/index.ts'))) as typeof modelEntry

const folder = mkdtempSync(join(tmpdir(), 'slipway-bytes-'))
writeFileSync(join(folder, 'texts.csv'), textsCsv())
writeFileSync(join(folder, 'table.csv'), tableCsv())

const { vectorizers, classifiers, encoders } = steps(slipway)
for (const [v, vectorizer] of vectorizers.entries()) {
  for (const [c, classifier] of classifiers.entries()) {
    for (const labels of [2, 3]) {
      await print(`texts ${v} ${c} ${labels}`, textModel(labels, [vectorizer, classifier]), texts)
    }
  }
}
for (const [c, classifier] of classifiers.entries()) {
  for (const encoder of [undefined, ...encoders]) {
    for (const labels of [2, 3]) {
      const pipeline = encoder ? ([encoder, classifier] as const) : ([classifier] as const)
      await print(
        `table ${c} ${encoder ? encoders.indexOf(encoder) : '-'} ${labels}`,
        tableModel(labels, pipeline),
        tableRows,
      )
    }
  }
}
for (const [name, fit] of fittedAlone(learn)) console.log(`${name} ${digestOfParts({ fitted: fit().toParts() })}`)
rmSync(folder, { recursive: true })

type Pipeline = Parameters<typeof slipway.textClassifier>[0]['pipeline']
type TablePipeline = Parameters<typeof slipway.tabularClassifier>[0]['pipeline']

function textModel(labels: number, pipeline: Pipeline) {
  return slipway.textClassifier({
    data: slipway.csv('texts.csv', { columns: { text: 'text', stars: 'integer' } }),
    text: 'text',
    label: (row) => (labels === 3 && row.text.includes('park') ? 'park' : row.stars > 3 ? 'positive' : 'negative'),
    pipeline,
  })
}

function tableModel(labels: number, pipeline: TablePipeline) {
  const columns = { price: 'number?', brand: 'category?', new: 'boolean', note: 'text', label: 'text' } as const
  return slipway.tabularClassifier({
    data: slipway.csv('table.csv', { columns }),
    features: ['price', 'brand', 'new', 'note'],
    label: (row) => (labels === 2 ? (row.label === 'x' ? 'x' : 'other') : row.label),
    pipeline,
  })
}

/** Trains a model, and prints the digests of its weights and of what it says about some inputs. */
async function print(name: string, definition: unknown, inputs: readonly unknown[]): Promise<void> {
  const context = { service: 's', folder, library: 'slipway', examples: {}, now: () => new Date(0) }
  const definitions = { m: definition } as modelEntry.Definitions
  const [trained] = await Array.fromAsync(model.trainModels(definitions, context as never))
  if (!trained) throw new Error(`${name}: nothing was trained`)
  const { draft } = trained
  const predictor = model.loadPredictor(draft)
  const said = inputs.map((input) => [predictor.predict(input), predictor.explain(input)])
  console.log(`${name} ${digestOfParts(draft.parts)} ${digest(JSON.stringify([draft.manifest.options, said]))}`)
}

function digestOfParts(parts: { readonly [name: string]: Parts }): string {
  const hash = createHash('sha256')
  for (const [name, { kind, config, tensors }] of Object.entries(parts)) {
    hash.update(JSON.stringify([name, kind, config]))
    for (const [tensor, { shape, data }] of Object.entries(tensors)) {
      hash.update(JSON.stringify([tensor, shape, data.constructor.name]))
      hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
