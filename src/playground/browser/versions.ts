/** `/readyz` counts against no limit. */
const everyMs = 5000

/**
 * Polls for new versions while the page is visible.
 * @param inUse the versions that the page shows, by model
 */
export function watchVersions(
  inUse: () => ReadonlyMap<string, string>,
  onChange: (models: readonly string[]) => void,
): void {
  const poll = async () => {
    if (document.hidden) return
    try {
      const answer = await fetch('readyz', { credentials: 'omit' })
      const { models = {} } = (await answer.json()) as { readonly models?: { readonly [model: string]: string | null } }
      const shown = inUse()
      const changed = [...shown.keys()].filter((name) => {
        const version = models[name]
        return version !== undefined && version !== null && version !== shown.get(name)
      })
      if (changed.length > 0) onChange(changed)
    } catch {
      // The server is away; the next prediction shows it.
    }
  }
  setInterval(() => void poll(), everyMs)
  document.addEventListener('visibilitychange', () => void poll())
}
