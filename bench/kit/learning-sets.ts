import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readTable, type Source, sourceForFile } from 'slipway/data'
import { denseMatrix, isSparse, type Matrix, TfidfVectorizer } from 'slipway/learn'
import reviewStars from '../../services/review-stars/service.ts'
import type { Peer } from './python.ts'
import { readReviews, reviewsFile } from './reviews.ts'
import { readNumbers } from './tables.ts'

/** What a classifier learns from. */
export interface LearningSet {
  readonly name: string
  readonly X: Matrix
  readonly labels: readonly string[]
}

/** Park reviews by their words, good or bad. */
export async function reviewWords(): Promise<LearningSet> {
  const { texts, labels } = await readReviews()
  return { name: 'reviews', X: new TfidfVectorizer({ minDf: 2, sublinearTf: true }).fitTransform(texts).output, labels }
}

/** Park reviews by the stems of their words and of pairs, one to five stars, as the service review-stars has them. */
export async function starWords(): Promise<LearningSet> {
  const { data, text, label } = reviewStars.models['naive-bayes'].source
  const [source] = data as readonly Source[]
  const { rows } = await readTable(sourceForFile(source!, reviewsFile()), { folder: '.' })
  const kept = rows.flatMap((row) => {
    const given = label(row)
    return given === undefined ? [] : [{ text: row[text] as string, label: given as string }]
  })
  const vectorizer = new TfidfVectorizer({ minDf: 3, sublinearTf: true, stem: 'english', ngramRange: [1, 2] })
  const { output } = vectorizer.fitTransform(kept.map((row) => row.text))
  return { name: 'stars', X: output, labels: kept.map((row) => row.label) }
}

/** LightGBM's own example: 7,000 rows of 28 numbers. */
export function higgs(): LearningSet {
  const { rows, labels } = readNumbers('higgs-binary.tsv')
  return { name: 'higgs', X: denseMatrix(rows as number[][]), labels }
}

/** Gives the very numbers to a rival, as files that are gone again when it has them. */
export async function sendSets(peer: Peer, sets: readonly LearningSet[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    for (const { name, X, labels } of sets) {
      const entries = isSparse(X) ? X.indptr[X.rows]! : X.values.length
      writeFileSync(join(folder, `${name}.values`), X.values.subarray(0, entries))
      if (isSparse(X)) {
        writeFileSync(join(folder, `${name}.indices`), X.indices.subarray(0, entries))
        writeFileSync(join(folder, `${name}.indptr`), X.indptr)
      }
      await peer.ask({ do: 'load', set: name, folder, rows: X.rows, columns: X.columns, sparse: isSparse(X), labels })
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
