import { type Problem, SlipwayError } from '../../errors.ts'
import { described, pointerPart } from '../../values.ts'
import { badRequest } from '../errors/problem.ts'
import { type Fields, findInputs, tooManyInputs } from './find-inputs.ts'
import { type Inputs, ListedInputs, PiecesOfInputs } from './inputs.ts'
import { mostProblems } from './schema.ts'

/** What `POST /models/{model}/predict` is sent. */
export interface PredictBody {
  readonly inputs: Inputs
  readonly explain: boolean
}

export interface PredictLimits {
  readonly inputs: number
  readonly explained: number
}

/** A body that was parsed whole. @throws BAD_REQUEST with every problem, PAYLOAD_TOO_LARGE for too many inputs */
export function checkPredictBody(body: unknown, limits: PredictLimits): PredictBody {
  if (body === undefined) throw new SlipwayError('BAD_REQUEST', 'The body is empty; expected {"inputs": […]}.')
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest([{ path: '', message: `expected an object with "inputs", got ${described(body)}.` }])
  }
  const { inputs, explain = false, ...others } = body as Record<string, unknown>
  return checkFields({ inputs, explain, others: Object.keys(others) }, limits)
}

/**
 * A large body, whose inputs stay bytes until they are asked for; yields now and then.
 * @throws BAD_REQUEST with every problem, PAYLOAD_TOO_LARGE for too many inputs
 */
export function* readPredictBody(bytes: Buffer, limits: PredictLimits): Generator<void, PredictBody> {
  return checkFields(yield* findInputs(bytes, limits.inputs), limits)
}

function checkFields({ inputs, explain, others }: Fields, limits: PredictLimits): PredictBody {
  const problems: Problem[] = others.slice(0, mostProblems).map((name) => ({
    path: `/${pointerPart(name)}`,
    message: 'is not known here; "inputs" and "explain" are.',
  }))
  const list = Array.isArray(inputs) ? new ListedInputs(inputs) : inputs instanceof PiecesOfInputs ? inputs : undefined
  if (list === undefined)
    problems.push({
      path: '/inputs',
      message: inputs === undefined ? 'is missing.' : `expected a list, got ${described(inputs)}.`,
    })
  else if (list.length === 0) problems.push({ path: '/inputs', message: 'is empty; expected at least one input.' })
  if (typeof explain !== 'boolean')
    problems.push({ path: '/explain', message: `expected true or false, got ${described(explain)}.` })
  if (problems.length > 0 || list === undefined) throw badRequest(problems)
  checkCount(list.length, explain === true, limits)
  return { inputs: list, explain: explain === true }
}

function checkCount(count: number, explain: boolean, limits: PredictLimits): void {
  if (count > limits.inputs) throw tooManyInputs(limits.inputs)
  if (!explain || count <= limits.explained) return
  const most = limits.explained.toLocaleString('en-US')
  const message = `The request has ${count.toLocaleString('en-US')} inputs to explain, the limit is ${most}; send them in parts.`
  throw new SlipwayError('PAYLOAD_TOO_LARGE', message, { problems: [{ path: '/inputs', message }] })
}
