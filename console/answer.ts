/** What a part of the page asked the server for, and how it comes by it. */
import type { Signal } from '@preact/signals'
import { ApiError } from './api.ts'
import { leave } from './state.ts'

/** Null until the first answer; words where none came. */
export type Answer<T extends object> = T | string | null

/** The answer itself, where there is one. */
export const here = <T extends object>(shown: Answer<T>): T | null =>
  typeof shown === 'string' ? null : shown

let asked = 0
const latest = new WeakMap<object, number>()
/** What `take` itself put there last. */
const taken = new WeakMap<object, unknown>()

/**
 * Asks, and puts the answer where it is shown; a session that ended leads to signing in. What is shown already stays when
 * the next answer does not come, and an older answer takes no newer one's place; nor that of anything else that was put
 * there meanwhile, as what an action answered.
 */
export async function take<T extends object>(into: Signal<Answer<T>>, ask: () => Promise<T>): Promise<void> {
  const mine = (asked += 1)
  latest.set(into, mine)
  const before = into.value
  const isOld = () => latest.get(into) !== mine || ![before, taken.get(into)].includes(into.value)
  try {
    const answer = await ask()
    if (isOld()) return
    taken.set(into, answer)
    into.value = answer
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) leave('Your session has ended.')
    if (!isOld() && here(into.value) === null) into.value = error.message
  }
}
