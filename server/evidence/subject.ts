/** What the school has of one person beside their rows, for whoever asks under data protection law. */
import type { Context } from '../context.ts'
import { isHeldBack } from '../record/shown-looks.ts'

type Parts = Pick<Context, 'db'>

/** As JSON, with times in ISO. Nobody else is named in it: not who looked, nor whom a class has. */
export async function besideRows({ db }: Parts, person: number): Promise<string> {
  const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString())
  const classes = await db
    .selectFrom('class_pupils')
    .innerJoin('classes', 'classes.id', 'class_pupils.class')
    .select(['name', 'ended'])
    .where('person', '=', person)
    .execute()
  const agreed = await db
    .selectFrom('counted_agreements')
    .select(['text', 'year', 'at'])
    .where('person', '=', person)
    .execute()
  const permissions = await db
    .selectFrom('agreement_permissions')
    .select(['year', 'how', 'at', 'ended'])
    .where('person', '=', person)
    .execute()
  const asked = await db
    .selectFrom('page_requests')
    .select(['at', 'last', 'times', 'state', 'decided'])
    .where('person', '=', person)
    .execute()
  const alerts = await db
    .selectFrom('alerts')
    .select(['theme', 'severity', 'state', 'count', 'first', 'last'])
    .where('person', '=', person)
    .orderBy('first')
    .execute()
  const exceptions = await db
    .selectFrom('policy_exceptions')
    .select(['kind', 'at', 'until', 'ended'])
    .where('person', '=', person)
    .orderBy('at')
    .execute()
  const devices = await db
    .selectFrom('installations')
    .select(['installation', 'asset_id', 'directory_id', 'platform', 'browser', 'first_seen', 'last_seen'])
    .where((e) => e.or([e('person', '=', person), e('settled_person', '=', person)]))
    .execute()
  const looks = await db
    .selectFrom('record_looks')
    .selectAll()
    .where('person', '=', person)
    .orderBy('at')
    .execute()
  return JSON.stringify(
    {
      classes: classes.map(({ name, ended }) => ({ class: name, ended: iso(ended) })),
      agreementsGiven: agreed.map(({ at, ...rest }) => ({ ...rest, at: iso(at) })),
      parentsPermissions: permissions.map(({ at, ended, ...rest }) => ({
        ...rest,
        at: iso(at),
        ended: iso(ended),
      })),
      pagesAskedFor: asked.map(({ at, last, decided, ...rest }) => ({
        ...rest,
        at: iso(at),
        last: iso(last),
        decided: iso(decided),
      })),
      alerts: alerts.map(({ first, last, ...rest }) => ({ ...rest, first: iso(first), last: iso(last) })),
      unblocksAndPauses: exceptions.map(({ kind, at, until, ended }) => ({
        kind: kind === 'unblock' ? 'unblock' : 'pause',
        at: iso(at),
        until: iso(until),
        ended: iso(ended),
      })),
      browsers: devices.map(({ first_seen, last_seen, ...rest }) => ({
        ...rest,
        firstSeen: iso(first_seen),
        lastSeen: iso(last_seen),
      })),
      // One that is part of an enquiry is not told: that could put somebody at risk.
      looksAtTheRecord: looks
        .filter((look) => !isHeldBack(look))
        .map(({ at, role, reason }) => ({ day: iso(at)?.slice(0, 10), role, reason })),
    },
    null,
    2,
  )
}
