import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import type { Json } from '../../learn/contract.ts'
import type { Plot } from './plots/plot.ts'
import { colors, config, darkColors } from './plots/theme.ts'

/** A plot as an SVG document without a script: named for screen readers, readable on light and on dark ground. */
export async function draw({ title, description, spec }: Plot): Promise<string> {
  const { spec: full } = compile({
    ...withoutInherited(spec),
    background: 'transparent',
    config,
  } as unknown as TopLevelSpec)
  const view = new View(parse(full), { renderer: 'none' })
  const svg = await view.toSVG()
  view.finalize()
  return withName(slim(svg.replaceAll(unseen, '')), title, description)
}

const unseen = '\u200b'

/**
 * The library looks values up in plain objects, where `constructor` and `__proto__` are found without being there: a
 * column, word or label of such a name gets a blank without width behind it while the picture is drawn.
 */
function withoutInherited<T extends Json>(value: T): T {
  if (typeof value === 'string') return (value in Object.prototype ? value + unseen : withoutControls(value)) as T
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(withoutInherited) as unknown as T
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutInherited(inner)])) as T
}

/** What the library writes for a program that would look into the picture, and nobody does. */
function slim(svg: string): string {
  return svg
    .replace(
      /^<svg [^>]*?(width="[^"]*") (height="[^"]*") (viewBox="[^"]*")>/,
      '<svg xmlns="http://www.w3.org/2000/svg" $1 $2 $3>',
    )
    .replaceAll(/<path class="(?:background|foreground)"[^>]*? d="(?:M0,0h0v0h0Z)?"[^>]*\/>/g, '')
    .replaceAll(/ (?:aria-[a-z]+|role|class|pointer-events|font-family)="[^"]*"/g, '')
    .replaceAll(/ (?:opacity|stroke-width)="1"/g, '')
    .replaceAll(/ (?:d|transform)="[^"]*"/g, (attribute) => attribute.replaceAll(/(\.\d\d)\d+/g, '$1'))
}

function withName(svg: string, title: string, description: string): string {
  const dark = Object.entries(darkColors).map(([name, color]) => {
    const light = colors[name as keyof typeof colors]
    return `[fill="${light}"]{fill:${color}}[stroke="${light}"]{stroke:${color}}`
  })
  const head = `<title>${escapeXml(title)}</title><desc>${escapeXml(description)}</desc><style>@media(prefers-color-scheme:dark){${dark.join('')}}</style>`
  return `${svg.replace(/^<svg /, `<svg role="img" font-family="${config.font}" aria-label="${escapeXml(title)}" `).replace('>', `>${head}`)}\n`
}

function escapeXml(text: string): string {
  return withoutControls(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** Characters that XML does not allow, in whatever data they came: a picture with one of them would not open. */
function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  return text.replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g, '\ufffd')
}
