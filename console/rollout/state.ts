/** What the part of the page about rolling out shows. Files that were made are in memory alone: the token is told once. */
import { signal } from '@preact/signals'
import type { FirstDevice, MadeRollout, MakeRollout, Rollout } from '../../lib/protocol/rollout.ts'
import { api, ApiError } from '../api.ts'
import { type Answer, here, take } from '../answer.ts'
import { attempt, tokens } from '../state.ts'
import { rolloutApi } from './api.ts'

export const rollout = signal<Answer<Rollout>>(null)
export const made = signal<MadeRollout | null>(null)
export const first = signal<FirstDevice | null>(null)

/** How often the first device is looked for. Milliseconds. */
const SOON = 3000
let timer: ReturnType<typeof setTimeout> | undefined

/** After a reload, too, the server knows which settings were made last, and how their first device does. */
export async function load(): Promise<void> {
  await take(rollout, rolloutApi.state)
  if (first.value === null) await watchFirst()
}

/** The number of the token whose first device is watched. */
const watched = (): number | undefined => made.value?.token ?? here(rollout.value)?.watched?.token

export const make = (asked: MakeRollout): Promise<boolean> =>
  attempt(async () => {
    made.value = await rolloutApi.make(asked)
    first.value = null
    tokens.value = (await api.tokens()).tokens
    void watchFirst()
  }, 'The settings are made. They hold a fresh token: download what you need before you leave this page.')

/** Every step is green. */
export const isDone = ({ device }: FirstDevice): boolean =>
  device !== null &&
  device.isConfirmed &&
  device.isEnforcing &&
  device.rows > 0 &&
  device.findings.length === 0

/** Looks again and again until the first device is well, or the page has gone. */
async function watchFirst(): Promise<void> {
  clearTimeout(timer)
  const of = watched()
  if (of === undefined) return
  try {
    if (document.visibilityState === 'visible') first.value = await rolloutApi.first(of)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) return
    // The server may be away for a moment.
  }
  if (watched() === of && !(first.value && isDone(first.value)))
    timer = setTimeout(() => void watchFirst(), SOON)
}
