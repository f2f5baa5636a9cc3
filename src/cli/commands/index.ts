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
    summary: 'write a new service from a file of rows, and train it',
    load: async () => (await import('./init.ts')).default,
  },
  {
    name: 'up',
    summary: 'train what is missing or changed, then serve, and print a curl line to try',
    load: async () => (await import('./up.ts')).default,
  },
  {
    name: 'train',
    summary: 'train the models of a service, print their scores on held-out rows, write versions',
    load: async () => (await import('./train.ts')).default,
  },
  {
    name: 'serve',
    summary: 'serve a service',
    load: async () => (await import('./serve.ts')).default,
  },
  {
    name: 'predict',
    summary: 'ask a model: texts in, answers out; or a file in, a file out',
    load: async () => (await import('./predict.ts')).default,
  },
  {
    name: 'evaluate',
    summary: 'score labelled rows, by the model here or by a running service',
    load: async () => (await import('./evaluate.ts')).default,
  },
  {
    name: 'check',
    summary: 'run the acceptance checks of a service against a running one',
    load: async () => (await import('./check.ts')).default,
  },
  {
    name: 'models',
    summary: 'list the versions in a store; put one into use, roll back, name one',
    load: async () => (await import('./models.ts')).default,
  },
  {
    name: 'users',
    summary: 'add, remove and list the users of a credentials file',
    load: async () => (await import('./users.ts')).default,
  },
  {
    name: 'build',
    summary: 'the server as a folder that runs with "node server.mjs" and nothing installed',
    load: async () => (await import('./build.ts')).default,
  },
  {
    name: 'manifests',
    summary: 'write the deployment files of a service, or check that they are as it says',
    load: async () => (await import('./manifests.ts')).default,
  },
  {
    name: 'load',
    summary: 'load a running service and measure it: throughput, latencies, failures',
    load: async () => (await import('./load.ts')).default,
  },
  {
    name: 'watch',
    summary: 'ask a running service through a rollout: what changed when, and what failed',
    load: async () => (await import('./watch.ts')).default,
  },
]
