import type { Columns } from '../data/contract.ts'
import type { Problem } from '../errors.ts'
import type { Json } from '../learn/contract.ts'
import { columnsOf } from './check-model.ts'
import { type Feature, type FeatureType, findFeatures } from './features.ts'
import type { InputColumn } from './table-input.ts'

type Features = readonly string[] | { readonly [name: string]: FeatureType }

/** What every model that reads rows of a table is declared with. */
interface TableOptions {
  readonly data: unknown
  readonly features: Features
  readonly inputs?: readonly string[]
  readonly derive?: object
}

/** What is wrong with the columns of a table model, found from options that are right by themselves. */
export function tableProblems({
  data,
  features,
  inputs = [],
  derive = {},
}: {
  readonly [name: string]: unknown
}): Problem[] {
  if (data === undefined || features === undefined) return []
  const columns = columnsOf(data) as Columns
  return [
    ...findFeatures(columns, features as Features).problems,
    ...findInputs(columns, inputs as readonly string[]).problems,
    ...Object.keys(derive as object).flatMap((name) =>
      Object.hasOwn(columns, name)
        ? [{ path: `/derive/${name}`, message: 'the source has a column of that name' }]
        : [],
    ),
  ]
}

/** The features of a table model and the columns of its input, and what of them a version keeps. */
export function tableSource({ data, features: given, inputs: extra = [], derive }: TableOptions): {
  readonly features: readonly Feature[]
  readonly inputs: readonly InputColumn[]
  readonly kept: { readonly [name: string]: Json }
} {
  const columns = columnsOf(data) as Columns
  const { features } = findFeatures(columns, given)
  const inputs = [...features, ...findInputs(columns, extra).features].map(({ treatedAs: _, ...column }) => column)
  const kept = {
    features,
    ...(extra.length > 0 && { inputs }),
    ...(derive && { derive: Object.entries(derive).map(([name, of]) => [name, String(of)]) }),
  } as unknown as { readonly [name: string]: Json }
  return { features, inputs, kept }
}

/** Columns that are read and not learned from; their problems are those of `inputs`. */
function findInputs(columns: Columns, names: readonly string[]): ReturnType<typeof findFeatures> {
  if (names.length === 0) return { features: [], problems: [] }
  const { features, problems } = findFeatures(columns, names)
  return {
    features,
    problems: problems.map(({ path, message }) => ({ path: path.replace('/features/', '/inputs/'), message })),
  }
}
