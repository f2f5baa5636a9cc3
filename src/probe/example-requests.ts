/** A request that a service's OpenAPI document shows how to make. */
export interface ExampleRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly body?: unknown
}

interface Operation {
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly example: unknown
  readonly schema: Schema
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly example?: unknown
}

interface Schema {
  readonly required?: readonly string[]
  readonly properties?: { readonly [name: string]: { readonly type?: unknown; readonly enum?: unknown } }
}

/**
 * The requests to a route, or to the first that has examples, made of what the document shows: its examples, and the
 * example texts of the models where a route wants one text. Empty where it does not show enough.
 */
export function exampleRequests(document: unknown, path?: string): ExampleRequest[] {
  const operations = operationsOf(document)
  const texts = operations
    .flatMap(({ example }) => inputsOf(example) ?? [])
    .filter((input): input is string => typeof input === 'string')
  for (const operation of operations) {
    if (path !== undefined && operation.path !== path) continue
    const requests = requestsTo(operation, texts)
    if (requests.length > 0) return requests
  }
  return []
}

/** The method of a route when it has but one that is not GET: it then needs a body. */
export function methodOf(document: unknown, path: string): string | undefined {
  const methods = operationsOf(document).flatMap((operation) => (operation.path === path ? [operation.method] : []))
  return methods.includes('GET') ? 'GET' : methods[0]
}

function requestsTo(
  { method, path, parameters, example, schema }: Operation,
  texts: readonly string[],
): ExampleRequest[] {
  if (parameters.some(({ in: place }) => place === 'path')) return []
  if (example !== undefined)
    return (inputsOf(example)?.map((input) => ({ inputs: [input] })) ?? [example]).map((body) => ({
      method,
      path,
      body,
    }))

  const [wanted, ...others] = schema.required ?? []
  if (wanted !== undefined) {
    const { type, enum: values } = schema.properties?.[wanted] ?? {}
    if (others.length > 0 || type !== 'string' || values !== undefined) return []
    return texts.map((text) => ({ method, path, body: { [wanted]: text } }))
  }
  const queries = parameters.filter(({ in: place, required }) => place === 'query' && required)
  if (queries.length === 0 || queries.some((query) => query.example === undefined)) return []
  const sentence = queries.length === 1 && texts.includes(queries[0]?.example as string) ? queries[0] : undefined
  const values = sentence
    ? texts.map((text) => ({ [sentence.name]: text }))
    : [Object.fromEntries(queries.map((query) => [query.name, String(query.example)]))]
  return values.map((query) => ({ method, path: `${path}?${new URLSearchParams(query)}` }))
}

function inputsOf(example: unknown): readonly unknown[] | undefined {
  const { inputs } = (example ?? {}) as { inputs?: unknown }
  return Array.isArray(inputs) ? inputs : undefined
}

function operationsOf(document: unknown): Operation[] {
  const paths = objectOf(objectOf(document).paths)
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(objectOf(methods)).map(([method, operation]) => {
      const { parameters, requestBody } = objectOf(operation)
      const { example, schema } = objectOf(objectOf(objectOf(requestBody).content)['application/json'])
      return {
        method: method.toUpperCase(),
        path,
        parameters: Array.isArray(parameters) ? parameters : [],
        example,
        schema: objectOf(schema),
      }
    }),
  )
}

function objectOf(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null ? (value as { [name: string]: unknown }) : {}
}
