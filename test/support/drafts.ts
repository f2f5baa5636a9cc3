import type { ArtifactDraft } from '../../src/artifact/contract.ts'

/** The least that a version says of its scores. */
export const smallScores = {
  rows: 10,
  labels: ['negative', 'positive'],
  accuracy: 0.9,
  confusion_matrix: [
    [4, 1],
    [0, 5],
  ],
}

/** A small version to write: two parts with numbers of several widths, and a card. */
export function smallDraft(changes: Partial<ArtifactDraft['manifest']> = {}): ArtifactDraft {
  return {
    manifest: {
      library: 'slipway 0.1.0',
      service: 'park-sentiment',
      model: 'v1',
      kind: 'text-classifier',
      created: '2026-11-22T10:15:00Z',
      options: { testSize: 0.2 },
      labels: ['negative', 'positive'],
      input: { type: 'string', maxLength: 50_000 },
      metrics: smallScores,
      data: { name: 'reviews.csv', rows: 12, sha256: 'ab'.repeat(32), synthetic: false },
      golden: [{ input: 'Life is beautiful', output: { label: 'positive' } }],
      ...changes,
    },
    parts: {
      vectorizer: {
        kind: 'TfidfVectorizer',
        config: { lowercase: true },
        tensors: {
          words: { shape: [9], data: Buffer.from('goodbadok') },
          offsets: { shape: [4], data: new Int32Array([0, 4, 7, 9]) },
          idf: { shape: [3], data: new Float64Array([1, 1.5, 2.25]) },
        },
      },
      classifier: {
        kind: 'LogisticRegression',
        config: { classes: ['negative', 'positive'] },
        tensors: { coef: { shape: [1, 3], data: new Float32Array([2, -2, 0.5]) } },
      },
    },
    documents: { 'README.md': '# A card\n', 'roc.svg': '<svg/>' },
  }
}
