/** One word on the command line after `slipway <name>`, in its place. */
export interface Positional {
  readonly name: string
  readonly help: string
  /** @default true */
  readonly required?: boolean
  /** Takes all the words that are left. @default false */
  readonly many?: boolean
}

export interface Option {
  /** A number is not negative and may have decimals. */
  readonly type: 'string' | 'integer' | 'number' | 'boolean'
  /** One letter, for `-n 1000`. */
  readonly short?: string
  /** What stands for the value in the help, such as `NAME`; absent for a boolean. */
  readonly value?: string
  readonly help: string
  /** May be given several times. @default false */
  readonly many?: boolean
}

export type Options = { readonly [name: string]: Option }

type ValueOf<T extends Option['type']> = T extends 'boolean'
  ? boolean
  : T extends 'integer' | 'number'
    ? number
    : string

/** The options that were given, typed from their declarations; a boolean that was not given is false. */
export type Values<O extends Options> = {
  readonly [N in keyof O]: O[N]['many'] extends true
    ? readonly ValueOf<O[N]['type']>[]
    : [O[N]['type']] extends ['boolean']
      ? boolean
      : ValueOf<O[N]['type']> | undefined
}

/** What a command gives back: the same result for people and for programs. */
export interface Result {
  /** For people, on stdout. */
  readonly text: string
  /** What `--json` prints instead, as one JSON object. */
  readonly data: unknown
  /** False where the work was done and its answer is no: exit code 1. @default true */
  readonly ok?: boolean
}

export interface Command<O extends Options = Options> {
  readonly name: string
  readonly positionals: readonly Positional[]
  readonly options: O
  readonly examples: readonly string[]
  /** Does the work; nothing is printed after it where it gives nothing back. @throws SlipwayError */
  run(words: readonly string[], options: Values<O>): Promise<Result | undefined>
}

/** Declares a command: gives its argument back, its options typed. */
export function defineCommand<const O extends Options>(command: Command<O>): Command<O> {
  return command
}

/** Options that several commands share, said the same way everywhere. */
export const shared = {
  json: { type: 'boolean', help: 'print the result as one JSON object' },
  store: {
    type: 'string',
    value: 'URL',
    help: "where versions live (default: MODEL_STORE, else the service's .slipway)",
  },
  model: { type: 'string', value: 'NAME', help: 'the model (default: the first of the service)' },
} as const satisfies Options
