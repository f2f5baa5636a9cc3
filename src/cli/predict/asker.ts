import { type Problem, SlipwayError } from '../../errors.ts'
import { loadPredictor } from '../../model/load.ts'
import type { InputColumn } from '../../model/table-input.ts'
import { ask } from '../../probe/ask.ts'
import { readService } from '../../service/index.ts'
import { findService } from '../find-service.ts'
import { loadCurrent } from '../load-version.ts'
import { storeOf } from '../open-store.ts'
import { addressAndUser, refusal } from '../user-option.ts'
import { columnsOf } from './table-cells.ts'

/** A model that can be asked, in this process or behind an address. */
export interface Asker {
  readonly model: string
  /** The column of a file that the model reads, where the service's file tells. */
  readonly column?: string | undefined
  /** The columns of a row, where the model reads tables. */
  readonly columns?: readonly InputColumn[] | undefined
  /** @throws INVALID_INPUT with everything that is wrong with the inputs; CHECK_FAILED where a service refuses them */
  ask(inputs: readonly unknown[]): Promise<Answered>
}

/** Predictions for some inputs, by one version. */
export interface Answered {
  readonly version: string
  readonly predictions: readonly object[]
  /** Values that training never saw, at JSON Pointers into the inputs. */
  readonly warnings?: readonly Problem[]
}

/** A model of a service here: its version in use, read from the store. */
export async function askerHere(name: string, model: string | undefined, url: string | undefined): Promise<Asker> {
  const service = await readService(findService(name))
  const { version, ...fitted } = await loadCurrent(service, storeOf(service, url), model)
  const predictor = loadPredictor(fitted, service.models[fitted.manifest.model])
  const { source } = service.models[fitted.manifest.model] as unknown as { source?: { text?: string } }
  return {
    model: fitted.manifest.model,
    column: source?.text,
    columns: columnsOf(fitted.manifest.input),
    async ask(inputs) {
      const problems = inputs.flatMap((input, i) => predictor.checkInput(input, `/${i}`))
      if (problems.length > 0) throw new SlipwayError('INVALID_INPUT', 'not every input fits the model:', { problems })
      const warnings = inputs.flatMap((input, i) => predictor.findUnseen?.(input, `/${i}`) ?? [])
      return { version, predictions: predictor.predictMany(inputs) as object[], warnings }
    },
  }
}

/** A model of a running service, through the route that every service has. */
export async function askerThere(
  url: string,
  model: string | undefined,
  userOption: string | undefined,
): Promise<Asker> {
  const { address, user } = addressAndUser(url, userOption)
  const name = model ?? (await firstModel(address))
  const { body: described } = await ask(address, { path: `/models/${encodeURIComponent(name)}` })
  const path = `/models/${encodeURIComponent(name)}/predict`
  return {
    model: name,
    columns: columnsOf((described as { input?: unknown } | null)?.input),
    async ask(inputs) {
      const { status, body } = await ask(address, { path, body: { inputs }, ...(user && { user }) })
      if (status !== 200) throw new SlipwayError('CHECK_FAILED', `${address}${path} ${refusal(status, body)}`)
      return body as Answered
    },
  }
}

async function firstModel(address: string): Promise<string> {
  const { status, body } = await ask(address, { path: '/models' })
  const name = (body as { models?: { name?: unknown }[] } | null)?.models?.[0]?.name
  if (status === 200 && typeof name === 'string') return name
  throw new SlipwayError('CHECK_FAILED', `${address}/models does not list models; name one with --model.`)
}
