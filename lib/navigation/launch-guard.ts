/**
 * The one blocking listener, on frames. DNR is the main line; this stands behind it for what DNR cannot see (an
 * address given at browser launch, before rules are loaded: crbug 1175349) and never waits. It has three answers:
 *
 * - Policy in memory: decide.
 * - Not ready, main frame, GET, no initiator (launch, typed, bookmark): cancel, and play again once ready.
 * - Not ready, anything else: leave it to DNR; onBeforeNavigate judges it as soon as the policy is read.
 */
import type { Judge } from './judge.ts'

export interface FrameRequest {
  readonly url: string
  readonly tabId: number
  readonly method: string
  readonly type: string
  readonly initiator?: string
}

export interface LaunchGuard {
  /** Synchronous, as the browser wants it. */
  answer(request: FrameRequest): { cancel?: boolean }
  /** True once for an address that was cancelled only because nothing was known yet. */
  takeHeld(tabId: number, url: string): boolean
}

/** A launch opens a handful of tabs; more than this is a flood, and DNR judges it. */
const MOST_HELD = 200

export function createLaunchGuard(judge: Judge): LaunchGuard {
  // Not truth: if this worker dies, the tab shows the browser's own error page and a reload is judged normally.
  const held = new Set<string>()
  // webRequest may leave the fragment out that webNavigation has.
  const key = (tabId: number, url: string): string => `${tabId} ${url.replace(/#.*$/, '')}`

  return {
    answer(request) {
      const target = request.type === 'main_frame' ? 'page' : 'frame'
      const verdict = judge.verdict(request.url, target, request)
      if (verdict) return verdict.action === 'allow' ? {} : { cancel: true }
      const fresh = target === 'page' && request.method === 'GET' && request.initiator === undefined
      if (!fresh || held.size >= MOST_HELD) return {}
      held.add(key(request.tabId, request.url))
      return { cancel: true }
    },
    takeHeld: (tabId, url) => held.delete(key(tabId, url)),
  }
}
