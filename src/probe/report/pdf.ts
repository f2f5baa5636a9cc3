import { createRequire } from 'node:module'
import { dirname, sep } from 'node:path'
import type { Content, TableCell } from 'pdfmake'
import { type Block, type Document, isNumeric, spans } from './document.ts'

/** An A4 page or more. pdfmake and its fonts are loaded for this and nothing else. */
export async function toPdf(document: Document): Promise<Buffer> {
  const { default: pdfmake } = await import('pdfmake')
  const require = createRequire(import.meta.url)
  const fonts = require('pdfmake/fonts/Roboto.js')
  const folder = dirname(require.resolve('pdfmake/fonts/Roboto.js'))
  pdfmake.setFonts(fonts)
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(folder + sep))
  pdfmake.setUrlAccessPolicy(() => false)
  const pdf = pdfmake.createPdf({
    info: { title: document.title },
    pageSize: 'A4',
    pageMargins: [margin, 48, margin, 56],
    content: [{ text: document.title, style: 'title' }, ...toContents(document.blocks)],
    // No heading alone at the foot of a page.
    pageBreakBefore: ({ headlineLevel }, { getFollowingNodesOnPage }) =>
      headlineLevel === 1 && getFollowingNodesOnPage().length === 0,
    footer: (page, pages) => ({ text: `${page} / ${pages}`, alignment: 'center', color: '#57606a', fontSize: 9 }),
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.25 },
    styles: {
      title: { fontSize: 20, bold: true, margin: [0, 0, 0, 10] },
      heading: { fontSize: 13, bold: true, margin: [0, 12, 0, 4] },
    },
  })
  return await pdf.getBuffer()
}

const margin = 48
const a4Width = 595.28
const below: [number, number, number, number] = [0, 0, 0, 8]

/** A heading and the picture after it stay on one page. */
function toContents(blocks: readonly Block[]): Content[] {
  return blocks.flatMap((block, j) => {
    const [before, after] = [blocks[j - 1], blocks[j + 1]]
    if ('picture' in block && before && 'heading' in before) return []
    if ('heading' in block && after && 'picture' in after)
      return [{ stack: [toContent(block), toContent(after)], unbreakable: true }]
    return [toContent(block)]
  })
}

function toContent(block: Block): Content {
  if ('heading' in block) return { text: block.heading, style: 'heading', headlineLevel: 1 }
  if ('text' in block) return { text: inline(block.text), margin: below }
  if ('list' in block) return { ul: block.list.map((item) => ({ text: inline(item) })), margin: below }
  if ('picture' in block) return { svg: block.picture, width: a4Width - 2 * margin - 48, margin: below }
  if ('code' in block)
    return { text: block.code, preserveLeadingSpaces: true, background: '#eaeef2', fontSize: 9, margin: below }

  const { table } = block
  const cells = (row: readonly string[], bold: boolean): TableCell[] =>
    row.map((cell, j) => ({ text: inline(cell), bold, alignment: isNumeric(table, j) ? 'right' : 'left' }))
  return {
    table: { headerRows: 1, body: [cells(table.header, true), ...table.rows.map((row) => cells(row, false))] },
    layout: 'lightHorizontalLines',
    margin: below,
  }
}

function inline(text: string): Content[] {
  return spans(text).map(({ text, code }) => (code ? { text, background: '#eaeef2' } : { text }))
}
