import { isBuiltin } from 'node:module'
import type { Plugin } from 'rolldown'

/**
 * Gives a bundle Node's own modules as they are, not as ES modules. To make an ES module of `node:http`, Node reads
 * all its exports, and behind one of them (`WebSocket`) lies a second HTTP client: loading it took 60 ms of CPU, as
 * much as everything else in a bare server's start.
 */
export function builtins(): Plugin {
  return {
    name: 'slipway-builtins',
    resolveId(source, importer = '') {
      const name = source.replace(/^node:/, '')
      // The bundler's own first lines need `node:module`; as an ES module it costs nothing.
      if (!isBuiltin(source) || name === 'module') return undefined
      const isIdle = idle.test(importer) && (name === 'https' || name === 'http2')
      return `\0${isIdle ? 'idle' : 'builtin'}:${name}`
    },
    load(id) {
      const [, kind, name] = /^\0(idle|builtin):(.+)$/.exec(id) ?? []
      if (kind === undefined) return undefined
      const builtin = `process.getBuiltinModule(${JSON.stringify(name)})`
      if (kind === 'builtin') return `module.exports = ${builtin}`
      return `module.exports = new Proxy({}, { get: (_, key) => ${builtin}[key] })`
    },
  }
}

/** These load `https` and `http2` for what a server here does not do: TLS, and pushing metrics. They get them when they ask. */
const idle = /[\\/]node_modules[\\/](fastify|prom-client)[\\/]/
