/**
 * Judges every open tab and frame: at each worker start (tabs opened before the forced install finished, or given
 * at browser launch) and at each change of policy. Tabs whose stopped page is open again go on to it.
 */
import type { Behind } from './behind.ts'
import { stoppedAddress } from './blocked-address.ts'
import type { FrameStops } from './frame-stops.ts'
import type { Judge } from './judge.ts'
import type { TabsPort, TabView } from './ports.ts'
import type { Stop, Stops } from './stops.ts'

export interface SweepParts {
  readonly judge: Judge
  readonly tabs: TabsPort
  /** By which address what a tab shows is judged: a window that a page wrote is that page's. */
  readonly whose: (tab: TabView) => Promise<string>
  readonly stops: Stops
  readonly frames: FrameStops
  readonly behind: Behind
  readonly page: string
}

/** A page that runs in a circle answers nothing: its tab must not hold up the others. Milliseconds. */
const WITHIN = 2_500

/** Some tabs did not answer in time: what stands in their frames was not judged. */
export class UnsweptError extends Error {
  override readonly name = 'UnsweptError'
}

/** @returns how many tabs were stopped or released. Rejects with an UnsweptError, after the others, for any that hung */
export async function sweep(
  parts: SweepParts,
  within = WITHIN,
): Promise<{ stopped: number; released: number }> {
  await Promise.all([parts.judge.ready, parts.behind.load()])
  const all = await parts.tabs.all()
  const found = await Promise.all(all.map((tab) => inTime(judged(parts, tab), within)))
  const known = found.filter((one) => one !== 'hung')
  const behind = known.flatMap(({ stop, hasTime }) => (stop && hasTime ? [stop] : []))
  const others = known.filter(({ hasTime }) => !hasTime)
  const outcomes = await Promise.all([
    inTime(
      parts.behind.take(behind).then(() => 'kept' as const),
      within,
    ),
    ...others.map((one) => inTime(sweepTab(parts, one), within)),
  ])
  const hung = [...found, ...outcomes].filter((outcome) => outcome === 'hung').length
  if (hung > 0) throw new UnsweptError(`${hung} tabs did not answer`)
  return {
    stopped: behind.length + outcomes.filter((o) => o === 'stopped').length,
    released: outcomes.filter((o) => o === 'released').length,
  }
}

async function inTime<T>(work: Promise<T>, within: number): Promise<T | 'hung'> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'hung'>((resolve) => {
    timer = setTimeout(() => resolve('hung'), within)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

interface Judged {
  readonly tab: TabView
  /** What our blocked page, which the tab shows, stands for. */
  readonly stopped?: string
  /** Of a page that must not be there. */
  readonly stop?: Stop
  /** Nobody looks at it, and it can be told from any other later: our page may take its place in its turn. */
  readonly hasTime?: boolean
}

async function judged({ judge, page, whose }: SweepParts, tab: TabView): Promise<Judged> {
  const stopped = stoppedAddress(page, tab.url)
  if (stopped !== null) return { tab, stopped }
  const url = await whose(tab)
  await judge.readyFor(url, 'page')
  const verdict = judge.verdict(url, 'page')
  if (!verdict || verdict.action === 'allow') return { tab }
  const stop = { tabId: tab.id, url, verdict, wasOpen: true, shown: tab.url }
  return { tab, stop, hasTime: !tab.active && tab.url === url }
}

async function sweepTab(
  parts: SweepParts,
  { tab, stopped, stop }: Judged,
): Promise<'stopped' | 'released' | 'kept'> {
  if (stopped !== undefined) {
    await parts.behind.forget(tab.id)
    return release(parts, tab.id, stopped)
  }
  if (stop) {
    await parts.stops.stop(stop)
    await parts.behind.forget(tab.id)
    return 'stopped'
  }
  if (await parts.behind.released(tab.id, tab.url)) return 'released'
  await sweepFrames(parts, tab.id)
  return 'kept'
}

async function release(parts: SweepParts, tabId: number, address: string): Promise<'released' | 'kept'> {
  await parts.judge.readyFor(address, 'page')
  const verdict = parts.judge.verdict(address, 'page')
  if (verdict?.action !== 'allow' || verdict.reason.kind === 'not-web') return 'kept'
  await parts.stops.released(tabId)
  await parts.tabs.go(tabId, address)
  return 'released'
}

async function sweepFrames({ judge, tabs, frames }: SweepParts, tabId: number): Promise<void> {
  const open = await tabs.frames(tabId)
  await Promise.all(
    open.map(async (frame) => {
      if (frame.frameId !== 0) await judge.readyFor(frame.url, 'frame', { tabId })
      const verdict = frame.frameId === 0 ? null : judge.verdict(frame.url, 'frame', { tabId })
      if (verdict?.action === 'block') await frames.takeOut({ ...frame, tabId }, verdict)
    }),
  )
}
