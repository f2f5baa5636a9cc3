import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Problem, SlipwayError } from '../../errors.ts'
import type { ServeContext } from '../context.ts'
import { badRequest } from '../errors/problem.ts'
import { parseAnyKey } from '../input/body-parser.ts'
import { show } from '../input/schema.ts'
import type { VersionInUse } from '../models/live-model.ts'
import { mount } from '../mount.ts'
import { inSlices } from '../slices.ts'
import { findModel } from './models.ts'

/** Problems told in one answer; a batch of thousands can have as many. */
const mostProblems = 100

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
    answer: async (request) => {
      const { name, inUse } = findModel(models, request.params)
      const { inputs, explain } = readBody(request.body)
      await checkInputs(inUse, inputs)
      const predictions = await (explain ? explained(inUse, inputs) : predicted(inUse, inputs))
      const head = JSON.stringify({ model: name, version: inUse.version, model_date: inUse.manifest.created })
      return `${head.slice(0, -1)},"predictions":[${predictions.join(',')}]}`
    },
  })
}

function modelName(request: FastifyRequest): string {
  return (request.params as { readonly model: string }).model
}

function readBody(body: unknown): { readonly inputs: readonly unknown[]; readonly explain: boolean } {
  if (body === undefined) throw new SlipwayError('BAD_REQUEST', 'The body is empty; expected {"inputs": […]}.')
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest([{ path: '', message: `expected an object with "inputs", got ${show(body)}.` }])
  }
  const { inputs, explain = false, ...others } = body as Record<string, unknown>
  const problems: Problem[] = Object.keys(others)
    .slice(0, mostProblems)
    .map((name) => ({
      path: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      message: 'is not known here; "inputs" and "explain" are.',
    }))
  if (!Array.isArray(inputs))
    problems.push({
      path: '/inputs',
      message: inputs === undefined ? 'is missing.' : `expected a list, got ${show(inputs)}.`,
    })
  else if (inputs.length === 0) problems.push({ path: '/inputs', message: 'is empty; expected at least one input.' })
  if (typeof explain !== 'boolean')
    problems.push({ path: '/explain', message: `expected true or false, got ${show(explain)}.` })
  if (problems.length > 0) throw badRequest(problems)
  return { inputs: inputs as unknown[], explain: explain as boolean }
}

async function checkInputs({ predictor }: VersionInUse, inputs: readonly unknown[]): Promise<void> {
  const problems: Problem[] = []
  await inSlices(inputs.length, (from, to) => {
    for (let i = from; i < to && problems.length < mostProblems; i++) {
      problems.push(...predictor.checkInput(inputs[i], `/inputs/${i}`))
    }
  })
  if (problems.length > 0) throw badRequest(problems)
}

/** The predictions as pieces of JSON, a slice each. */
async function predicted(inUse: VersionInUse, inputs: readonly unknown[]): Promise<string[]> {
  const pieces: string[] = []
  await inSlices(inputs.length, (from, to) => {
    const slice = to - from === inputs.length ? inputs : inputs.slice(from, to)
    pieces.push(JSON.stringify(inUse.predictMany(slice)).slice(1, -1))
  })
  return pieces
}

async function explained(inUse: VersionInUse, inputs: readonly unknown[]): Promise<string[]> {
  const pieces: string[] = []
  await inSlices(inputs.length, (from, to) => {
    for (let i = from; i < to; i++) {
      const prediction = inUse.predict(inputs[i]) as object
      pieces.push(JSON.stringify({ ...prediction, ...inUse.predictor.explain(inputs[i]) }))
    }
  })
  return pieces
}
