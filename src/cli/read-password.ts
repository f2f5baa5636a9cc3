import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { SlipwayError } from '../errors.ts'

/** A new password: asked for twice on a terminal without showing it, else the first line of stdin. @throws USAGE */
export async function readPassword(username: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).split(/\r?\n/, 1)[0] ?? ''
  const password = await ask(`Password of ${username}: `)
  if (password !== (await ask('Again: '))) throw new SlipwayError('USAGE', 'The two passwords are not the same.')
  return password
}

function ask(question: string): Promise<string> {
  process.stderr.write(question)
  // readline echoes what is typed to its output, so this one shows nothing.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  return new Promise((resolve) => {
    lines.once('line', (line) => {
      lines.close()
      process.stderr.write('\n')
      resolve(line)
    })
    // In this mode Ctrl-C arrives as a key.
    lines.once('SIGINT', () => {
      process.stderr.write('\n')
      process.exit(130)
    })
  })
}
