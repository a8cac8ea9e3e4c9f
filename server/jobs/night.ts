/** When the server does its nightly work. */
import { Cron } from 'croner'

/** Half past three at night, when nobody is at school. */
export const NIGHTLY = '30 3 * * *'

/** The next night's time after `now`, on the school's clock. */
export function nextNight(timezone: string, now: number): number {
  const next = new Cron(NIGHTLY, { timezone, paused: true }).nextRun(new Date(now))
  if (next === null) throw new Error('the nightly time never comes')
  return next.getTime()
}
