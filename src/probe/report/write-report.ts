import { writeFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { SlipwayError } from '../../errors.ts'
import type { Document } from './document.ts'
import { toHtml } from './html.ts'
import { toMarkdown } from './markdown.ts'

const endings = ['.json', '.md', '.html', '.pdf']

/** Before there is a report: whether its files can be of the kind that their names say. @throws USAGE, with all that cannot */
export function checkReportNames(files: readonly string[]): void {
  const wrong = files.filter((file) => !endings.includes(extname(file)))
  if (wrong.length === 0) return
  throw new SlipwayError(
    'USAGE',
    wrong.map((file) => `--out: expected a file that ends in ${endings.join(', ')}; got "${file}".`).join('\n'),
  )
}

/** Writes a report in the form that the file's name asks for; gives all files written: pictures stand beside Markdown. @throws WRITE_FAILED */
export async function writeReport(file: string, document: Document, data: unknown): Promise<string[]> {
  const form = extname(file)
  if (form === '.json') return await write({ [file]: `${JSON.stringify(data, null, 2)}\n` })
  if (form === '.html') return await write({ [file]: toHtml(document) })
  if (form === '.pdf') return await write({ [file]: await (await import('./pdf.ts')).toPdf(document) })

  const stem = file.slice(0, -form.length)
  const nameOf = (number: number) => `${stem}${number === 0 ? '' : `-${number + 1}`}.svg`
  const pictures = document.blocks.flatMap((block) => ('picture' in block ? [block.picture] : []))
  return await write({
    [file]: toMarkdown(document, (number) => basename(nameOf(number))),
    ...Object.fromEntries(pictures.map((picture, number) => [nameOf(number), `${picture}\n`])),
  })
}

async function write(files: { readonly [file: string]: string | Buffer }): Promise<string[]> {
  for (const [file, content] of Object.entries(files)) {
    try {
      await writeFile(file, content)
    } catch (cause) {
      throw new SlipwayError('WRITE_FAILED', `${file} could not be written: ${(cause as Error).message}.`, { cause })
    }
  }
  return Object.keys(files)
}
