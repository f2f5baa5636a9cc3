/** Which methods each path answers: what `Allow` says where a request comes with another one. */
export class RouteTable {
  readonly #entries: { readonly pattern: RegExp; readonly methods: string[] }[] = []
  readonly #byPath = new Map<string, string[]>()

  /** @param path with parameters as `{name}` */
  add(path: string, methods: readonly string[]): void {
    let known = this.#byPath.get(path)
    if (known === undefined) {
      known = []
      this.#byPath.set(path, known)
      this.#entries.push({ pattern: toPattern(path), methods: known })
    }
    known.push(...methods)
  }

  /** The methods of the first route that matches, and OPTIONS; undefined where none does. */
  methods(path: string): readonly string[] | undefined {
    const matching = this.#entries.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)
    return matching.length === 0 ? undefined : [...new Set(matching), 'OPTIONS']
  }
}

function toPattern(path: string): RegExp {
  const parts = path.split(/\{[^/}]*\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[^/]+')}$`)
}
