import { existsSync } from 'node:fs'
import type { TestContext } from 'node:test'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** A Chromium of this machine: what `CHROMIUM` names, or where Debian puts it. */
const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== undefined && existsSync(path),
)

/** Give it to tests that need a browser: they skip where there is none, and say so. */
export const withBrowser = executablePath
  ? {}
  : { skip: 'no Chromium here; install it, or set CHROMIUM to where it is' }

let launched: Promise<Browser> | undefined

/** A page of its own for a test, closed after it. What the page logs as an error fails the test. */
export async function openPage(t: TestContext, options: BrowserContextOptions = {}): Promise<Page> {
  // As root, Chromium has no sandbox to run in.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  launched ??= chromium.launch({ executablePath: executablePath!, args })
  const context = await (await launched).newContext(options)
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    // A refusal is an answer like any other; the browser logs it all the same.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(message.text())
  })
  t.after(async () => {
    await context.close()
    if (errors.length > 0) throw new Error(`the page logged errors:\n${errors.join('\n')}`)
  })
  return page
}

/** Ends the browser, when no test needs it any more. */
export async function closeBrowser(): Promise<void> {
  await (await launched)?.close()
}
