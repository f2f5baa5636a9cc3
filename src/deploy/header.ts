import type { GeneratedFile } from './generated-file.ts'

/** What says that a file is made from `service.ts`. Whoever takes a file over by hand deletes that line. */
export const madeBy = 'Made by `slipway manifests` from service.ts; delete this line to take the file over by hand.'

/** The file with the line at its top, as a comment of its language. A script begins with how it is run; JSON says it inside. */
export function withHeader({ path, content }: GeneratedFile): GeneratedFile {
  if (isMade(content)) return { path, content }
  const line = `# ${madeBy}\n`
  if (!content.startsWith('#!')) return { path, content: line + content }
  const end = content.indexOf('\n') + 1
  return { path, content: content.slice(0, end) + line + content.slice(end) }
}

/** Whether a file on the disk is still ours to write. */
export function isMade(content: string): boolean {
  return content.includes(madeBy)
}
