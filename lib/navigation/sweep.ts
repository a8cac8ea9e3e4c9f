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

/** @returns how many tabs were stopped or released */
export async function sweep(parts: SweepParts): Promise<{ stopped: number; released: number }> {
  await parts.judge.ready
  const outcomes = await Promise.all((await parts.tabs.all()).map((tab) => sweepTab(parts, tab)))
  return {
    stopped: outcomes.filter((o) => o === 'stopped').length,
    released: outcomes.filter((o) => o === 'released').length,
  }
}

async function sweepTab(parts: SweepParts, tab: TabView): Promise<'stopped' | 'released' | 'kept'> {
  const stopped = stoppedAddress(parts.page, tab.url)
  if (stopped !== null) return release(parts, tab.id, stopped)
  const verdict = parts.judge.verdict(tab.url, 'page')
  if (verdict && verdict.action !== 'allow') {
    await parts.stops.stop({ tabId: tab.id, url: tab.url, verdict, wasOpen: true })
    return 'stopped'
  }
  await sweepFrames(parts, tab.id)
  return 'kept'
}

async function release(parts: SweepParts, tabId: number, address: string): Promise<'released' | 'kept'> {
  const verdict = parts.judge.verdict(address, 'page')
  if (verdict?.action !== 'allow' || verdict.reason.kind === 'not-web') return 'kept'
  await parts.tabs.go(tabId, address)
  return 'released'
}

async function sweepFrames({ judge, tabs, frames }: SweepParts, tabId: number): Promise<void> {
  const open = await tabs.frames(tabId)
  await Promise.all(
    open.map(async (frame) => {
      const verdict = frame.frameId === 0 ? null : judge.verdict(frame.url, 'frame', { tabId })
      if (verdict?.action === 'block') await frames.takeOut({ ...frame, tabId }, verdict)
    }),
  )
}
