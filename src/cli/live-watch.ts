import { styleText } from 'node:util'
import type { Asked } from '../probe/watch/run-watch.ts'

const hues = ['cyan', 'blue', 'yellow', 'green', 'magenta'] as const
const mostBlocks = 40

/**
 * One line on stderr that follows a watch: time, failures, the last answers as blocks in the colour of their version.
 * Nothing where stderr is not a terminal.
 */
export function liveWatch(stream: NodeJS.WriteStream = process.stderr): {
  readonly see: (asked: Asked) => void
  readonly stop: () => void
} {
  if (!stream.isTTY) return { see: () => {}, stop: () => {} }
  const versions: string[] = []
  const blocks: string[] = []
  let count = 0
  let failed = 0
  let last: Asked | undefined

  const paint = (text: string, version: string) =>
    styleText(hues[versions.indexOf(version) % hues.length] ?? 'cyan', text, { stream })
  const see = (asked: Asked) => {
    const { failure, version = 'no version' } = asked
    count++
    last = asked
    if (failure !== undefined) failed++
    else if (!versions.includes(version)) versions.push(version)
    blocks.push(failure === undefined ? paint('▪', version) : styleText('red', '×', { stream }))
    if (blocks.length > mostBlocks) blocks.shift()
  }
  const draw = () => {
    if (!last) return
    const said = last.failure ?? `${(last.version ?? 'no version').slice(0, 24)} in ${last.ms.toFixed(1)} ms`
    const time = `${((last.atMs + last.ms) / 1000).toFixed(1)} s`.padStart(8)
    const counts = `${time}  ${count} asked, ${failed} failed`
    // A line that wraps could not be drawn over.
    const room = Math.max(0, (stream.columns ?? 80) - counts.length - said.length - 5)
    const strip = room === 0 ? '' : blocks.slice(-room).join('')
    stream.write(`\r\x1b[2K${counts}  ${strip}  ${said}`)
  }
  const timer = setInterval(draw, 200)
  const stop = () => {
    clearInterval(timer)
    draw()
    if (last) stream.write('\n')
  }
  return { see, stop }
}
