import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineCommand } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands/index.ts'
import { helpOf } from '../../src/cli/help.ts'
import { parseCommandLine } from '../../src/cli/parse.ts'
import { suggest } from '../../src/learn/suggest.ts'
import { slipway } from '../support/cli.ts'

const command = defineCommand({
  name: 'sail',
  positionals: [{ name: 'ship', help: 'which' }],
  options: {
    speed: { type: 'integer', value: 'KNOTS', help: 'how fast' },
    flag: { type: 'string', value: 'NAME', help: 'which flags', many: true },
    json: { type: 'boolean', help: 'as JSON' },
  },
  examples: ['slipway sail dinghy'],
  run: async () => undefined,
})

test('options are read with their types, wherever they stand', () => {
  const { words, values } = parseCommandLine(command, ['--flag', 'a', 'dinghy', '--speed=7', '--flag', 'b'])
  assert.deepEqual(words, ['dinghy'])
  assert.deepEqual(values, { speed: 7, flag: ['a', 'b'], json: false })
})

test('what follows two dashes is a word, whatever it looks like', () => {
  assert.deepEqual(parseCommandLine(command, ['--', '--speed']).words, ['--speed'])
})

test('all that is wrong with a command line is said at once, with what was probably meant', () => {
  assert.throws(() => parseCommandLine(command, ['--sped', '7', '--speed', 'fast', '--json=yes', '--flag', '--json']), {
    code: 'USAGE',
    message: [
      'slipway sail:',
      '  unknown option --sped. Did you mean "--speed"?',
      '  --speed: expected a whole number, got "fast".',
      '  --json takes no value, got "yes".',
      '  --flag needs a value: --flag NAME.',
      '"slipway sail --help" shows its use.',
    ].join('\n'),
  })
  assert.throws(() => parseCommandLine(command, []), {
    message: 'slipway sail: <ship> must be given.\n"slipway sail --help" shows its use.',
  })
  assert.throws(() => parseCommandLine(command, ['a', 'b']), {
    message:
      'slipway sail: "b" is one word too many; quote words that belong together.\n"slipway sail --help" shows its use.',
  })
  assert.throws(() => parseCommandLine(command, ['a', '--speed', '1', '--speed', '2']), {
    message: 'slipway sail: --speed is given twice.\n"slipway sail --help" shows its use.',
  })
})

test('an option that the object prototype has is unknown like any other', () => {
  assert.throws(() => parseCommandLine(command, ['a', '--constructor', 'x']), /unknown option --constructor/)
})

test('a word is taken for the name that is nearest, and for none where none is near', () => {
  assert.equal(suggest('trian', ['train', 'serve']), 'train')
  assert.equal(suggest('evalaute', ['evaluate', 'up']), 'evaluate')
  assert.equal(suggest('deploy', ['train', 'serve', 'up']), undefined)
})

test('every command has help with its arguments, options and examples', async () => {
  for (const { name, summary, load } of commands) {
    const { options, examples, positionals } = await load()
    const help = helpOf(await load(), summary)
    const expected = [
      `slipway ${name}: ${summary}`,
      ...positionals.map((word: { name: string }) => `<${word.name}>`),
      ...Object.keys(options).map((option) => `--${option}`),
      ...examples,
    ]
    for (const text of expected) assert.ok(help.includes(text), `${name}: ${text}`)
  }
})

test('--help wins over everything else on the line, and exits with 0', async () => {
  const { code, stdout, stderr } = await slipway(['models', 'nowhere', '--unknown', '--help'])
  assert.deepEqual({ code, stderr }, { code: 0, stderr: '' })
  assert.match(stdout, /^slipway models: .*\n\nUsage\n {2}slipway models <service> /)
})

test('without a command the list of commands is shown', async () => {
  const { code, stdout } = await slipway([])
  assert.equal(code, 0)
  for (const { name, summary } of commands) assert.ok(stdout.includes(`${name}`) && stdout.includes(summary), name)
})

test('an unknown command is answered with the one that was probably meant, on stderr, with exit code 2', async () => {
  const { code, stdout, stderr } = await slipway(['trian', 'park-sentiment'])
  assert.deepEqual(
    { code, stdout, stderr },
    {
      code: 2,
      stdout: '',
      stderr: 'slipway: unknown command "trian". Did you mean "train"? "slipway --help" lists the commands.\n',
    },
  )
})

test('a service that is not there is answered with the names that are', async () => {
  const { code, stderr } = await slipway(['train', 'park-sentimnet'])
  assert.equal(code, 2)
  assert.match(
    stderr,
    /^park-sentimnet: no such service: .* Did you mean "park-sentiment"\? Under services\/: .*park-sentiment/,
  )
})

test('a reader that closes the pipe early is no failure', async () => {
  const { execFile } = await import('node:child_process')
  const { root } = await import('../support/imports.ts')
  const line = `"${process.execPath}" --conditions=slipway-source src/cli/main.ts --help | head -1; exit \${PIPESTATUS[0]}`
  const { code, stdout, stderr } = await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) =>
    execFile('bash', ['-c', line], { cwd: root }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    ),
  )
  assert.deepEqual({ code, stderr, lines: stdout.split('\n').length - 1 }, { code: 0, stderr: '', lines: 1 })
})
