import { SlipwayError } from '../../errors.ts'
import { didYouMean } from '../../learn/suggest.ts'
import { readService } from '../../service/index.ts'
import { openStore } from '../../store/index.ts'
import { checkModel } from '../check-model.ts'
import { defineCommand, type Result, shared } from '../command.ts'
import { findService } from '../find-service.ts'
import { storeOf } from '../open-store.ts'
import { parsePromote, promoteOption } from '../promotion.ts'
import { type Pushed, pushVersions } from '../push-versions.ts'
import { heldBackLines } from '../score-table.ts'
import { table } from '../table.ts'
import { findVersions, listVersions, onlyModel, type StoredVersion, type Version } from '../versions.ts'

export default defineCommand({
  name: 'models',
  positionals: [
    { name: 'service', help: 'a folder with a service.ts, or a name under services/' },
    {
      name: 'action',
      help: 'list (the default), use VERSION, rollback, tag VERSION NAME, or push STORE [VERSION]',
      required: false,
    },
    {
      name: 'version',
      help: 'a version or a tag; a tag selects every model that has it. push: STORE',
      required: false,
    },
    { name: 'tag', help: 'tag for the version. push: a version or a tag (default: current)', required: false },
  ],
  options: {
    model: { type: 'string', value: 'NAME', help: 'only this model (default: all)' },
    store: shared.store,
    promote: { ...promoteOption, help: `of push: ${promoteOption.help}` },
    json: shared.json,
  },
  examples: [
    'slipway models park-sentiment',
    'slipway models park-sentiment use 20261122T101500Z-1a2b3c4d',
    'slipway models park-sentiment rollback --model v1',
    'slipway models park-sentiment tag 20261122T101500Z-1a2b3c4d autumn',
    'slipway models park-sentiment push s3://models --promote better',
  ],
  async run([name = '', action = 'list', version, tag], options) {
    const service = await readService(findService(name))
    const store = storeOf(service, options.store)
    if (options.model !== undefined) checkModel(service, options.model)
    const models = options.model === undefined ? Object.keys(service.models) : [options.model]

    if (action === 'list') return list(await listVersions(store, models))
    if (action === 'rollback') {
      const model = onlyModel(service, options.model)
      return done('in use', [{ model, version: await store.rollback(model) }])
    }
    if (action === 'use' && version !== undefined) {
      const meant = await findVersions(store, models, version)
      for (const one of meant) await store.use(one.model, one.version)
      return done('in use', meant)
    }
    if (action === 'tag' && version !== undefined && tag !== undefined) {
      const meant = await findVersions(store, models, version)
      for (const one of meant) await store.tag(one.model, one.version, tag)
      return done(`tagged ${tag}`, meant)
    }
    if (action === 'push' && version !== undefined) {
      const other = openStore(version, service.name)
      const request = { models, version: tag, promote: parsePromote(options.promote) }
      return pushedResult(service.name, other.url, await pushVersions(service, store, other, request))
    }
    const hint = didYouMean(action, ['list', 'use', 'rollback', 'tag', 'push'])
    const got = [action, version, tag].filter((word) => word !== undefined).join(' ')
    const expected = 'expected list, use VERSION, rollback, tag VERSION NAME, or push STORE [VERSION]'
    throw new SlipwayError('USAGE', `slipway models: ${expected}; got "${got}".${hint}`)
  },
})

function list(versions: readonly StoredVersion[]): Result {
  const rows = versions.map(({ model, version, current, tags }) => [
    model,
    version,
    current ? 'in use' : '',
    tags.join(', '),
  ])
  const text = rows.length === 0 ? 'no versions yet' : table(['model', 'version', '', 'tags'], rows)
  return { text, data: { versions } }
}

function done(what: string, versions: readonly Version[]): Result {
  const plain = versions.map(({ model, version }) => ({ model, version }))
  return {
    text: plain.map(({ model, version }) => `${model} ${version}: ${what}`).join('\n'),
    data: { done: what, versions: plain },
  }
}

function pushedResult(service: string, store: string, pushed: readonly Pushed[]): Result {
  const used = pushed.filter(({ promotion }) => promotion.isUsed)
  const lines = used.map(({ model, version }) => `${model} ${version}: in use in ${store}`)
  const elsewhere = heldBackLines(service, pushed).map((line) =>
    line.startsWith(' ') ? `${line} --store ${store}` : line,
  )
  return { text: [...lines, ...elsewhere].join('\n'), data: { store, versions: pushed } }
}
