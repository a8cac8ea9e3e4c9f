/** What the part of the page about lists shows, and how it comes by it. */
import { signal } from '@preact/signals'
import type { Correction } from '../../lib/protocol/list-corrections.ts'
import type { ListPreset, ListSources } from '../../lib/protocol/list-sources.ts'
import { type Answer, take } from '../answer.ts'
import { attempt } from '../state.ts'
import { listsApi } from './api.ts'

export interface Lists {
  readonly of: ListSources
  readonly presets: readonly ListPreset[]
  readonly corrections: readonly Correction[]
}

export const lists = signal<Answer<Lists>>(null)

/** Lists that do not come are said in their place: that is no reason to cover what else the page has to say. */
export const load = (): Promise<void> =>
  take(lists, async () => {
    const [of, { presets }, { corrections }] = await Promise.all([
      listsApi.sources(),
      listsApi.presets(),
      listsApi.corrections(),
    ])
    return { of, presets, corrections }
  })

/** Does something, says that it is done, and shows how it is then. @returns whether it was done */
export async function act(work: () => Promise<unknown>, done: string): Promise<boolean> {
  const worked = await attempt(async () => void (await work()), done)
  await load()
  return worked
}
