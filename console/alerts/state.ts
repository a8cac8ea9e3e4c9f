/** What the pages about alerts show, and how they come by it. Null until the first answer; words where none came. */
import { type Signal, signal } from '@preact/signals'
import type { Alerts, Learned, OpenedAlert, Telling, Week } from '../../lib/protocol/alerts.ts'
import { ApiError } from '../api.ts'
import { leave } from '../state.ts'
import { alertsApi } from './api.ts'
import type { View } from './where.ts'

export const inbox = signal<Alerts | string | null>(null)
export const opened = signal<OpenedAlert | string | null>(null)
export const learned = signal<
  { readonly learned: readonly Learned[]; readonly more: boolean } | string | null
>(null)
export const telling = signal<Telling | string | null>(null)
export const week = signal<Week | string | null>(null)

let asked = 0

/**
 * Puts an answer where it is shown. What is shown already stays when the next answer does not come, and an older answer
 * takes no newer one's place.
 */
async function put<T extends object>(into: Signal<T | string | null>, ask: () => Promise<T>): Promise<void> {
  const mine = (asked += 1)
  latest.set(into, mine)
  try {
    const answer = await ask()
    if (latest.get(into) === mine) into.value = answer
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) leave('Your session has ended.')
    if (latest.get(into) === mine && (into.value === null || typeof into.value === 'string'))
      into.value = error.message
  }
}
const latest = new WeakMap<object, number>()

export const loadInbox = (view: View): Promise<void> => put(inbox, () => alertsApi.list(view))
export const loadOne = (id: number): Promise<void> => put(opened, () => alertsApi.open(id))
export const loadLearned = (): Promise<void> => put(learned, () => alertsApi.learned(0))
export const loadTelling = (): Promise<void> => put(telling, () => alertsApi.telling())
export const loadWeek = (from?: string): Promise<void> => put(week, () => alertsApi.week(from))

export async function moreLearned(): Promise<void> {
  const before = learned.value
  if (before === null || typeof before === 'string') return
  const page = Math.ceil(before.learned.length / 100)
  const next = await alertsApi.learned(page)
  learned.value = { learned: [...before.learned, ...next.learned], more: next.more }
}
