/**
 * Is the stream still true? A connection that died without a word looks like one on which nothing happens. The list
 * of running lessons, asked for now and then, tells them apart.
 */
import { ApiError } from '../api.ts'
import { leave } from '../state.ts'
import { finish, live, markBroken, reopen } from './live.ts'
import { lessonsApi } from './api.ts'
import { refreshRunning, running } from './state.ts'
import { SIGNED_OUT } from './words.ts'

/** How often the list is asked for. Milliseconds. */
export const LOOKS = 20_000
/** After the server ended the stream: when it is tried again. Milliseconds. */
const AGAIN = [1_000, 3_000, 10_000, 30_000] as const

/** Looks in a row at which list and stream disagreed. */
let apart = 0
let tries = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** Asks for the list; an end, a sign-out and a stream that says something else are acted on. */
export async function look(): Promise<void> {
  const { id } = live.value
  try {
    await refreshRunning()
    if (live.value.id !== id || live.value.over !== null) return
    const listed = running.value?.find((lesson) => lesson.id === id)
    if (!listed) {
      finish('ended')
      return
    }
    const shown = live.value.pupils.filter(({ state }) => state === 'enforcing').length
    apart = live.value.link === 'live' && listed.enforcing !== shown ? apart + 1 : 0
    if (apart < 2) return
    apart = 0
    reopen()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) leave(SIGNED_OUT)
    else markBroken()
  }
}

/** The server ended the stream without a word: why, and if for nothing that lasts, again in a moment. */
export function askWhy(): void {
  clearTimeout(timer)
  const { id } = live.value
  const wait = AGAIN[Math.min(tries, AGAIN.length - 1)]
  tries += 1
  void why(id)
  timer = setTimeout(() => {
    if (live.value.id === id) reopen()
  }, wait)
}

async function why(id: string): Promise<void> {
  await look()
  if (live.value.id !== id || live.value.over !== null || live.value.link === 'live') return
  try {
    const { mayStart } = await lessonsApi.beginning()
    if (!mayStart && live.value.id === id) finish('hours')
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // It is tried again by the clock.
  }
}

/** A stream that speaks starts the count of tries anew. */
export const calm = (): void => {
  tries = 0
}

/** Another page is looked at. */
export function rest(): void {
  clearTimeout(timer)
  tries = 0
  apart = 0
}
