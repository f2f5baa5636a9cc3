import type { Artifact, Manifest } from '../../artifact/contract.ts'
import { SlipwayError } from '../../errors.ts'
import type { ModelKind, Predictor } from '../../model/contract.ts'
import { checkGolden, loadingPredictor } from '../../model/load.ts'
import { inputColumns } from '../../model/table-input.ts'
import type { Store } from '../../store/contract.ts'
import { withPauses } from '../slices.ts'
import type { LoadedVersion } from './live-model.ts'

/** Turns what a store gave into what can be asked. */
export type OpenArtifact = (artifact: Artifact) => Predictor | Promise<Predictor>

/**
 * Reads a version, recomputes its golden rows and warms it up: after this it may serve.
 *
 * @throws MODEL_NOT_FOUND, ARTIFACT_CORRUPT, ARTIFACT_TOO_NEW, GOLDEN_MISMATCH, STORE_UNREACHABLE
 */
export async function loadVersion(
  store: Store,
  model: { readonly name: string; readonly kind: ModelKind },
  version: string,
  open: OpenArtifact = (artifact) => withPauses(loadingPredictor(artifact)),
): Promise<LoadedVersion> {
  const artifact = await store.read(model.name, version)
  const { manifest } = artifact
  if (manifest.kind !== model.kind) {
    throw new SlipwayError(
      'ARTIFACT_CORRUPT',
      `${model.name}: version ${version} is a ${manifest.kind}, the service declares a ${model.kind}; train again, or name another version.`,
    )
  }
  const predictor = await open(artifact)
  checkGolden(predictor, manifest)
  const golden = manifest.golden.map(({ input }) => input)
  warmUp(predictor, golden.length > 0 ? golden : [anyInput(manifest)])
  return { version: artifact.version, manifest, predictor }
}

/** Something to ask a model that has no examples: trees are laid out when they are asked first. */
function anyInput({ input }: Manifest): unknown {
  const columns = inputColumns(input)
  if (columns === undefined) return 'a text'
  const plain = {
    number: 0,
    integer: 0,
    string: '',
    boolean: false,
    date: '2025-01-31',
    datetime: '2025-01-31T00:00',
  } as const
  return Object.fromEntries(columns.map(({ name, type, optional }) => [name, optional ? null : plain[type]]))
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
