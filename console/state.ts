/** What the page shows, and how it is kept fresh. */
import { signal } from '@preact/signals'
import type { sessionSchema, TokenInfo, WindowState } from '../lib/protocol/staff.ts'
import type { Role } from '../lib/protocol/staff-roles.ts'
import type { z } from '../lib/zod.ts'
import { api, ApiError } from './api.ts'
import { loadFleet } from './fleet/state.ts'

export type SignedIn =
  | { readonly state: 'unknown' | 'out' }
  /** With an invitation in the address, and no passkey yet. */
  | { readonly state: 'invited'; readonly link: string }
  | {
      readonly state: 'in'
      readonly school?: string | undefined
      readonly roles: readonly Role[]
      readonly how: z.infer<typeof sessionSchema>['how']
      /** Absent for the one-time link. */
      readonly name?: string | undefined
    }

export const signedIn = signal<SignedIn>({ state: 'unknown' })
/** Why signing in did not work, or why the session ended. */
export const signInProblem = signal('')
export const windowState = signal<WindowState | null>(null)
export const tokens = signal<readonly TokenInfo[] | null>(null)
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
      leave('Your session has ended.')
    } else {
      notice.value = { text: error.message, wrong: true }
    }
    return false
  }
}

/** True when whoever is signed in has this role. */
export const has = (role: Role): boolean =>
  signedIn.value.state === 'in' && signedIn.value.roles.includes(role)

export async function refresh(): Promise<void> {
  if (!has('network')) return
  const [nextWindow, nextTokens] = await Promise.all([api.window(), api.tokens(), loadFleet()])
  windowState.value = nextWindow
  tokens.value = nextTokens.tokens
}

/** Puts whoever signed in into the page and keeps it fresh. */
export async function enter(session: z.infer<typeof sessionSchema>): Promise<void> {
  const { school, roles, how, name } = session
  signedIn.value = { state: 'in', school, roles, how, name }
  signInProblem.value = ''
  await attempt(refresh)
}

export function leave(why: string): void {
  signedIn.value = { state: 'out' }
  signInProblem.value = why
}

/** Signs in with the link's secret when the address carries one, otherwise finds out whether we are signed in. */
export async function begin(): Promise<void> {
  const [, kind, secret] = /^#(link|invite)=([\w-]+)$/.exec(location.hash) ?? []
  // Out of the address bar and the history at once: it works only once, but need not be read over a shoulder.
  if (secret) history.replaceState(null, '', location.pathname)
  if (kind === 'invite' && secret) {
    signedIn.value = { state: 'invited', link: secret }
    return
  }
  try {
    await enter(secret ? await api.signIn(secret) : await api.session())
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    leave(secret ? error.message : '')
  }
}

/** Keeps the page fresh while it is looked at, and takes a link that is opened in a page which is there already. */
export function watch(): void {
  setInterval(() => {
    if (document.visibilityState === 'visible' && signedIn.value.state === 'in') void attempt(refresh)
  }, REFRESH)
  addEventListener('hashchange', () => {
    if (/^#(link|invite)=/.test(location.hash)) void begin()
  })
}
