import { readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { roomOf, root, sourceFiles } from '../imports.ts'

/** What ran of some files: functions, and lines of code that lie in functions that ran. */
export interface Covered {
  readonly files: number
  readonly functions: number
  readonly functionsRun: number
  readonly lines: number
  readonly linesRun: number
}

/** A function as a process notes it: where it begins and ends, and whether it ran (1) or not (0). */
export type Noted = readonly [start: number, end: number, ran: number]

/** Sums by room what the processes of a run noted in a folder; files that none of them loaded count as never run. */
export function coverageByRoom(folder: string): Map<string, Covered> {
  const noted = readNotes(folder)
  const rooms = new Map<string, Covered>()
  for (const file of sourceFiles('src')) {
    if (file.endsWith('.d.ts')) continue
    const room = roomOf(file)
    const code = stripTypeScriptTypes(readFileSync(join(root, file), 'utf8'))
    rooms.set(room, sum([rooms.get(room) ?? nothing, coverageOf(code, noted.get(file) ?? [])]))
  }
  return rooms
}

/**
 * Coverage of one file.
 * @param code JavaScript, where the places are those that the processes noted
 * @param notes of each process that loaded the file: its functions
 */
export function coverageOf(code: string, notes: readonly (readonly Noted[])[]): Covered {
  const ran = new Uint8Array(code.length)
  const functions = new Map<string, boolean>()
  for (const note of notes) {
    const here = new Uint8Array(code.length)
    // Outer functions first: what an inner one says of its own characters counts.
    for (const [start, end, count] of note.toSorted((a, b) => b[1] - b[0] - (a[1] - a[0]))) {
      here.fill(count, start, end)
      const isModule = start === 0 && end >= code.trimEnd().length
      if (!isModule) functions.set(`${start}-${end}`, count > 0 || (functions.get(`${start}-${end}`) ?? false))
    }
    for (let i = 0; i < ran.length; i++) if (here[i]) ran[i] = 1
  }
  const starts = codeStarts(code)
  return {
    files: 1,
    functions: functions.size,
    functionsRun: [...functions.values()].filter(Boolean).length,
    lines: starts.length,
    linesRun: starts.filter((at) => ran[at]).length,
  }
}

const nothing: Covered = { files: 0, functions: 0, functionsRun: 0, lines: 0, linesRun: 0 }

export function sum(parts: readonly Covered[]): Covered {
  const of = (key: keyof Covered) => parts.reduce((total, part) => total + part[key], 0)
  return {
    files: of('files'),
    functions: of('functions'),
    functionsRun: of('functionsRun'),
    lines: of('lines'),
    linesRun: of('linesRun'),
  }
}

/** Where each line of code begins: lines of comments, of closing brackets and empty ones are none. */
function codeStarts(code: string): number[] {
  const starts: number[] = []
  let at = 0
  let inComment = false
  for (const line of code.split('\n')) {
    const text = line.trim()
    if (text.startsWith('/*')) inComment = true
    if (!inComment && text !== '' && !text.startsWith('//') && !/^[\])};,]*$/.test(text)) {
      starts.push(at + line.indexOf(text))
    }
    if (inComment && text.endsWith('*/')) inComment = false
    at += line.length + 1
  }
  return starts
}

function readNotes(folder: string): Map<string, Noted[][]> {
  const noted = new Map<string, Noted[][]>()
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const files: { readonly [file: string]: Noted[] } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    for (const [file, functions] of Object.entries(files)) {
      const key = `src/${file}`
      noted.set(key, [...(noted.get(key) ?? []), functions])
    }
  }
  return noted
}
