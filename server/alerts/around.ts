/** What stands around a row that is weighed: the lesson, the days before, what the school has taught. */
import type { Selectable } from 'kysely'
import type { Database } from '../db/open.ts'
import type { AlertSignalsTable } from '../db/tables/alerts.ts'
import { notExempt } from '../lessons/exempt.ts'
import { dayOf } from '../record/days.ts'
import type { Around } from './score.ts'
import { LESSON_SITTING, SITTING, WINDOW } from './weights.ts'

export type KeptSignal = Selectable<AlertSignalsTable>

/** Of one person, or of one device where nobody is known. */
export type Whose = Pick<KeptSignal, 'person' | 'installation'>

/** Rows of one theme in a week that are looked at: more say nothing more. */
export const MOST = 500

export async function aroundOf(
  trx: Database,
  signal: KeptSignal,
  whose: Whose,
  zone: string,
): Promise<Around> {
  const before = await timesBefore(trx, signal, whose)
  const inLesson = signal.person !== null && (await isInLesson(trx, signal.person, signal.at))
  return {
    inLesson,
    sittings: sittingsIn(before, signal.at, inLesson ? LESSON_SITTING : SITTING),
    days: new Set([signal.at, ...before].map((at) => dayOf(zone, at))).size,
    learned: await learnedOf(trx, signal),
  }
}

/**
 * When else in the window, oldest first. Nothing that somebody has dismissed or that is known to be wrong, and nothing
 * light from a lesson: what a class is taught comes again each week.
 */
async function timesBefore(trx: Database, { installation, seq, at, theme }: KeptSignal, whose: Whose) {
  const rows = await ofWhom(trx, whose, theme)
    .leftJoin('alerts', 'alerts.id', 'alert_signals.alert')
    .select('alert_signals.at')
    .where('alert_signals.points', 'is not', null)
    .where('alert_signals.at', '>', at - WINDOW)
    .where('alert_signals.at', '<', at + WINDOW)
    .where((e) => e.or([e('lesson', '=', 0), e('alert_signals.severity', '!=', 'low')]))
    .where((e) =>
      e.or([e('alert_signals.seq', '!=', seq), e('alert_signals.installation', '!=', installation)]),
    )
    .where((e) => e.or([e('alerts.state', 'is', null), e('alerts.state', '!=', 'dismissed')]))
    .orderBy('alert_signals.at')
    .limit(MOST)
    .execute()
  return rows.map((row) => row.at)
}

export const ofWhom = (trx: Database, { person, installation }: Whose, theme: KeptSignal['theme']) => {
  const query = trx.selectFrom('alert_signals').where('alert_signals.theme', '=', theme)
  return person === null
    ? query.where('alert_signals.installation', '=', installation)
    : query.where('alert_signals.person', '=', person)
}

/**
 * How many sittings there were beside that of `at`. Pure.
 * @param times oldest first
 * @param apart what lies closer together is one sitting
 */
export function sittingsIn(times: readonly number[], at: number, apart: number): number {
  let sittings = 0
  let last = -Infinity
  for (const time of times) {
    if (Math.abs(time - at) > apart && time - last > apart) sittings += 1
    last = time
  }
  return sittings
}

async function isInLesson(trx: Database, person: number, at: number): Promise<boolean> {
  const lesson = await trx
    .selectFrom('lessons')
    .innerJoin('class_pupils', 'class_pupils.class', 'lessons.class')
    .select('lessons.id')
    .where('class_pupils.person', '=', person)
    .where('started', '<=', at)
    .where((e) => e(e.fn.coalesce('ended', 'until'), '>', at))
    .where(notExempt(person))
    .executeTakeFirst()
  return lesson !== undefined
}

async function learnedOf(
  trx: Database,
  { theme, how, severity, same }: KeptSignal,
): Promise<Around['learned']> {
  const taught = await trx
    .selectFrom('alert_learned')
    .select(['what', (e) => e.fn.countAll<number>().as('count')])
    .where('ended', 'is', null)
    .where('theme', '=', theme)
    .where((e) =>
      e.or([
        e.and([e('what', '=', 'kind'), e('how', '=', how), e('severity', '=', severity)]),
        ...(same === null ? [] : [e.and([e('what', '=', 'same'), e('same', '=', same)])]),
      ]),
    )
    .groupBy('what')
    .execute()
  const of = (what: 'same' | 'kind') => taught.find((one) => one.what === what)?.count ?? 0
  return { same: of('same'), kind: of('kind') }
}
