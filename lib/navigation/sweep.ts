/**
 * Judges every open tab and frame: at each worker start (tabs opened before the forced install finished, or given
 * at browser launch) and at each change of policy. Tabs whose stopped page is open again go on to it.
 */
import { stoppedAddress } from './blocked-address.ts'
import type { FrameStops } from './frame-stops.ts'
import type { Judge } from './judge.ts'
import type { TabsPort, TabView } from './ports.ts'
import type { Stops } from './stops.ts'

export interface SweepParts {
  readonly judge: Judge
  readonly tabs: TabsPort
  readonly stops: Stops
  readonly frames: FrameStops
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
  await parts.judge.ready
  const all = await parts.tabs.all()
  const outcomes = await Promise.all(all.map((tab) => inTime(sweepTab(parts, tab), within)))
  const hung = outcomes.filter((outcome) => outcome === 'hung').length
  if (hung > 0) throw new UnsweptError(`${hung} tabs did not answer`)
  return {
    stopped: outcomes.filter((o) => o === 'stopped').length,
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

async function sweepTab(parts: SweepParts, tab: TabView): Promise<'stopped' | 'released' | 'kept'> {
  const stopped = stoppedAddress(parts.page, tab.url)
  if (stopped !== null) return release(parts, tab.id, stopped)
  await parts.judge.readyFor(tab.url, 'page')
  const verdict = parts.judge.verdict(tab.url, 'page')
  if (verdict && verdict.action !== 'allow') {
    await parts.stops.stop({ tabId: tab.id, url: tab.url, verdict, wasOpen: true })
    return 'stopped'
  }
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
