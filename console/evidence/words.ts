/** Erasures in words. */
import type { ErasureSaid } from '../../lib/protocol/evidence-staff.ts'
import { dateTime, plural } from '../format.ts'

/** Until when backups from before hold what was erased. */
export function backupsWords({ inBackups }: Pick<ErasureSaid, 'inBackups'>, now: number): string {
  if (inBackups === null) return ''
  const { until, isThere } = inBackups
  if (isThere === false) return 'No backup that Kerb has made holds it any more.'
  const by = dateTime(until)
  if (isThere === null)
    return `Backups from before are deleted by ${by}, but their folder cannot be read just now: ask your network manager.`
  return until > now
    ? `Backups from before still hold it: the last of them is deleted by ${by}.`
    : `A backup from before still holds it, which was to be deleted by ${by}: tell your network manager.`
}

/** What became of one. */
export function doneWords(one: ErasureSaid, now: number): string {
  if (one.done === null) return 'It is being erased: see Evidence for how far it is.'
  const what =
    one.stopped === null
      ? 'It is erased.'
      : `It was stopped: ${plural(one.erased ?? 0, 'row')} of ${one.planned} are erased, and the rest stays.`
  return one.erased === 0 ? what : `${what} ${backupsWords(one, now)}`
}

/** How far one is. */
export const atWorkWords = ({ erased, planned, stopped }: ErasureSaid): string =>
  stopped === null ? `Erasing: ${erased ?? 0} of ${plural(planned, 'row')}` : 'Stopping'
