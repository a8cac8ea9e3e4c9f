/** One week in numbers: for the weekly mail and its page. Nobody is named; whoever sees numbers alone sees them in fives. */
import { THEMES } from '../../lib/policy/themes.ts'
import { figureOf } from '../../lib/protocol/figures.ts'
import type { Week } from '../../lib/protocol/alerts.ts'
import { DAY, localTime, MINUTE, stretchAt } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { openActs } from './acts.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import { cutsOf } from '../keeping/keeping.ts'
import { dayOf, startOfDays } from '../record/days.ts'

type Parts = Pick<Context, 'db' | 'vault'>

/** The midnight with which the week of an instant began, on the school's clock. */
export function mondayOf(zone: string, at: number): number {
  const stretch = stretchAt(zone, at) ?? { from: at, to: at + 1, offset: 0 }
  return startOfDays(zone, at, localTime(stretch, at).weekday)
}

/** The Monday before another. */
export const weekBefore = (zone: string, monday: number): number => mondayOf(zone, monday - DAY)

/** The Monday after: days are not all of one length. */
const weekAfter = (zone: string, monday: number): number => mondayOf(zone, monday + 7.5 * DAY)

/** The noon of a day like 2026-11-23: within that day in every zone that a school is in. */
export const noonOf = (day: string): number => Date.parse(`${day}T12:00:00Z`)

/** Which week, as of when, and for whom. */
export interface WeekAsked {
  /** Within the week that is meant. */
  readonly at: number
  readonly now: number
  /** What could be one pupil is hidden: from who may see numbers alone. */
  readonly hides: boolean
}

/**
 * Throws a Refusal (409) for who sees numbers alone, of a week that runs or of which something is deleted already: two looks
 * at it, taken from one another, would tell of one day.
 */
export async function weekOf(parts: Parts, { at, now, hides }: WeekAsked): Promise<Week> {
  const zone = zoneOf(await policyInForce(parts))
  const from = mondayOf(zone, at)
  const to = weekAfter(zone, from)
  const whole = await wholeWeeks(parts.db, zone, now)
  if (hides && (from < whole.from || to > whole.to))
    throw new Refusal(
      409,
      'not-whole',
      'Of a week the numbers are told when it is over and while all of it is kept.',
    )
  const shown = (count: number): number | null => (hides ? inFives(count) : count)
  const alerts = await parts.db
    .selectFrom('alerts')
    .select(['id', 'person', 'theme', 'severity', 'state', 'made'])
    .where('made', '>=', from)
    .where('made', '<', to)
    .execute()
  const acts = await actsOf(parts, from, to)
  const opened = new Map(
    acts.flatMap(({ alert, act, at: when }) => (act === 'opened' ? [[alert, when]] : [])),
  )
  const of = (severity: string) => alerts.filter((one) => one.severity === severity)
  const times = (some: typeof alerts): number | null => {
    const minutes = some.flatMap(({ id, made }) => {
      const when = opened.get(id)
      return when === undefined ? [] : [(when - made) / MINUTE]
    })
    // Of few it could be one alert's own time.
    return shown(minutes.length) === null ? null : median(minutes)
  }
  const inState = (...states: string[]) => shown(alerts.filter(({ state }) => states.includes(state)).length)
  return {
    from: dayOf(zone, from),
    to: dayOf(zone, to - 1),
    bySeverity: {
      high: shown(of('high').length),
      medium: shown(of('medium').length),
      low: shown(of('low').length),
    },
    byTheme: THEMES.map((theme) => {
      const mine = alerts.filter((one) => one.theme === theme)
      const pupils = new Set(mine.flatMap(({ person }) => person ?? [])).size
      return { theme, count: mine.length, alerts: shown(mine.length), pupils: shown(pupils) }
    })
      // For who sees numbers alone no line for few: that there is one would say that it is not none.
      .filter(({ count, alerts: some }) => count > 0 && some !== null)
      .map(({ theme, alerts: some, pupils }) => ({ theme, alerts: some, pupils })),
    opened: shown(alerts.filter(({ id }) => opened.has(id)).length),
    unopened: inState('new'),
    dismissed: inState('dismissed'),
    wrong: shown(new Set(acts.filter(({ what }) => what === 'wrong').map(({ alert }) => alert)).size),
    closed: inState('closed'),
    medianMinutes: times(alerts),
    medianHighMinutes: times(of('high')),
    rows: shown(await countRows(parts.db, from, to)),
    timeZone: zone,
    hasBefore: !hides || weekBefore(zone, from) >= whole.from,
    hasAfter: hides ? weekAfter(zone, to) <= whole.to : to <= now,
  }
}

/** Between which Mondays weeks are over and kept whole. */
async function wholeWeeks(db: Database, zone: string, now: number): Promise<{ from: number; to: number }> {
  const { safety } = (await cutsOf(db, now)).of
  const first = mondayOf(zone, safety)
  return { from: first < safety ? weekAfter(zone, first) : first, to: mondayOf(zone, now) }
}

const inFives = (count: number): number | null => {
  const figure = figureOf(count)
  return figure === 'few' ? null : figure
}

/** Of the week's alerts, the first opening of each: the newest first, so that in a map the first stays. */
const actsOf = async (parts: Parts, from: number, to: number) =>
  openActs(
    parts,
    await parts.db
      .selectFrom('alert_acts')
      .innerJoin('alerts', 'alerts.id', 'alert_acts.alert')
      .selectAll('alert_acts')
      .where('alerts.made', '>=', from)
      .where('alerts.made', '<', to)
      .orderBy('alert_acts.id', 'desc')
      .execute(),
  )

async function countRows(db: Database, from: number, to: number): Promise<number> {
  const { rows } = await db
    .selectFrom('alert_signals')
    .innerJoin('installations', 'installations.id', 'alert_signals.installation')
    .select((e) => e.fn.countAll<number>().as('rows'))
    .where('installations.state', '=', 'confirmed')
    .where('at', '>=', from)
    .where('at', '<', to)
    .executeTakeFirstOrThrow()
  return rows
}

/** Rounded; null of nothing. */
function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]
  return middle === undefined ? null : Math.max(0, Math.round(middle))
}
