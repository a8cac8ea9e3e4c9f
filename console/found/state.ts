/** What the part of the page about the guard shows, and how it comes by it. */
import { signal } from '@preact/signals'
import type { FoundList, FoundView } from '../../lib/protocol/found.ts'
import { type Answer, take } from '../answer.ts'
import { foundApi } from './api.ts'

export const found = signal<Answer<FoundList>>(null)
export const view = signal<{ readonly show: FoundView; readonly find: string; readonly page: number }>({
  show: 'all',
  find: '',
  page: 0,
})

/** A list that does not come is said in its place: it is no reason to cover what else the page has to say. */
export const load = (): Promise<void> =>
  take(found, async () => {
    const asked = view.value
    const list = await foundApi.list(asked.show, asked.find, asked.page)
    // What was decided may have emptied the last page.
    if (list.places.length > 0 || asked.page === 0 || view.value !== asked) return list
    view.value = { ...asked, page: 0 }
    return foundApi.list(asked.show, asked.find, 0)
  })

export async function look(change: Partial<typeof view.value>): Promise<void> {
  view.value = { ...view.value, page: 0, ...change }
  await load()
}
