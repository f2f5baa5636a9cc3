import type { ForestData } from './data.ts'
import { type ForestTree, growForestTree } from './grow-tree.ts'

/** One task is one tree. */
export function runTask(data: ForestData, task: number): ForestTree {
  return growForestTree(data, task)
}

export const module = import.meta.url
