import type { Artifact, Manifest } from '../artifact/contract.ts'
import { isSlipwayError, SlipwayError } from '../errors.ts'
import { type Comparison, compareVersions, type HeldOut, isStandIn, seenRowsFile } from '../model/index.ts'
import type { WritableStore } from '../store/index.ts'
import { fourDigits } from '../values.ts'
import { decimal } from './table.ts'

const choices = ['better', 'always', 'never'] as const
export type Promote = (typeof choices)[number]

export const promoteOption = {
  type: 'string',
  value: 'WHEN',
  help: 'make it current: always, never, or better (unless it scores worse); default: always, but not sample rows over real ones',
} as const

/** The tag of a version that was not made current. */
export const challengerTag = 'challenger'

/** Whether a version is made current; where it is not, why. */
export interface Promotion {
  readonly isUsed: boolean
  readonly reason?: string
  readonly comparison?: Comparison
}

/** @throws USAGE */
export function parsePromote(word: string | undefined): Promote | undefined {
  const choice = choices.find((one) => one === word)
  if (word === undefined || choice !== undefined) return choice
  throw new SlipwayError('USAGE', `--promote: expected ${choices.join(', ')}, got "${word}".`)
}

/**
 * Whether a version that comes into a store becomes its current one. Sample and synthetic rows never take the place of
 * real ones unless `always` asks for it; with `better`, neither does a version that scores worse.
 *
 * @param held the rows that its training held back, where it was trained now
 */
export async function decidePromotion(
  store: WritableStore,
  model: string,
  version: { readonly manifest: Omit<Manifest, 'formatVersion' | 'parts' | 'files'>; readonly held?: HeldOut },
  promote: Promote | undefined,
): Promise<Promotion> {
  if (promote === 'always') return { isUsed: true }
  if (promote === 'never') return { isUsed: false, reason: '--promote never' }
  const real = isStandIn(version.manifest) ? await realVersion(store, model, version.manifest) : undefined
  if (real !== undefined) {
    const reason = `it learned from sample or synthetic rows, version ${real} in ${store.url} from real ones; --promote always makes it current all the same`
    return { isUsed: false, reason }
  }
  if (promote !== 'better') return { isUsed: true }
  const champion = await readCurrent(store, model)
  const comparison = champion && compareVersions(version, champion)
  if (!comparison?.isWorse) return { isUsed: true, ...(comparison && { comparison }) }
  return { isUsed: false, reason: `it is worse than the current version: ${shownComparison(comparison)}`, comparison }
}

/** `macro F1 0.8100 against 0.9300 (margin 0.0150), both on 1,305 held-out rows` */
function shownComparison({ macroF1, meanAbsoluteError, margin, rows, lostLabels = [] }: Comparison): string {
  const [name, pair, shown] = macroF1
    ? ['macro F1', macroF1, decimal]
    : ['mean absolute error', meanAbsoluteError, fourDigits]
  const scores = pair && `${name} ${shown(pair.challenger)} against ${shown(pair.current)} (margin ${shown(margin)})`
  const where = rows === undefined ? 'each on its own held-out rows' : `both on ${rows} held-out rows`
  const lost = lostLabels.length > 0 ? `; it no longer gives ${lostLabels.join(', ')}` : ''
  return `${scores}, ${where}${lost}`
}

/** The newest version of a model that learned from real rows. */
async function realVersion(
  store: WritableStore,
  model: string,
  { data, metrics }: Pick<Manifest, 'data' | 'metrics'>,
): Promise<string | undefined> {
  const versions = await store.versions(model)
  for (const version of versions.reverse()) {
    const other = await store.manifest(model, version).catch(unlessBroken)
    // Versions from before samples were marked are known by the rows: the same rows are a sample then as now.
    if (other && !isStandIn(other) && originOf(other)?.sha256 !== originOf({ data, metrics })?.sha256) return version
  }
  return undefined
}

function originOf({ data, metrics }: Pick<Manifest, 'data' | 'metrics'>): { readonly sha256?: string } | undefined {
  return data ?? metrics.data
}

/** A version that cannot be read is as good as none: a new one may take its place. */
async function readCurrent(
  store: WritableStore,
  model: string,
): Promise<(Artifact & { readonly seenRows?: Uint8Array | undefined }) | undefined> {
  try {
    const version = await store.current(model)
    if (version === undefined) return undefined
    const artifact = await store.read(model, version)
    return { ...artifact, seenRows: await store.readDocument(model, version, seenRowsFile, artifact.manifest) }
  } catch (error) {
    return unlessBroken(error)
  }
}

function unlessBroken(error: unknown): undefined {
  const broken = ['ARTIFACT_CORRUPT', 'ARTIFACT_TOO_NEW', 'MODEL_NOT_FOUND'] as const
  if (!broken.some((code) => isSlipwayError(error, code))) throw error
}
