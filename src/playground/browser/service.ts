/** What the page knows of the service: read from its own OpenAPI document and its list of models. */
export interface Service {
  readonly title: string
  readonly name: string
  /** Whether it has users. */
  readonly hasUsers: boolean
  readonly models: readonly Model[]
}

export interface Model {
  readonly name: string
  readonly kind: string
  readonly version: string
  readonly modelDate: string
  readonly labels: readonly string[]
  /** JSON Schema of one input. */
  readonly input: Schema
  /** Inputs to try. */
  readonly examples: readonly unknown[]
  /** Whether asking it needs a user. */
  readonly needsUser: boolean
  readonly data: {
    readonly name: string
    readonly rows: number
    readonly synthetic: boolean
    readonly sample?: boolean
  } | null
  readonly scores: Scores
  /** File names of the card's pictures. */
  readonly plots: readonly string[]
}

export interface Scores {
  readonly data?: { readonly name: string; readonly synthetic: boolean; readonly sample?: boolean }
  readonly rows?: number
  readonly accuracy?: number
  readonly majority_accuracy?: number
  readonly macro_f1?: number
  readonly roc_auc?: number | null
  readonly log_loss?: number
  readonly mean_absolute_error?: number | null
  readonly r2?: number | null
  readonly root_mean_squared_error?: number
  readonly baseline_root_mean_squared_error?: number
  readonly interval?: { readonly level: number; readonly coverage: number; readonly mean_width: number }
  readonly per_label?: readonly {
    readonly label: string
    readonly precision: number
    readonly recall: number
    readonly f1: number
    readonly support: number
  }[]
}

/** As much of JSON Schema as inputs of models use. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly title?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
}

interface Document {
  readonly info: { readonly title: string }
  readonly tags?: readonly { readonly name: string }[]
  readonly paths: {
    readonly [path: string]: { readonly post?: Operation } | undefined
  }
  readonly components?: { readonly securitySchemes?: object }
}

interface Operation {
  readonly security?: readonly object[]
  readonly requestBody?: {
    readonly content: { readonly [type: string]: { readonly example?: { readonly inputs?: readonly unknown[] } } }
  }
}

interface ListedModel extends Omit<Model, 'modelDate' | 'examples' | 'needsUser' | 'plots'> {
  readonly model_date: string
  readonly plots?: readonly string[]
}

/**
 * @param authorization of a signed-in user, who may see scores that others may not
 * @throws Error with a sentence where the service does not answer, or its models are still loading
 */
export async function readService(authorization?: string): Promise<Service> {
  const [document, { models }] = await Promise.all([
    readJson<Document>('openapi.json'),
    readJson<{ readonly models: readonly ListedModel[] }>('models', authorization),
  ])
  return {
    title: document.info.title,
    name: document.tags?.[0]?.name ?? document.info.title,
    hasUsers: document.components?.securitySchemes !== undefined,
    models: models.map(({ model_date, plots = [], ...model }) => {
      const operation = document.paths[`/models/${model.name}/predict`]?.post
      const content = operation?.requestBody?.content['application/json']
      return {
        ...model,
        modelDate: model_date,
        plots,
        examples: content?.example?.inputs ?? [],
        needsUser: (operation?.security ?? []).length > 0,
      }
    }),
  }
}

async function readJson<T>(path: string, authorization?: string): Promise<T> {
  const headers = { accept: 'application/json', ...(authorization !== undefined && { authorization }) }
  const answer = await fetch(path, { credentials: 'omit', headers })
  const body = (await answer.json()) as T & { readonly detail?: string }
  if (!answer.ok) throw new Error(body.detail ?? `The service answered ${answer.status} to ${path}.`)
  return body
}
