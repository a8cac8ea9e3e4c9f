/** What the part of the page about backups shows, and how it comes by it. */
import { signal } from '@preact/signals'
import type { Backups } from '../../lib/protocol/backup.ts'
import { type Answer, take } from '../answer.ts'
import { attempt } from '../state.ts'
import { backupApi } from './api.ts'

export const backups = signal<Answer<Backups>>(null)

/** While one is made its progress is looked at this often. Milliseconds. */
const SOON = 1000
let timer: ReturnType<typeof setTimeout> | undefined

/** An answer; while a backup is being made another is asked for soon. */
async function watched(asked: Promise<Backups>): Promise<Backups> {
  const state = await asked
  clearTimeout(timer)
  if (state.running) timer = setTimeout(() => void load(), SOON)
  return state
}

export const load = (): Promise<void> => take(backups, () => watched(backupApi.state()))

/** Does one of the page's own things and shows how it is then. */
export const act = (work: () => Promise<Backups>, done?: string): Promise<boolean> =>
  attempt(async () => void (backups.value = await watched(work())), done)
