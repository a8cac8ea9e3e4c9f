/**
 * A screen without a monitor, and a hand at its keyboard and mouse: what is pressed here comes to the browser as from a
 * person's own, through the menus and shortcuts of its window, which no driver of a browser can reach.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'

export interface Screen {
  /** Keys by X's names: `alt+shift+k`. */
  press(...keys: readonly string[]): void
  /** At a place on the screen. */
  rightClick(x: number, y: number): void
  close(): void
}

/** Whether this machine has what it takes: Debian's packages xvfb and xdotool. */
export const canHaveScreen = (): boolean =>
  ['Xvfb', 'xdotool'].every((tool) => spawnSync('which', [tool]).status === 0)

/** From here on browsers of this process that are not headless show on it. */
export async function openScreen(): Promise<Screen> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const [number] = (await once(server.stdio[3] as Readable, 'data')) as [Buffer]
  const display = `:${number.toString().trim()}`
  process.env['DISPLAY'] = display
  const hand = (...words: string[]): string =>
    execFileSync('xdotool', words, { env: { ...process.env, DISPLAY: display }, encoding: 'utf8' })
  return {
    press: (...keys) => void hand('key', '--clearmodifiers', ...keys),
    rightClick: (x, y) => void hand('mousemove', String(x), String(y), 'click', '3'),
    close() {
      delete process.env['DISPLAY']
      server.kill()
    },
  }
}
