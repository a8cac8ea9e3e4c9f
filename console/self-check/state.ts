/** What the part of the page about self-checks shows. */
import { signal } from '@preact/signals'
import type { SelfChecks } from '../../lib/protocol/self-check.ts'
import { ApiError } from '../api.ts'
import { leave } from '../state.ts'
import { selfCheckApi } from './api.ts'

/** Null until the first answer; words where none came. */
export const checks = signal<SelfChecks | string | null>(null)
export const view = signal<{ readonly show: 'all' | 'failed'; readonly page: number }>({
  show: 'all',
  page: 0,
})

export async function load(): Promise<void> {
  const asked = view.value
  try {
    const list = await selfCheckApi.list(asked.show, asked.page)
    // An older answer must not replace a newer one.
    if (view.value === asked) checks.value = list
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) leave('Your session has ended.')
    if (checks.value === null || typeof checks.value === 'string') checks.value = error.message
  }
}

export async function look(change: Partial<typeof view.value>): Promise<void> {
  view.value = { ...view.value, page: 0, ...change }
  await load()
}
