import type { Manifest } from '../artifact/contract.ts'
import type { Json } from '../learn/contract.ts'
import type { RegressionScores, Scores } from '../model/contract.ts'
import { openPlotter, trainModels } from '../model/index.ts'
import type { Service } from '../service/index.ts'
import { checkTagName, type WritableStore } from '../store/index.ts'
import { checkModel } from './check-model.ts'
import { progressBars } from './progress.ts'
import { challengerTag, decidePromotion, type Promote, type Promotion } from './promotion.ts'

export interface TrainRequest {
  /** The models to train; absent: all. */
  readonly only?: readonly string[] | undefined
  /** Takes the place of the models' own sources. */
  readonly dataFile?: string | undefined
  /** Names the new versions. */
  readonly tag?: string | undefined
  /** @default always, but never sample or synthetic rows over real ones */
  readonly promote?: Promote | undefined
  /** Whether model cards have plots, which are drawn by a thread of their own. @default true */
  readonly plots?: boolean
}

/** A model that was trained now, and what it scored on rows that training did not see. */
export interface Trained {
  readonly model: string
  readonly version: string
  readonly kind: string
  readonly data: Manifest['data']
  readonly scores: Scores | RegressionScores
  readonly promotion: Promotion
  /** From reading the data to the written version. */
  readonly seconds: number
}

/** Trains models of a service and writes a version of each, with bars on stderr. */
export async function trainService(service: Service, store: WritableStore, request: TrainRequest): Promise<Trained[]> {
  const { only, dataFile, tag, promote, plots = true } = request
  if (tag !== undefined) checkTagName(tag)
  for (const name of only ?? []) checkModel(service, name)
  for (const name of only ?? Object.keys(service.models)) await store.checkWritable(name)
  const bars = progressBars()
  const plotter = plots ? openPlotter() : undefined
  const trained: Trained[] = []
  try {
    let started = performance.now()
    const context = {
      service: service.name,
      folder: service.folder,
      library: await library(),
      examples: service.examples as { readonly [model: string]: readonly Json[] | undefined },
      ...(dataFile !== undefined && { dataFile }),
      now: () => new Date(),
      ...(plotter && { plotter }),
      onProgress: ({ model, step, share }: { model: string; step: string; share: number }) =>
        bars.show({ label: `${model} ${step}`, share }),
    }
    for await (const { name, draft, held } of trainModels(service.models, context, only ?? undefined)) {
      const promotion = await decidePromotion(store, name, { manifest: draft.manifest, held }, promote)
      const version = await store.write(name, draft, { use: promotion.isUsed })
      if (!promotion.isUsed) await store.tag(name, version, challengerTag)
      if (tag !== undefined) await store.tag(name, version, tag)
      bars.show({ label: `${name} write`, share: 1 })
      const { kind, data, metrics } = draft.manifest
      const seconds = (performance.now() - started) / 1000
      trained.push({ model: name, version, kind, data, scores: metrics, promotion, seconds })
      started = performance.now()
    }
  } finally {
    bars.stop()
    plotter?.close()
  }
  return trained
}

async function library(): Promise<string> {
  const { default: manifest } = await import('slipway/package.json', { with: { type: 'json' } })
  return `slipway ${manifest.version}`
}
