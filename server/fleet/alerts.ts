/**
 * When whoever looks after the network is written to about devices. Pure: what stands now, what was told, what time it
 * is. Few and folded: a mail says that something waits, the fleet page says what; by night nobody is woken, and what is
 * still so in the morning is told then.
 */
import { HOUR, type LocalTime, MINUTE } from '../../lib/time/zone.ts'
import type { Standing } from '../staff/standing.ts'

/** So large a part of the devices that are on, and so many, must be silent. */
const SILENT_SHARE = 0.2
const SILENT_LEAST = 5
/** They must be so for this long: a server that comes back hears of its devices one by one. */
const SILENT_FOR = 15 * MINUTE
/** At most one mail of a kind in so long. */
const APART = 6 * HOUR
/** From seven to six on weekdays, in minutes after midnight. */
const [FROM, TO] = [7 * 60, 18 * 60]
const FRIDAY = 5

export type FleetAlert = 'device-tampered' | 'many-silent'

/** What was told; kept in the database, so that a restart tells nothing twice. */
export interface Told {
  /** Rows of `installations` whose state somebody has been written to about. */
  readonly tampered: readonly number[]
  readonly tamperedAt: number
  /** Since when many are silent; null while they are not. */
  readonly silentSince: number | null
  readonly isSilentTold: boolean
  readonly silentAt: number
}

export const NOTHING_TOLD: Told = {
  tampered: [],
  tamperedAt: 0,
  silentSince: null,
  isSilentTold: false,
  silentAt: 0,
}

/** Whom to write about now, and what is told then. `local`: in the school's zone. */
export function alertsOf(
  standings: ReadonlyMap<number, Standing>,
  told: Told,
  now: number,
  local: LocalTime,
): { readonly mails: readonly FleetAlert[]; readonly told: Told } {
  const isAwake = local.weekday <= FRIDAY && local.minute >= FROM && local.minute < TO
  const tampered = idsOf(standings, 'tampered')
  // One that is well again may be told of again.
  const still = told.tampered.filter((id) => tampered.includes(id))
  const isNews = tampered.some((id) => !still.includes(id))
  const tellsTampered = isAwake && isNews && now - told.tamperedAt >= APART

  const silent = idsOf(standings, 'silent').length
  const on = silent + tampered.length + idsOf(standings, 'enforcing').length
  const isMany = silent >= SILENT_LEAST && silent >= on * SILENT_SHARE
  const silentSince = isMany ? (told.silentSince ?? now) : null
  const isLong = silentSince !== null && now - silentSince >= SILENT_FOR
  const tellsSilent = isAwake && isLong && !told.isSilentTold && now - told.silentAt >= APART
  return {
    mails: [
      ...(tellsTampered ? (['device-tampered'] as const) : []),
      ...(tellsSilent ? (['many-silent'] as const) : []),
    ],
    told: {
      tampered: tellsTampered ? tampered : still,
      tamperedAt: tellsTampered ? now : told.tamperedAt,
      silentSince,
      isSilentTold: isMany && (told.isSilentTold || tellsSilent),
      silentAt: tellsSilent ? now : told.silentAt,
    },
  }
}

const idsOf = (standings: ReadonlyMap<number, Standing>, is: Standing['is']): number[] =>
  [...standings].flatMap(([id, one]) => (one.is === is ? [id] : []))
