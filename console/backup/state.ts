/** What the part of the page about backups shows, and how it comes by it. */
import { signal } from '@preact/signals'
import type { Backups } from '../../lib/protocol/backup.ts'
import { ApiError } from '../api.ts'
import { attempt, leave } from '../state.ts'
import { backupApi } from './api.ts'

/** Null until the first answer; words where none came. */
export const backups = signal<Backups | string | null>(null)

/** While one is made its progress is looked at this often. Milliseconds. */
const SOON = 1000
let timer: ReturnType<typeof setTimeout> | undefined

function show(state: Backups): void {
  backups.value = state
  clearTimeout(timer)
  if (state.running) timer = setTimeout(() => void load(), SOON)
}

export async function load(): Promise<void> {
  try {
    show(await backupApi.state())
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) leave('Your session has ended.')
    // What is shown stays shown: the next look may work.
    if (backups.value === null || typeof backups.value === 'string') backups.value = error.message
  }
}

/** Does one of the page's own things and shows how it is then. */
export const act = (work: () => Promise<Backups>, done?: string): Promise<boolean> =>
  attempt(async () => show(await work()), done)
