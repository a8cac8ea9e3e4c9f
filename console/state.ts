/** What the page shows, and how it is kept fresh. */
import { signal } from '@preact/signals'
import type { Fleet, History, TokenInfo, WindowState } from '../lib/protocol/staff.ts'
import { api, ApiError, type FleetView } from './api.ts'

export type SignedIn =
  | { readonly state: 'unknown' | 'out' }
  | { readonly state: 'in'; readonly school?: string | undefined }

export const signedIn = signal<SignedIn>({ state: 'unknown' })
/** Why signing in did not work, or why the session ended. */
export const signInProblem = signal('')
export const fleet = signal<Fleet | null>(null)
export const view = signal<{ readonly show: FleetView; readonly find: string; readonly page: number }>({
  show: 'attention',
  find: '',
  page: 0,
})
export const windowState = signal<WindowState | null>(null)
export const tokens = signal<readonly TokenInfo[] | null>(null)
export const published = signal<History['published'] | null>(null)
/** Said aloud by screen readers and shown for a while: what was just done, or what went wrong. */
export const notice = signal<{ readonly text: string; readonly wrong: boolean } | null>(null)

/** How often the page asks again while it is looked at. Milliseconds. */
const REFRESH = 15_000

/** Runs something that asks the server; what goes wrong is said, and a session that ended leads to signing in. */
export async function attempt(work: () => Promise<void>, done?: string): Promise<boolean> {
  try {
    await work()
    if (done !== undefined) notice.value = { text: done, wrong: false }
    return true
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) {
      signedIn.value = { state: 'out' }
      signInProblem.value = 'Your session has ended.'
    } else {
      notice.value = { text: error.message, wrong: true }
    }
    return false
  }
}

export async function refresh(): Promise<void> {
  const { show, find, page } = view.value
  const [nextFleet, nextWindow, nextTokens, nextHistory] = await Promise.all([
    api.fleet(show, find, page),
    api.window(),
    api.tokens(),
    api.history(),
  ])
  // The view may have changed while it was asked for: an older answer must not replace a newer one.
  if (view.value.show === show && view.value.find === find && view.value.page === page)
    fleet.value = nextFleet
  windowState.value = nextWindow
  tokens.value = nextTokens.tokens
  published.value = nextHistory.published
}

export function look(change: Partial<typeof view.value>): void {
  view.value = { ...view.value, page: 0, ...change }
  void attempt(refresh)
}

/** Signs in with the link's secret when the address carries one, otherwise finds out whether we are signed in. */
export async function begin(): Promise<void> {
  const secret = /^#link=([\w-]+)$/.exec(location.hash)?.[1]
  // Out of the address bar and the history at once: it works only once, but need not be read over a shoulder.
  if (secret) history.replaceState(null, '', location.pathname)
  try {
    const session = secret ? await api.signIn(secret) : await api.session()
    signedIn.value = { state: 'in', school: session.school }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    signedIn.value = { state: 'out' }
    signInProblem.value = secret ? error.message : ''
    return
  }
  await attempt(refresh)
  setInterval(() => {
    if (document.visibilityState === 'visible' && signedIn.value.state === 'in') void attempt(refresh)
  }, REFRESH)
}
