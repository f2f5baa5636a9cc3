import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Problem } from '../../errors.ts'
import type { UnseenPolicy } from '../../service/contract.ts'
import type { ServeContext } from '../context.ts'
import { badRequest } from '../errors/problem.ts'
import { smallBytes } from '../input/body-budget.ts'
import { type Inputs, PiecesOfInputs } from '../input/inputs.ts'
import { parseAnyKey } from '../input/json.ts'
import { checkPredictBody, type PredictBody, type PredictLimits, readPredictBody } from '../input/predict-body.ts'
import type { HeldBytes } from '../input/read-body.ts'
import { mostProblems } from '../input/schema.ts'
import type { VersionInUse } from '../models/live-model.ts'
import { mount, type Result } from '../mount.ts'
import { inSlices, withPauses } from '../slices.ts'
import type { Work } from '../work.ts'
import { findModel } from './models.ts'

/** `{"inputs": […], "explain"?: true}` → a prediction for each, all from one version. */
export function predictRoute(app: FastifyInstance, context: ServeContext): void {
  const { models, service } = context
  const permissions = service.access?.permissions ?? []
  mount(app, context, {
    method: 'POST',
    path: '/models/{model}/predict',
    permit: { permission: (request) => permissions.find((name) => name === modelName(request)) },
    // A column may be named `__proto__`: inputs are looked at by their own keys only.
    parse: parseAnyKey,
    answer: (request, work) => {
      const { name, inUse } = findModel(models, request.params)
      const batch = { name, inUse, work, unseenValues: service.unseenValues }
      const { held, body } = request
      if (held !== undefined && held.bytes.length > smallBytes) return answerLarge(batch, held, service.limits)
      const read = checkPredictBody(body, service.limits)
      return read.inputs.partEnd(0) === read.inputs.length ? answerAtOnce(batch, read) : answerInSlices(batch, read)
    },
  })
}

interface Batch {
  readonly name: string
  readonly inUse: VersionInUse
  readonly work: Work
  readonly unseenValues: UnseenPolicy
}

function modelName(request: FastifyRequest): string {
  return (request.params as { readonly model: string }).model
}

/** What is so short that nobody has to wait for it. */
function answerAtOnce(batch: Batch, { inputs, explain }: PredictBody): string {
  const all = inputs.part(0, inputs.length)
  throwIfAny(problemsOf(batch, all, 0, []))
  const warnings: Problem[] = []
  addWarnings(batch, all, 0, warnings)
  return `${headOf(batch)}${predictionsOf(batch.inUse, all, explain)}${tailOf(warnings)}`
}

async function answerLarge(batch: Batch, held: HeldBytes, limits: PredictLimits): Promise<Result> {
  const read = await withPauses(readPredictBody(held.bytes, limits), batch.work)
  if (read.inputs instanceof PiecesOfInputs) held.made = read.inputs
  return answerInSlices(batch, read)
}

/** Every input is checked before the first is answered: an answer that has begun cannot become an error. */
async function answerInSlices(batch: Batch, { inputs, explain }: PredictBody): Promise<Result> {
  const { inUse, work } = batch
  const options = { work, partEnd: (from: number) => inputs.partEnd(from) }
  await checkInputs(batch, inputs, options)
  const warnings: Problem[] = []
  return {
    fill: async (write) => {
      write(headOf(batch))
      await inSlices(
        inputs.length,
        (from, to) => {
          const part = inputs.part(from, to)
          addWarnings(batch, part, from, warnings)
          return write(`${from === 0 ? '' : ','}${predictionsOf(inUse, part, explain)}`)
        },
        options,
      )
      write(tailOf(warnings))
    },
  }
}

function headOf({ name, inUse }: Batch): string {
  const head = JSON.stringify({ model: name, version: inUse.version, model_date: inUse.manifest.created })
  return `${head.slice(0, -1)},"predictions":[`
}

/** Warnings stand behind the predictions: those of a large batch are known last. */
function tailOf(warnings: readonly Problem[]): string {
  return warnings.length === 0 ? ']}' : `],"warnings":${JSON.stringify(warnings.slice(0, mostProblems))}}`
}

async function checkInputs(batch: Batch, inputs: Inputs, options: Parameters<typeof inSlices>[2]): Promise<void> {
  const problems: Problem[] = []
  await inSlices(
    inputs.length,
    (from, to) => {
      const part = inputs.part(from, to)
      problemsOf(batch, part, from, problems)
      if (problems.length === 0) inputs.keep?.(from, to, part)
      // Nobody reads on, and what is left is not looked at.
      if (problems.length >= mostProblems) throwIfAny(problems)
    },
    options,
  )
  throwIfAny(problems)
}

function problemsOf(
  { inUse: { predictor }, unseenValues }: Batch,
  inputs: readonly unknown[],
  from: number,
  problems: Problem[],
): Problem[] {
  for (let i = 0; i < inputs.length && problems.length < mostProblems; i++) {
    const path = `/inputs/${from + i}`
    const wrong = predictor.checkInput(inputs[i], path)
    problems.push(...wrong)
    if (unseenValues === 'refuse' && wrong.length === 0)
      problems.push(...(predictor.findUnseen?.(inputs[i], path) ?? []))
  }
  return problems
}

/** Values that the model never saw, of inputs that are right. */
function addWarnings(
  { inUse: { predictor }, unseenValues }: Batch,
  inputs: readonly unknown[],
  from: number,
  warnings: Problem[],
): void {
  if (unseenValues !== 'warn' || predictor.findUnseen === undefined) return
  for (let i = 0; i < inputs.length && warnings.length < mostProblems; i++) {
    warnings.push(...predictor.findUnseen(inputs[i], `/${from + i}`))
  }
}

function throwIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw badRequest(problems.slice(0, mostProblems))
}

/** Predictions as JSON, commas between them. */
function predictionsOf(inUse: VersionInUse, inputs: readonly unknown[], explain: boolean): string {
  if (!explain) return JSON.stringify(inUse.predictMany(inputs)).slice(1, -1)
  return inputs
    .map((input) => JSON.stringify({ ...(inUse.predict(input) as object), ...inUse.predictor.explain(input) }))
    .join(',')
}
