import type { Artifact, Manifest } from '../../artifact/contract.ts'
import { SlipwayError } from '../../errors.ts'
import { anyInput } from '../../model/any-input.ts'
import type { ModelKind, Predictor } from '../../model/contract.ts'
import type { Derive } from '../../model/derive.ts'
import { checkGolden, loadingPredictor } from '../../model/load.ts'
import type { Store } from '../../store/contract.ts'
import { withPauses } from '../slices.ts'
import type { LoadedVersion } from './live-model.ts'
import { defaultLoadTimeoutMs, type Loading } from './loading.ts'
import { TimeLimit } from './time-limit.ts'
import { tryVersion } from './trial.ts'

/** Turns what a store gave into what can be asked. */
export type OpenArtifact = (artifact: Artifact) => Predictor | Promise<Predictor>

export interface LoadOptions {
  /** @default as this library loads versions */
  readonly open?: OpenArtifact | undefined
  readonly loading?: Loading | undefined
  /**
   * Whether requests are served meanwhile. The version is then tried in another thread first: one that runs for ever
   * would block them until its time is over. At a start nobody is served yet, and a thread would take as long as the
   * start itself.
   */
  readonly whileServing: boolean
}

/**
 * Reads a version, recomputes its golden rows and warms it up, all in limited time: after this it may serve.
 *
 * @throws MODEL_NOT_FOUND, ARTIFACT_CORRUPT, ARTIFACT_TOO_NEW, GOLDEN_MISMATCH, VERSION_OVERRUN, STORE_UNREACHABLE
 */
export async function loadVersion(
  store: Store,
  model: { readonly name: string; readonly kind: ModelKind; readonly derive?: Derive | undefined },
  version: string,
  { open, loading = {}, whileServing }: LoadOptions,
): Promise<LoadedVersion> {
  const { timeoutMs = defaultLoadTimeoutMs, trialFile } = loading
  const who = `${model.name}: version ${version}`
  const read = await store.read(model.name, version)
  checkOwn(read.manifest, { service: store.service, ...model }, version, loading)
  const isTried = whileServing && open === undefined
  const artifact = isTried ? await tryVersion(read, who, timeoutMs, trialFile) : read
  const { manifest } = artifact
  const limit = new TimeLimit(timeoutMs, who)
  const predictor = await (open ? open(artifact) : withPauses(limit.steps(loadingPredictor(artifact, model))))
  limit.run(() => checkGolden(predictor, manifest))
  const golden = manifest.golden.map(({ input }) => input)
  limit.run(() => warmUp(predictor, golden.length > 0 ? golden : [anyInput(manifest.input)]))
  return { version: artifact.version, manifest, predictor }
}

/** @throws ARTIFACT_CORRUPT for a version that is not this model's, or that nothing vouches for, unless that is allowed */
function checkOwn(
  manifest: Manifest,
  { service, name, kind }: { readonly service: string; readonly name: string; readonly kind: ModelKind },
  version: string,
  { allowOfOthers = false, allowWithoutGoldenRows = false }: Loading,
): void {
  const refuse = (what: string) => {
    throw new SlipwayError('ARTIFACT_CORRUPT', `${name}: version ${version} ${what}`)
  }
  if (manifest.kind !== kind) {
    refuse(`is a ${manifest.kind}, the service declares a ${kind}; train again, or name another version.`)
  }
  if (!allowOfOthers && (manifest.service !== service || manifest.model !== name)) {
    const other = `${manifest.service}/${manifest.model}`
    refuse(`was trained as ${other}, not as ${service}/${name}; train again, or set ALLOW_VERSIONS=of-others.`)
  }
  if (!allowWithoutGoldenRows && manifest.golden.length === 0) {
    refuse('has no golden rows to check it by; train again, or set ALLOW_VERSIONS=without-golden-rows.')
  }
}

/**
 * The first requests would otherwise be ten times slower than the rest: the engine compiles what is asked often. It has
 * five milliseconds for it, since somebody waits for the server to be ready.
 */
function warmUp(predictor: Predictor, inputs: readonly unknown[]): void {
  const until = performance.now() + 5
  for (let round = 0; round < 200 && performance.now() < until; round++) {
    for (const input of inputs) predictor.predict(input)
  }
}
