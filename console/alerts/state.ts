/** What the pages about alerts show, and how they come by it. */
import { signal } from '@preact/signals'
import type { Alerts, Learned, OpenedAlert, Telling, Week } from '../../lib/protocol/alerts.ts'
import { type Answer, here, take } from '../answer.ts'
import { alertsApi } from './api.ts'
import type { View } from './where.ts'

/** As far as somebody has asked for older ones. */
export interface LearnedRows {
  readonly learned: readonly Learned[]
  readonly more: boolean
}

export const inbox = signal<Answer<Alerts>>(null)
export const opened = signal<Answer<OpenedAlert>>(null)
export const learned = signal<Answer<LearnedRows>>(null)
export const telling = signal<Answer<Telling>>(null)
export const week = signal<Answer<Week>>(null)

export const loadInbox = (view: View): Promise<void> => take(inbox, () => alertsApi.list(view))
export const loadOne = (id: number): Promise<void> => take(opened, () => alertsApi.open(id))
export const loadLearned = (): Promise<void> => take(learned, () => alertsApi.learned(0))
export const loadTelling = (): Promise<void> => take(telling, () => alertsApi.telling())
export const loadWeek = (from?: string): Promise<void> => take(week, () => alertsApi.week(from))

export async function moreLearned(): Promise<void> {
  const before = here(learned.value)
  if (before === null) return
  const page = Math.ceil(before.learned.length / 100)
  const next = await alertsApi.learned(page)
  learned.value = { learned: [...before.learned, ...next.learned], more: next.more }
}
