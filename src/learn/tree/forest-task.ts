import type { ForestData } from './forest-data.ts'
import { type ForestTree, growForestTree } from './forest-tree.ts'

/** One task is one tree. */
export function runTask(data: ForestData, task: number): ForestTree {
  return growForestTree(data, task)
}

export const module = import.meta.url
