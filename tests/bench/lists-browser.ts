/** What `bench:lists` sees of the managed browser from outside: its memory, what goes into its rules, and since when. */
import { readFileSync } from 'node:fs'
import { SETS } from '../../lib/rules/ids.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { members } from '../rig/process-tree.ts'
import { until } from '../rig/until.ts'

/** Bytes. */
export interface Memory {
  readonly browser: number
  /** The process of the extension: worker and pages of ours. */
  readonly worker: number
}

/** Two looks this close say that nothing moves any more. Bytes. */
const SAME = 1e6
const SETTLES_WITHIN = 60_000

/** What the kernel counts for the whole tree, shared pages by halves, once garbage is collected and it stays the same. */
export async function memoryOf(browser: ManagedBrowser): Promise<Memory> {
  let before = Number.NaN
  return until(
    async () => {
      await inWorker(browser, (send) => send('HeapProfiler.collectGarbage'))
      const now = lookAt(browser.pid)
      const isSame = Math.abs(now.browser - before) < SAME
      before = now.browser
      return isSame && now
    },
    { what: 'the memory of the browser to settle', within: SETTLES_WITHIN, every: 1_000 },
  )
}

function lookAt(leader: number): Memory {
  const sizes = members(leader).map((pid) => ({ bytes: shareOf(pid), isOurs: isExtensions(pid) }))
  const sum = (some: typeof sizes): number => some.reduce((all, { bytes }) => all + bytes, 0)
  return { browser: sum(sizes), worker: sum(sizes.filter(({ isOurs }) => isOurs)) }
}

const isExtensions = (pid: number): boolean => read(pid, 'cmdline').includes('--extension-process')
const shareOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0) * 1024

/** Empty for a process that has just ended. */
function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ESRCH') return ''
    throw error
  }
}

type Send = <T>(method: string, params?: object) => Promise<T>

/** Speaks to the running worker's DevTools session, waking the worker first. */
export async function inWorker<T>(browser: ManagedBrowser, use: (send: Send) => Promise<T>): Promise<T> {
  await browser.wakeWorker()
  const worker = await browser.worker()
  if (!worker) throw new Error('The worker is gone')
  const { cdp } = browser
  const params = { targetId: worker.targetId, flatten: true }
  const { sessionId } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', params)
  try {
    return await use((method, more) => cdp.send(method, more, sessionId))
  } finally {
    // The worker may have gone meanwhile, and the session with it.
    await cdp.send('Target.detachFromTarget', { sessionId }).catch(() => undefined)
  }
}

interface Noted {
  /** Names in the rules that went in. */
  readonly names: number
  readonly ms: number
}

/** From here on the worker notes what each change of the browser's rules takes. Until the worker ends. */
export const noteUpdates = (browser: ManagedBrowser): Promise<void> =>
  browser.evaluateInWorker(() => {
    const rules = chrome.declarativeNetRequest
    const update = rules.updateDynamicRules.bind(rules)
    const noted: { names: number; ms: number }[] = []
    Object.assign(globalThis, { notedUpdates: noted })
    rules.updateDynamicRules = async (change: chrome.declarativeNetRequest.UpdateRuleOptions) => {
      const names = (change.addRules ?? []).reduce(
        (sum, { condition }) => sum + (condition.requestDomains?.length ?? 0),
        0,
      )
      const before = performance.now()
      await update(change)
      noted.push({ names, ms: performance.now() - before })
    }
  })

/** What was noted; throws when the worker that noted it is gone. */
export async function notedUpdates(browser: ManagedBrowser): Promise<readonly Noted[]> {
  const noted = await browser.evaluateInWorker(
    () => (globalThis as { notedUpdates?: { names: number; ms: number }[] }).notedUpdates ?? null,
  )
  if (noted === null) throw new Error('Another worker runs than the one that took the notes')
  return noted
}

/** Which set of the lists' names the browser has: one small rule is read. */
export const markOf = (browser: ManagedBrowser): Promise<string> =>
  browser.evaluateInWorker(
    async (id) =>
      (await chrome.declarativeNetRequest.getDynamicRules({ ruleIds: [id] }))[0]?.condition.urlFilter ?? '',
    SETS.lists,
  )
