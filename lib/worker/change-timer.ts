/**
 * Wakes for the next change of what holds: an alarm, which outlives the worker, and for a change that is near a timer
 * too. An alarm comes no sooner than half a minute from now, and a lesson must not last longer for that.
 */
const SOONEST_ALARM_MS = 30_000

export class ChangeTimer {
  private readonly alarm: (wait: number | undefined) => Promise<void>
  private readonly due: () => void
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(alarm: (wait: number | undefined) => Promise<void>, due: () => void) {
    this.alarm = alarm
    this.due = due
  }

  /** After so many milliseconds; undefined: not at all. In place of what was asked for before. */
  in(wait: number | undefined): Promise<void> {
    clearTimeout(this.timer)
    if (wait !== undefined && wait < SOONEST_ALARM_MS) this.timer = setTimeout(this.due, Math.max(0, wait))
    return this.alarm(wait)
  }
}
