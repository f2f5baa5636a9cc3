import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemsOf } from '../release.ts'

const changelog =
  '# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-12-01)\n\n- Numbers as well as classes.\n\n## 0.1.0\n\nFirst.\n'
const good = { version: '0.2.0', changelog, tags: ['v0.1.0'], branch: 'main', changes: '' }

test('a version with entries in the changelog, from a clean main, can be released', () => {
  assert.deepEqual(problemsOf(good), [])
})

test('everything that keeps a version from being released is said at once', () => {
  const release = {
    version: '0.1.0',
    changelog: '# Changelog\n\n## Unreleased\n\n- A fix.\n\n## 0.1.0\n\n## 0.0.1\n\n- Something.\n',
    tags: ['v0.1.0'],
    branch: 'fix',
    changes: ' M README.md',
  }
  assert.deepEqual(problemsOf(release), [
    'The branch is fix; a release is made from main.',
    'There are changes that are not committed:\n M README.md',
    'v0.1.0 is tagged already; raise the version in package.json.',
    'CHANGELOG.md has no entries under "## 0.1.0"; move those of "## Unreleased" there.',
    'CHANGELOG.md still has entries under "## Unreleased".',
  ])
})

test('a version that is part of another in the changelog is not taken for it', () => {
  assert.deepEqual(problemsOf({ ...good, version: '0.2' }), [
    'CHANGELOG.md has no entries under "## 0.2"; move those of "## Unreleased" there.',
  ])
})
