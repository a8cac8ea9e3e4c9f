/** What the part of the page about the guard shows, and how it comes by it. */
import { signal } from '@preact/signals'
import type { FoundList, FoundView } from '../../lib/protocol/found.ts'
import { ApiError } from '../api.ts'
import { leave } from '../state.ts'
import { foundApi } from './api.ts'

/** Null until the first answer; words where none came. */
export const found = signal<FoundList | string | null>(null)
export const view = signal<{ readonly show: FoundView; readonly find: string; readonly page: number }>({
  show: 'all',
  find: '',
  page: 0,
})

/** A list that does not come is said in its place: it is no reason to cover what else the page has to say. */
export async function load(): Promise<void> {
  const asked = view.value
  try {
    const list = await foundApi.list(asked.show, asked.find, asked.page)
    // An older answer must not replace a newer one.
    if (view.value !== asked) return
    // What was decided may have emptied the last page.
    if (list.places.length === 0 && asked.page > 0) await look({ page: 0 })
    else found.value = list
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) leave('Your session has ended.')
    // What is shown stays shown: the next look may work.
    if (view.value === asked && (found.value === null || typeof found.value === 'string'))
      found.value = error.message
  }
}

export async function look(change: Partial<typeof view.value>): Promise<void> {
  view.value = { ...view.value, page: 0, ...change }
  await load()
}
