/**
 * The one blocking listener, on frames. DNR is the main line; this stands behind it for what DNR cannot see (an
 * address given at browser launch, before rules are loaded: crbug 1175349) and never waits. It has three answers:
 *
 * - Policy in memory: decide.
 * - Not ready, and the browser's rules may not be loaded yet either; main frame, GET: cancel, and play again once ready.
 *   Whoever asked for it: the rules of a lesson end with the browser session (rules/lesson-set.ts), and a page that is
 *   restored may say who linked to it.
 * - Not ready, anything else: leave it to DNR; onBeforeNavigate judges it as soon as the policy is read.
 *
 * Rules are loaded when the browser or a new version of the extension starts. A worker that was only woken again, in
 * a browser that has long been running, leaves a typed page to them too: holding it would cost the pupil the reading
 * of all that is stored, and prove nothing.
 */
import type { Judge } from './judge.ts'

export interface FrameRequest {
  /** Counts the requests of a browser session; of no shape that the browser promises. */
  readonly requestId: string
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

/** A launch opens a handful of tabs. More than this is a flood: it stays stopped, and a reload is judged normally. */
const MOST_HELD = 200

/** The rules are loaded within a second of a launch: far fewer requests can have been made by then. */
const REQUESTS_OF_A_LAUNCH = 1000

const isLongAfterLaunch = (requestId: string): boolean =>
  /^\d+$/.test(requestId) && Number(requestId) > REQUESTS_OF_A_LAUNCH

/** `isWokenAgain`: this version's worker has run before; false or unknown after an install, update or reload. */
export function createLaunchGuard(judge: Judge, isWokenAgain: boolean): LaunchGuard {
  // Not truth: if this worker dies, the tab shows the browser's own error page and a reload is judged normally.
  const held = new Set<string>()
  // webRequest may leave the fragment out that webNavigation has.
  const key = (tabId: number, url: string): string => `${tabId} ${url.replace(/#.*$/, '')}`

  return {
    answer(request) {
      const target = request.type === 'main_frame' ? 'page' : 'frame'
      const verdict = judge.verdict(request.url, target, request)
      if (verdict) return verdict.action === 'allow' ? {} : { cancel: true }
      const rulesHold = isWokenAgain && isLongAfterLaunch(request.requestId)
      const canBePlayedAgain = target === 'page' && request.method === 'GET'
      if (rulesHold || !canBePlayedAgain) return {}
      if (held.size < MOST_HELD) held.add(key(request.tabId, request.url))
      return { cancel: true }
    },
    takeHeld: (tabId, url) => held.delete(key(tabId, url)),
  }
}
