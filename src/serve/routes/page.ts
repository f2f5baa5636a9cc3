import type { Result } from '../mount.ts'

/** Nothing but what the page itself brings: no script, nothing from another host. */
const strict =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'self'; frame-ancestors 'self'"

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem }
  h1 { line-height: 1.2 }
  pre, code { font: 0.9em/1.4 ui-monospace, monospace }
  pre { overflow-x: auto; padding: 0.75rem; border: 1px solid #8886; border-radius: 0.4rem }
  table { border-collapse: collapse; display: block; overflow-x: auto }
  th, td { padding: 0.25rem 0.75rem; border-bottom: 1px solid #8886; text-align: left; font-variant-numeric: tabular-nums }
  img { max-width: 100%; height: auto }
  p:has(> img:only-child) { display: inline-block; margin: 0 1rem 1rem 0; max-width: 100%; vertical-align: top }
`

/** A small page of its own. @param body HTML, everything from outside in it escaped */
export function page(title: string, body: string, head = ''): Result {
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
${head}<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`
  return { body: html, headers: { 'content-security-policy': strict, 'x-content-type-options': 'nosniff' } }
}

export const htmlType = 'text/html; charset=utf-8'

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character]!)
}
