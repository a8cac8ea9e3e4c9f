/** What the part of the page about self-checks shows. */
import { signal } from '@preact/signals'
import type { SelfChecks } from '../../lib/protocol/self-check.ts'
import { type Answer, take } from '../answer.ts'
import { selfCheckApi } from './api.ts'

export const checks = signal<Answer<SelfChecks>>(null)
export const view = signal<{ readonly show: 'all' | 'failed'; readonly page: number }>({
  show: 'all',
  page: 0,
})

export const load = (): Promise<void> =>
  take(checks, () => selfCheckApi.list(view.value.show, view.value.page))

export async function look(change: Partial<typeof view.value>): Promise<void> {
  view.value = { ...view.value, page: 0, ...change }
  await load()
}
