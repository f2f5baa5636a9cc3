import type { Command } from '../command.ts'

interface Entry {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** A command's file is loaded when it is called, so that the others cost it no start-up time. */
  // biome-ignore lint/suspicious/noExplicitAny: each command has options of its own, typed in its file
  readonly load: () => Promise<Command<any>>
}

/** In the order in which a service comes to life. */
export const commands: readonly Entry[] = [
  {
    name: 'init',
    summary: 'create a service from a data file and train it',
    load: async () => (await import('./init.ts')).default,
  },
  {
    name: 'up',
    summary: 'train missing or outdated models, then serve; print a curl command to try',
    load: async () => (await import('./up.ts')).default,
  },
  {
    name: 'train',
    summary: "train a service's models, print held-out scores, write versions",
    load: async () => (await import('./train.ts')).default,
  },
  {
    name: 'serve',
    summary: 'serve a trained service',
    load: async () => (await import('./serve.ts')).default,
  },
  {
    name: 'predict',
    summary: 'predict for texts, rows or a file',
    load: async () => (await import('./predict.ts')).default,
  },
  {
    name: 'evaluate',
    summary: 'score labelled rows with a stored model or a running service',
    load: async () => (await import('./evaluate.ts')).default,
  },
  {
    name: 'check',
    summary: "run a service's acceptance checks against a running instance",
    load: async () => (await import('./check.ts')).default,
  },
  {
    name: 'models',
    summary: 'list stored versions; use, roll back, tag',
    load: async () => (await import('./models.ts')).default,
  },
  {
    name: 'users',
    summary: 'add, remove and list users in a credentials file',
    load: async () => (await import('./users.ts')).default,
  },
  {
    name: 'build',
    summary: 'build the server as a folder that runs with "node server.mjs" and no packages',
    load: async () => (await import('./build.ts')).default,
  },
  {
    name: 'manifests',
    summary: "write a service's deployment files, or check that they are up to date",
    load: async () => (await import('./manifests.ts')).default,
  },
  {
    name: 'load',
    summary: 'load-test a running service: throughput, latency, failures',
    load: async () => (await import('./load.ts')).default,
  },
  {
    name: 'watch',
    summary: 'poll a service during a rollout; report version changes and failed requests',
    load: async () => (await import('./watch.ts')).default,
  },
]
