/**
 * Alarms: the only clock that wakes a sleeping worker. Thirty seconds is the shortest the browser keeps. Chromium
 * keeps the time of day at which an alarm is due, so a clock that is set back puts it off for as long.
 */
import { api } from './api.ts'

const MINUTE_MS = 60_000
/** An alarm may be due a moment later than a full period from now. */
const SLACK_MS = 5_000

/**
 * Makes sure a repeating alarm exists and comes within its period; one that does keeps its rhythm (making it anew
 * would postpone it). The first comes at a random moment, so that a school's devices do not march in step.
 */
export async function repeat(name: string, minutes: number, random = Math.random()): Promise<void> {
  const alarm = await api.alarms.get(name)
  if (alarm && alarm.periodInMinutes === minutes) {
    const wait = alarm.scheduledTime - Date.now()
    if (Math.abs(wait) <= minutes * MINUTE_MS + SLACK_MS) return
  }
  const delayInMinutes = Math.max(0.5, minutes * (0.5 + random / 2))
  await api.alarms.create(name, { delayInMinutes, periodInMinutes: minutes })
}

/** Wakes the worker once, after so many milliseconds; undefined takes the alarm back. */
export async function wakeIn(name: string, wait: number | undefined): Promise<void> {
  if (wait === undefined) await api.alarms.clear(name)
  else await api.alarms.create(name, { when: Date.now() + Math.max(0, wait) })
}
