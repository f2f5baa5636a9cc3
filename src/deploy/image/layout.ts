import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import manifest from 'slipway/package.json' with { type: 'json' }
import type { Service } from '../../service/contract.ts'

/** Where images of a service are built from, and how they get at its packages. */
export interface Layout {
  /** The folder that is sent to the builder, from the service's folder: `../..` or `.`. */
  readonly context: string
  /** The service's folder in it: `services/park-sentiment/` or ``. */
  readonly place: string
  /** Lines of a Dockerfile, after which the packages are installed in the working directory. */
  readonly packages: string
  /** Lines that add the sources. */
  readonly sources: string
  /** The words that start the command line there. */
  readonly slipway: readonly string[]
  /** The word for the service on it. */
  readonly word: string
}

/** A service in a checkout of the library is built with its sources, one elsewhere with the installed package. */
export function layoutOf(service: Service): Layout {
  const checkout = checkoutAround(service.folder)
  return checkout === undefined ? ownProject(service) : inCheckout(service, checkout)
}

function inCheckout({ folder }: Service, checkout: string): Layout {
  const place = relative(checkout, folder)
  return {
    context: relative(folder, checkout),
    place: `${place}/`,
    packages: `COPY package.json package-lock.json ./
COPY ${place}/package.json ${place}/
RUN npm ci --ignore-scripts --no-audit --no-fund --cache /tmp/npm && rm -rf /tmp/npm`,
    sources: `COPY src src
COPY ${place} ${place}`,
    slipway: ['node', '--conditions=slipway-source', 'src/cli/main.ts'],
    word: place,
  }
}

function ownProject({ folder }: Service): Layout {
  const version = `slipway@${manifest.version}`
  const packed = `./slipway-${manifest.version}.tgz`
  // A line of COPY has to find something; packed files need not be there.
  const found = existsSync(join(folder, 'package.json')) ? 'package*.json' : '.dockerignore'
  const packages = namesSlipway(folder)
    ? `# Where slipway comes from: empty, as package.json says; else a version (${version}) or a packed file in this
# folder (${packed}).
ARG SLIPWAY=`
    : `# Where slipway comes from: a version in the registry, or a packed file in this folder (${packed}).
ARG SLIPWAY=${version}`
  return {
    context: '.',
    place: '',
    packages: `${packages}
COPY ${found} *.tg[z] ./
RUN npm install --ignore-scripts --no-audit --no-fund --cache /tmp/npm \${SLIPWAY} && rm -rf /tmp/npm`,
    sources: 'COPY . .',
    slipway: ['node', 'node_modules/slipway/dist/cli/bin.js'],
    word: '.',
  }
}

/** Whether installing the folder's package brings slipway. */
function namesSlipway(folder: string): boolean {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return false
  const { dependencies, devDependencies } = JSON.parse(readFileSync(file, 'utf8'))
  return 'slipway' in { ...dependencies, ...devDependencies }
}

function checkoutAround(folder: string): string | undefined {
  for (let at = dirname(folder); at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'src/cli/main.ts')) && existsSync(join(at, 'package-lock.json'))) return at
  }
  return undefined
}
