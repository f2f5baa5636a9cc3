import { type Block, type Document, isNumeric, spans, type Table } from './document.ts'

/** One file that asks nothing of any other place. */
export function toHtml({ title, blocks }: Document): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${blocks.map(toElement).join('\n')}
</main>
</body>
</html>
`
}

function toElement(block: Block): string {
  if ('heading' in block) return `<h2>${escaped(block.heading)}</h2>`
  if ('text' in block) return `<p>${inline(block.text)}</p>`
  if ('list' in block) return `<ul>${block.list.map((item) => `<li>${inline(item)}</li>`).join('')}</ul>`
  if ('code' in block) return `<pre><code>${escaped(block.code)}</code></pre>`
  if ('picture' in block) return `<figure role="img" aria-label="${escaped(block.alt)}">${block.picture}</figure>`
  return toTable(block.table)
}

function toTable(table: Table): string {
  const right = table.header.map((_, j) => (isNumeric(table, j) ? ' class="number"' : ''))
  const row = (cells: readonly string[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell, j) => `<${tag}${right[j]}>${inline(cell)}</${tag}>`).join('')}</tr>`
  const body = table.rows.map((cells) => row(cells, 'td')).join('\n')
  return `<table><thead>${row(table.header, 'th')}</thead><tbody>\n${body}\n</tbody></table>`
}

function inline(text: string): string {
  return spans(text)
    .map(({ text, code }) => (code ? `<code>${escaped(text)}</code>` : escaped(text)))
    .join('')
}

/** Text as it may stand in an element or a quoted attribute. */
function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML, and so a picture, may not have them
  const plain = text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g, '\ufffd')
  return plain.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

const style = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 56rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; }
figure { margin: 1rem 0; overflow-x: auto; }
figure svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: 0.25rem 0.75rem; border-bottom: 1px solid #8c959f66; text-align: left; }
.number { text-align: right; }
pre { padding: 0.75rem; overflow-x: auto; background: #8c959f22; }
`
