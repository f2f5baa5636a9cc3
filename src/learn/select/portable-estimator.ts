import type { Step } from '../estimator/estimator.ts'
import * as estimators from '../estimators.ts'

/** An estimator as data that crosses between threads: its name and what its constructor takes. */
export interface PortableEstimator {
  readonly estimator: string
  readonly parameters: readonly Portable[]
}

/** A parameter: an estimator, a list that may hold some, or plain data. */
type Portable =
  | { readonly inner: PortableEstimator }
  | { readonly list: readonly Portable[] }
  | { readonly plain: unknown }

type EstimatorClass = new (...parameters: never[]) => Step

const classes = new Map<string, EstimatorClass>(
  Object.values(estimators).map((Class) => [Class.descriptor.name, Class] as const),
)

/** The estimator as data; undefined where it, or what it holds, is not one of ours or has a function in its options. */
export function toPortable(estimator: object): PortableEstimator | undefined {
  if (!isStep(estimator) || classes.get(estimator.kind) !== estimator.constructor) return undefined
  const parameters = packAll(estimator.parameters())
  return parameters && { estimator: estimator.kind, parameters }
}

/** Another estimator with the same options. */
export function fromPortable({ estimator, parameters }: PortableEstimator): object {
  const Class = classes.get(estimator)
  if (Class === undefined) throw new RangeError(`There is no estimator ${estimator}.`)
  return new Class(...(parameters.map(unpack) as never[]))
}

function isStep(estimator: object): estimator is Step {
  return 'kind' in estimator && 'parameters' in estimator
}

function packAll(values: readonly unknown[]): readonly Portable[] | undefined {
  const packed = values.map(pack)
  return packed.every((value) => value !== undefined) ? packed : undefined
}

function pack(value: unknown): Portable | undefined {
  if (isPlain(value)) return { plain: value }
  if (Array.isArray(value)) {
    const list = packAll(value)
    return list && { list }
  }
  const inner = typeof value === 'object' && value !== null ? toPortable(value) : undefined
  return inner && { inner }
}

function unpack(portable: Portable): unknown {
  if ('inner' in portable) return fromPortable(portable.inner)
  return 'list' in portable ? portable.list.map(unpack) : portable.plain
}

/** Whether a value is data throughout: no function, and no object of a class. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function'
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return false
  return Object.values(value).every(isPlain)
}
