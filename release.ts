/**
 * Makes a release of the version in package.json: checks that it can be one, runs every check and test, writes the
 * package and tags the commit. Pushing the tag and publishing the package are left to a person.
 *
 *   node release.ts            docs/releases.md has the steps before and after it
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Everything that keeps a version from being released; empty where it can be. */
export function problemsOf(release: {
  readonly version: string
  readonly changelog: string
  readonly tags: readonly string[]
  readonly branch: string
  /** What `git status --porcelain` prints. */
  readonly changes: string
}): string[] {
  const { version, changelog, tags, branch, changes } = release
  const [unreleased, section] = [sectionOf(changelog, 'Unreleased'), sectionOf(changelog, version)]
  return [
    ...(branch === 'main' ? [] : [`The branch is ${branch}; a release is made from main.`]),
    ...(changes === '' ? [] : [`There are changes that are not committed:\n${changes}`]),
    ...(tags.includes(`v${version}`) ? [`v${version} is tagged already; raise the version in package.json.`] : []),
    ...(section ? [] : [`CHANGELOG.md has no entries under "## ${version}"; move those of "## Unreleased" there.`]),
    ...(unreleased ? [`CHANGELOG.md still has entries under "## Unreleased".`] : []),
  ]
}

/** The text under a heading `## name`, up to the next one; undefined without the heading. */
function sectionOf(changelog: string, name: string): string | undefined {
  return changelog
    .split(/^## /m)
    .slice(1)
    .find((section) => section.split('\n')[0]?.split(' ')[0] === name)
    ?.split('\n')
    .slice(1)
    .join('\n')
    .trim()
}

function release(): number {
  const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' }).trim()
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string }
  const problems = problemsOf({
    version,
    changelog: readFileSync('CHANGELOG.md', 'utf8'),
    tags: git('tag', '--list').split('\n'),
    branch: git('branch', '--show-current'),
    changes: git('status', '--porcelain'),
  })
  for (const problem of problems) console.error(`release: ${problem}`)
  if (problems.length > 0) return 2

  const npm = (...words: string[]) => execFileSync('npm', words, { stdio: 'inherit' })
  npm('run', 'check')
  npm('test')
  npm('pack')
  git('tag', '--annotate', `v${version}`, '--message', `slipway ${version}`)
  console.log(`tagged v${version}, wrote slipway-${version}.tgz`)
  console.log(`next: git push origin v${version} && npm publish slipway-${version}.tgz`)
  return 0
}

if (import.meta.main) process.exitCode = release()
