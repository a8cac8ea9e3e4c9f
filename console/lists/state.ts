/** What the part of the page about lists shows, and how it comes by it. */
import { signal } from '@preact/signals'
import type { Correction } from '../../lib/protocol/list-corrections.ts'
import type { ListPreset, ListSources } from '../../lib/protocol/list-sources.ts'
import { ApiError } from '../api.ts'
import { attempt, leave } from '../state.ts'
import { listsApi } from './api.ts'

interface Lists {
  readonly of: ListSources
  readonly presets: readonly ListPreset[]
  readonly corrections: readonly Correction[]
}

/** Null until the first answer; words where none came. */
export const lists = signal<Lists | string | null>(null)

/** Lists that do not come are said in their place: that is no reason to cover what else the page has to say. */
export async function load(): Promise<void> {
  try {
    const [of, { presets }, { corrections }] = await Promise.all([
      listsApi.sources(),
      listsApi.presets(),
      listsApi.corrections(),
    ])
    lists.value = { of, presets, corrections }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) leave('Your session has ended.')
    // What is shown stays shown: the next look may work.
    if (lists.value === null || typeof lists.value === 'string') lists.value = error.message
  }
}

/** Does something, says that it is done, and shows how it is then. @returns whether it was done */
export async function act(work: () => Promise<unknown>, done: string): Promise<boolean> {
  const worked = await attempt(async () => void (await work()), done)
  await load()
  return worked
}
