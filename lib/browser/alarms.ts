/** Alarms: the only clock that wakes a sleeping worker. Thirty seconds is the shortest the browser keeps. */
import { api } from './api.ts'

/** Makes sure a repeating alarm exists; one that is there already keeps its rhythm (re-creating would postpone it). */
export async function repeat(name: string, minutes: number): Promise<void> {
  if (!(await api.alarms.get(name))) await api.alarms.create(name, { periodInMinutes: minutes })
}

/** Wakes the worker once, at a time of the device's clock in epoch milliseconds; undefined takes the alarm back. */
export async function wakeAt(name: string, when: number | undefined): Promise<void> {
  if (when === undefined) await api.alarms.clear(name)
  else await api.alarms.create(name, { when })
}
