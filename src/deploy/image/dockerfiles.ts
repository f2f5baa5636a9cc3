import type { Service } from '../../service/contract.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { type Layout, layoutOf } from './layout.ts'
import { trainingWords } from './training-words.ts'

/** What every image starts from; the argument takes another tag, or a digest. */
const baseImage = 'node:24-bookworm-slim'

/**
 * The Dockerfiles of a service: its API, its training, its checks. None needs BuildKit. The first stage is the same in
 * all, so that packages are installed once; what changes often comes after what changes seldom.
 */
export function dockerfiles(service: Service): GeneratedFile[] {
  const layout = layoutOf(service)
  const files = [
    { path: 'deploy/Dockerfile', content: apiDockerfile(service, layout) },
    { path: 'deploy/train.Dockerfile', content: trainDockerfile(service, layout) },
  ]
  if (Object.keys(service.checks).length === 0) return files
  return [...files, { path: 'deploy/check.Dockerfile', content: checkDockerfile(service, layout) }]
}

function apiDockerfile({ name, title, version, port, access }: Service, layout: Layout): string {
  const users = access
    ? `
# The users are mounted as /server/credentials.csv.`
    : ''
  return `# The API of ${name}: the built server alone. Models are no part of it: MODEL_STORE names a mounted folder or an
# address.${users}
${howToBuild(layout, 'Dockerfile', name)}
${packagesStage(layout)}

FROM packages AS build
${layout.sources}
RUN ${[...layout.slipway, 'build', layout.word, '--out', '/server'].join(' ')}

FROM \${BASE_IMAGE}
WORKDIR /server
COPY --from=build /server ./
ENV NODE_ENV=production \\
    PORT=${port} \\
    MODEL_STORE=/models
EXPOSE ${port}
# A number, so that Kubernetes can tell that it is not root.
USER 65532:65532
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \\
    CMD ["node", "-e", "${healthCheck}"]
# Node is process 1, without a shell or a base image's own entry point before it: signals reach it.
ENTRYPOINT []
CMD ["node", "server.mjs"]

${labels(name, title, version)}
ENV SERVICE_VERSION=\${VERSION}
`
}

function trainDockerfile(service: Service, layout: Layout): string {
  const { name, title, version } = service
  return `# Training of ${name}, as a job: writes versions of its models to MODEL_STORE (a mounted folder, or an s3:// address).
${howToBuild(layout, 'train.Dockerfile', `${name}-train`)}
${packagesStage(layout)}

FROM packages
${layout.sources}
# The command line under its own name, for jobs and for hands.
RUN printf '#!/bin/sh\\nexec %s "$@"\\n' '${inWorkspace(layout.slipway).join(' ')}' >/usr/local/bin/slipway && \\
    chmod 755 /usr/local/bin/slipway
ENV NODE_ENV=production \\
    MODEL_STORE=/models
# A number, so that Kubernetes can tell that it is not root.
USER 65532:65532
ENTRYPOINT []
CMD ${JSON.stringify(trainingWords(service)).replaceAll(',', ', ')}

${labels(`${name}-train`, `${title}: training`, version)}
`
}

/** The same words from any working directory. */
function inWorkspace(words: readonly string[]): readonly string[] {
  return words.map((word) => (/\.[jt]s$/.test(word) ? `/workspace/${word}` : word))
}

function checkDockerfile({ name, title, version, checks }: Service, layout: Layout): string {
  return `# One suite of the acceptance checks of ${name} against a running API: an image for each suite.
# SUITE is one of: ${Object.keys(checks).join(', ')}.
${howToBuild(layout, 'check.Dockerfile', `${name}-check-${Object.keys(checks)[0]?.toLowerCase()}`, `--build-arg SUITE=${Object.keys(checks)[0]}`)}
${packagesStage(layout)}

FROM packages AS build
${layout.sources}
RUN ${[...layout.slipway, 'build', layout.word, '--checks', '--out', '/checks'].join(' ')}

FROM \${BASE_IMAGE}
# The suite's own file alone: a change to one suite makes no other image new.
ARG SUITE
WORKDIR /checks
COPY --from=build /checks/\${SUITE}.cjs ./check.cjs
ENV NODE_ENV=production
USER 65532:65532
ENTRYPOINT []
CMD ["node", "check.cjs"]

${labels(`${name}-check`, `${title}: acceptance checks`, version)}
`
}

function howToBuild({ context, place }: Layout, file: string, tag: string, more?: string): string {
  const from = context === '.' ? "the service's folder" : "the repository's root"
  const words = ['docker build', ...(more ? [more] : []), `-f ${place}deploy/${file} -t ${tag} .`]
  return `# From ${from}:
#   ${words.join(' ')}

ARG BASE_IMAGE=${baseImage}`
}

function packagesStage({ packages }: Layout): string {
  return `
FROM \${BASE_IMAGE} AS packages
WORKDIR /workspace
${packages}`
}

/** Last in the file: a new commit makes no layer new. */
function labels(name: string, title: string, version: string): string {
  return `ARG BASE_IMAGE
ARG VERSION=${version}
ARG REVISION=
ARG CREATED=
ARG SOURCE=
LABEL org.opencontainers.image.title="${name}" \\
      org.opencontainers.image.description="${quoted(title)}" \\
      org.opencontainers.image.version="\${VERSION}" \\
      org.opencontainers.image.revision="\${REVISION}" \\
      org.opencontainers.image.created="\${CREATED}" \\
      org.opencontainers.image.source="\${SOURCE}" \\
      org.opencontainers.image.base.name="\${BASE_IMAGE}"`
}

const healthCheck =
  "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"

/** A text between double quotes in a Dockerfile. */
function quoted(text: string): string {
  return text.replace(/["\\$]/g, '\\$&').replaceAll('\n', ' ')
}
