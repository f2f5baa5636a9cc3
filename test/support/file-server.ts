import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/** Serves the files of a folder with ETags, as any static server does; gives its address. @param port 0: a free one */
export async function serveFolder(t: TestContext, folder: string, port = 0): Promise<string> {
  const server = createServer((request, response) => {
    const path = join(folder, decodeURIComponent(new URL(request.url!, 'http://localhost').pathname))
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat?.isFile()) return response.writeHead(404).end('no such file')
    const etag = `"${stat.ino}-${stat.mtimeMs}-${stat.size}"`
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end()
    response.writeHead(200, { etag }).end(readFileSync(path))
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  t.after(() => server.close().closeAllConnections())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
