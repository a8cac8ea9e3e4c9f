/** When a source is asked for again. */
import { Cron } from 'croner'
import type { ListSchedule, ListSource } from '../../lib/protocol/list-sources.ts'
import { HOUR, MINUTE } from '../../lib/time/zone.ts'
import type { SourceRow } from './store.ts'

/** At night, when the line is free; each source at a minute of its own, so that not all are asked for at once. */
const HOURS: Readonly<Record<Exclude<ListSchedule, 'by-hand'>, string>> = {
  'six-hours': '1,7,13,19 * * *',
  daily: '4 * * *',
  weekly: '4 * * 6',
}

/** After a failure it is tried again sooner, but ever more seldom. */
const FIRST_PAUSE = 15 * MINUTE
const LONGEST_PAUSE = 6 * HOUR
const STEP = 17

type Asked = Pick<SourceRow, 'id' | 'address' | 'on' | 'schedule' | 'checked' | 'added' | 'failing'>

/** Epoch milliseconds, in the past when it is overdue; null when it is not asked for by itself. */
export function nextFetch(source: Asked, zone: string): number | null {
  const { id, address, on, schedule, checked, added, failing } = source
  if (address === null || on === 0 || schedule === 'by-hand') return null
  const last = checked ?? added
  const cron = new Cron(`${(id * STEP) % 60} ${HOURS[schedule]}`, { timezone: zone, paused: true })
  const planned = cron.nextRun(new Date(last))?.getTime() ?? null
  const times = failing === null ? 0 : ((JSON.parse(failing) as ListSource['failing'])?.times ?? 0)
  if (times === 0) return planned
  const again = last + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (times - 1))
  return planned === null ? again : Math.min(planned, again)
}
