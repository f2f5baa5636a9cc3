import type { ArtifactDraft } from '../artifact/index.ts'

/**
 * A draft that no version of the same model shares its second with, so that the names of versions sort in the order in
 * which they were written: trained within the second of another one, it is dated the next second that is free. Its
 * documents say so too.
 * @param versions of the model, as they are in the store
 */
export function inFreeSecond(draft: ArtifactDraft, versions: readonly string[]): ArtifactDraft {
  const { created } = draft.manifest
  const taken = new Set(versions.map((version) => version.split('-')[0]))
  let free = created
  while (taken.has(free.replaceAll(/[-:]/g, ''))) free = nextSecond(free)
  if (free === created) return draft
  const dated = (content: string | Uint8Array) =>
    typeof content === 'string' ? content.replaceAll(created, free) : content
  const documents = Object.entries(draft.documents).map(([name, content]) => [name, dated(content)])
  return { ...draft, manifest: { ...draft.manifest, created: free }, documents: Object.fromEntries(documents) }
}

function nextSecond(time: string): string {
  return new Date(Date.parse(time) + 1000).toISOString().replace('.000Z', 'Z')
}
