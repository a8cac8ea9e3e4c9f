/** One run of the browser's process: started, with DevTools answering, or an error with what it printed. */
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { connectCdp } from './cdp.ts'
import type { Cdp } from './cdp.ts'
import { endTree } from './process-tree.ts'
import { until } from './until.ts'

export interface BrowserProcess {
  readonly pid: number
  /** Browser-wide DevTools address. */
  readonly endpoint: string
  readonly cdp: Cdp
  /** Ends politely, as a person closing the last window. */
  quit(): Promise<void>
  /** Ends the whole tree at once. */
  kill(): Promise<void>
}

export async function startBrowser(
  command: string,
  args: string[],
  profile: string,
): Promise<BrowserProcess> {
  const portFile = join(profile, 'DevToolsActivePort')
  const logFile = join(profile, 'rig.log')
  // A browser that was killed leaves its old port behind.
  rmSync(portFile, { force: true })
  const log = openSync(logFile, 'a')
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  const { pid } = child
  if (pid === undefined) throw new Error(`${command} could not be started`)
  let ended = false
  child.once('exit', () => (ended = true))

  const endpoint = (): { address?: string; failed?: string } | undefined => {
    if (ended) return { failed: readFileSync(logFile, 'utf8').slice(-2000) }
    const [port, path] = readFileSync(portFile, 'utf8').trim().split('\n')
    return port && path ? { address: `ws://127.0.0.1:${port}${path}` } : undefined
  }
  try {
    const what = 'the browser to open its DevTools port'
    const { address, failed } = await until(endpoint, { what, within: 60_000 })
    if (address === undefined) throw new Error(`The browser ended at once. It said: ${failed}`)
    const cdp = await connectCdp(address)
    return {
      pid,
      endpoint: address,
      cdp,
      quit: async () => {
        // The answer may be lost: the browser closes the connection as it goes.
        await cdp.send('Browser.close').catch(() => undefined)
        try {
          await until(() => ended, { what: 'the browser to close', within: 60_000 })
        } finally {
          await endTree(pid, 'SIGKILL')
        }
      },
      kill: async () => {
        await endTree(pid, 'SIGKILL')
        cdp.close()
      },
    }
  } catch (error) {
    await endTree(pid, 'SIGKILL')
    throw error
  }
}
