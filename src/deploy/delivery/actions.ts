/** The actions that our workflows use, each by the commit of its release: a tag can be moved, a commit cannot. */
const actions = {
  'actions/checkout': ['v7.0.1', '3d3c42e5aac5ba805825da76410c181273ba90b1'],
  'actions/setup-node': ['v7.0.0', '820762786026740c76f36085b0efc47a31fe5020'],
  'actions/attest-build-provenance': ['v4.1.0', 'a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32'],
  'anchore/scan-action': ['v7.4.0', 'e1165082ffb1fe366ebaf02d8526e7c4989ea9d2'],
  'docker/build-push-action': ['v7.3.0', '53b7df96c91f9c12dcc8a07bcb9ccacbed38856a'],
  'docker/login-action': ['v4.1.0', '4907a6ddec9925e35a0a9e82d7399ccc52663121'],
  'docker/metadata-action': ['v6.2.0', 'dc802804100637a589fabce1cb79ff13a1411302'],
  'docker/setup-buildx-action': ['v4.3.0', '37fe631027851001ddb9b187196cc803df7f5f0e'],
  'docker/setup-qemu-action': ['v4.2.0', '96fe6ef7f33517b61c61be40b68a1882f3264fb8'],
} as const

/** An action in a step's `uses`. */
export function action(name: keyof typeof actions): string {
  return `${name}@${actions[name][1]}`
}

/** The printed workflow with the release behind each commit, as a comment. */
export function withVersions(workflow: string): string {
  const versions = new Map<string, string>(Object.values(actions).map(([version, commit]) => [commit, version]))
  return workflow.replaceAll(/(uses: \S+@)([0-9a-f]{40})$/gm, (line, _, commit) => `${line} # ${versions.get(commit)}`)
}
