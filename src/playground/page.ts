import { playgroundFiles } from './files.ts'

/** What the page says before its script runs, and all that it says where no script may. */
export interface PageFacts {
  readonly title: string
  readonly description: string
  /** Of the service, and the version of its code. */
  readonly name: string
  readonly version: string
}

/** Scripts, styles and requests stay on this host; no script stands in the page. */
export const playgroundPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

/** The playground as HTML. Its addresses are relative, so that they are right behind a path prefix. */
export function playgroundPage({ title, description, name, version }: PageFacts): string {
  const preloads = playgroundFiles
    .filter((file) => file.endsWith('.js') && file !== 'main.js')
    .map((file) => `<link rel="modulepreload" href="playground/${file}">`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="playground/style.css">
<script type="module" src="playground/main.js"></script>
${preloads.join('\n')}
</head>
<body>
<a class="skip" href="#playground">Skip to the playground</a>
<header class="top">
<div>
<h1>${escapeHtml(title)}</h1>
<p class="lead">${escapeHtml(description)}</p>
</div>
<nav aria-label="This service">
<a href="docs">API</a>
<a href="models">Models</a>
<a href="openapi.json">OpenAPI</a>
<span id="user"></span>
</nav>
</header>
<div id="notice" role="status" aria-live="polite"></div>
<main id="playground" tabindex="-1">
<noscript><p>This page needs JavaScript. <a href="docs">The documentation</a> and <a href="models">the list of models</a> describe the API.</p></noscript>
<p class="loading">Loading the service …</p>
</main>
<footer>${escapeHtml(name)} ${escapeHtml(version)}</footer>
</body>
</html>
`
}

const entities: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character]!)
}
