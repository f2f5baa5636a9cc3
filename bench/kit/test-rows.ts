import { readTable, type Source, sourceForFile } from 'slipway/data'
import { trainTestSplit } from 'slipway/learn'
import parkSentiment from '../../services/park-sentiment/service.ts'

/** The rows of a file that training services/park-sentiment's v1 on it holds back: their places in the file, from 0. */
export async function heldBackRows(path: string): Promise<number[]> {
  const { data, label, testSize = 0.2, seed = 0 } = parkSentiment.models.v1.source
  const declared = (Array.isArray(data) ? data[0] : data) as Source
  const { rows } = await readTable(sourceForFile(declared, path), { folder: '.' })
  const labelled = rows.flatMap((row, place) => {
    const given = label(row)
    return given === undefined ? [] : [{ place, label: given }]
  })
  const { test } = trainTestSplit(labelled.length, { testSize, seed, stratify: labelled.map((row) => row.label) })
  return Array.from(test, (i) => labelled[i].place)
}
