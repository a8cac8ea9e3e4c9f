/** What was noticed by itself in what somebody did: alerts and what became of them, findings, hits on locked lists. */
import { openActs } from '../alerts/acts.ts'
import { heldBackOf } from '../alerts/look.ts'
import type { Context } from '../context.ts'
import { pathOf } from '../found/content.ts'
import { openLockedHit } from '../lists/locked-hits.ts'
import { iso } from './subject-time.ts'

type Parts = Pick<Context, 'db' | 'vault'>

export async function noticedOf(parts: Parts, person: number) {
  return {
    alerts: await alertsOf(parts, person),
    foundOnPages: await findingsOf(parts, person),
    hitsOnLockedLists: await lockedOf(parts, person),
  }
}

/**
 * Who did what with one is left out; what they wrote is about this person. One that is part of an enquiry is left out
 * whole: its state alone would say that somebody has looked.
 */
async function alertsOf(parts: Parts, person: number) {
  const { db } = parts
  const alerts = await db
    .selectFrom('alerts')
    .select(['id', 'theme', 'severity', 'state', 'count', 'first', 'last'])
    .where('person', '=', person)
    .orderBy('first')
    .execute()
  const acts = await db
    .selectFrom('alert_acts')
    .innerJoin('alerts', 'alerts.id', 'alert_acts.alert')
    .selectAll('alert_acts')
    .where('alerts.person', '=', person)
    .orderBy('alert_acts.id')
    .execute()
  const said = Map.groupBy(openActs(parts, acts), ({ alert }) => alert)
  const isHeldBack = await heldBackOf(parts, person)
  const told = alerts.filter(({ id }) => !isHeldBack(id))
  return told.map(({ id, first, last, ...rest }) => ({
    ...rest,
    first: iso(first),
    last: iso(last),
    done: (said.get(id) ?? []).map(({ at, act, what, words }) => ({ at: iso(at), act, what, words })),
  }))
}

async function findingsOf({ db, vault }: Parts, person: number) {
  const rows = await db
    .selectFrom('findings')
    .innerJoin('found_places', 'found_places.id', 'findings.place')
    .select(['at', 'seen_at', 'signs', 'host', 'kind', 'same', 'found_places.content'])
    .where('findings.person', '=', person)
    .orderBy('at')
    .execute()
  return rows.map(({ at, seen_at, signs, host, kind, same, content }) => ({
    at: iso(at),
    from: seen_at,
    kind,
    host,
    path: pathOf(vault, { same, content }),
    signs: signs.split(' '),
  }))
}

/** Which entry it was is left out: an address on such a list is on record nowhere, and no copy leads to one. */
async function lockedOf({ db, vault }: Parts, person: number) {
  const rows = await db
    .selectFrom('locked_hits')
    .selectAll()
    .where('person', '=', person)
    .orderBy('at')
    .execute()
  return rows.map((row) => {
    const { list, category } = openLockedHit(vault, row)
    return { at: iso(row.at), list, category }
  })
}
