/**
 * The reasons that a pupil may choose instead of writing one. They go over the wire by name, since each pupil reads them
 * in a language of their own, and staff read English.
 */

/** As staff read them. A test holds them to the words of the page. */
export const READY_WHYS = {
  work: 'For my school work',
  homework: 'For my homework',
  learn: 'I want to learn about it',
  mistake: 'I think it is closed by mistake',
} as const
export type ReadyWhy = keyof typeof READY_WHYS

const MARK = 'ready:'

/** What goes over the wire for a reason that was chosen. */
export const readyWhy = (one: ReadyWhy): string => `${MARK}${one}`

/** What a reason says, in English where it was chosen, else as the pupil wrote it. */
export function saidWhy(why: string): string {
  const name = why.startsWith(MARK) ? why.slice(MARK.length) : ''
  return isReady(name) ? READY_WHYS[name] : why
}

const isReady = (name: string): name is ReadyWhy => Object.hasOwn(READY_WHYS, name)
