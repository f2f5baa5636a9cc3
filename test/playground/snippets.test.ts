import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import { type TestContext, test } from 'node:test'
import { snippets } from '../../src/playground/browser/snippets.ts'
import { finished } from '../support/cli.ts'

const inputs = ['it\'s "fine" $HOME `id` \\ \n ü', { brand: null, new: true, price: -1.5, 'odd "name"': 'x' }]

/** A server that gives back what it was sent, as a model would answer. */
async function echo(t: TestContext): Promise<{ url: string; bodies: unknown[] }> {
  const bodies: unknown[] = []
  const server = createServer(async (request, response) => {
    const chunks = await Array.fromAsync(request)
    bodies.push(JSON.parse(Buffer.concat(chunks).toString()))
    response.setHeader('content-type', 'application/json').end('{"predictions":[{"label":"a"}]}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/models/v1/predict`, bodies }
}

const tools = {
  curl: ['bash', '-c'],
  JavaScript: [process.execPath, '--input-type=module', '-e'],
} as const

for (const [tool, [command, ...args]] of Object.entries(tools)) {
  const missing = spawnSync(tool === 'curl' ? 'curl' : command, ['--version']).error !== undefined
  test(`the request as ${tool} sends what the page sends, whatever is in it`, {
    skip: missing && `no ${tool} here`,
  }, async (t) => {
    const { spawn } = await import('node:child_process')
    const { url, bodies } = await echo(t)
    for (const input of inputs) {
      const done = await finished(spawn(command, [...args, snippets[tool]!({ url, input })]))
      assert.equal(done.code, 0, done.stderr)
    }
    assert.deepEqual(
      bodies,
      inputs.map((input) => ({ inputs: [input] })),
    )
  })
}

test('the request as Python is Python, whatever is in it', { skip: pythonMissing() }, () => {
  for (const input of inputs) {
    const code = snippets.Python!({ url: 'http://localhost/models/v1/predict', input, username: 'alice' })
    const parse = 'import ast, json, sys\ntree = ast.parse(sys.stdin.read())\n'
    const body = 'call = tree.body[1].value\nprint(json.dumps(ast.literal_eval(call.keywords[0].value)))'
    const { stdout, stderr } = spawnSync('python3', ['-c', parse + body], { input: code, encoding: 'utf8' })
    assert.deepEqual(JSON.parse(stdout || stderr), { inputs: [input] })
  }
})

function pythonMissing(): string | false {
  return spawnSync('python3', ['--version']).error ? 'no python3 here' : false
}
