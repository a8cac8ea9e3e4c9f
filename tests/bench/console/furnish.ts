/** What a school has beside the rows of its pupils: a policy, classes, staff, requests, alerts, days that were closed. */
import { sql } from 'kysely'
import type { GroupPolicy, PolicyDocument } from '../../../lib/policy/document.ts'
import { DAY } from '../../../lib/time/zone.ts'
import { sealRequest } from '../../../server/asking/content.ts'
import { changeMembers, makeClass } from '../../../server/classes/hand.ts'
import type { Context } from '../../../server/context.ts'
import { publish } from '../../../server/documents/documents.ts'
import { closeDays } from '../../../server/evidence/days.ts'
import { setRoles } from '../../../server/staff/roles.ts'
import { samplePolicy } from '../../../server/testing.ts'
import { END } from './clock.ts'
import { pupilName } from './pupils.ts'

/** Everybody's at once, so that one look asks for all that there is. */
export const LEAD = 'lead@school.example'
export const TEACHER = 'khan@school.example'
const CLASS = 30
/** Classes that a pupil is in. */
const CLASSES_EACH = 2
/** A day, in a school of 1,200: the bar that alerts are held to. */
const ALERTS = 10
const ALL_WEEK = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }]

export async function furnish(context: Context, pupils: number): Promise<void> {
  const { db, vault } = context
  const by = { actor: 'bench', note: '' }
  await publish(db, vault, 'policy', schoolPolicy(pupils), by)
  await addStaff(context)
  await addClasses(context, pupils)
  await addRequests(context, pupils)
  await addAlerts(context, pupils)
  // Today stays open, as it would.
  await closeDays(context, END)
}

/** The sample's, with pupils in three of its groups and lessons at any time. */
function schoolPolicy(pupils: number): PolicyDocument {
  const policy = samplePolicy()
  const groups = ['year-3', 'year-9', 'sixth-form']
  const all = Array.from({ length: pupils }, (_, i) => [pupilName(i + 1), groups[i % 3] ?? 'guest'] as const)
  return {
    ...policy,
    groups: {
      ...policy.groups,
      'year-9': { ...policy.groups['year-9'], unknownHosts: 'allow' } as GroupPolicy,
    },
    people: Object.fromEntries(all),
    lessons: { hours: ALL_WEEK, onSiteOnly: false },
  }
}

async function addStaff({ db, people }: Context): Promise<void> {
  const lead = await people.numberOf(db, LEAD)
  await setRoles(db, lead, 'administrator', ['dsl', 'network', 'head', 'governor'], END)
  const teacher = await people.numberOf(db, TEACHER)
  await setRoles(db, teacher, 'administrator', ['teacher'], END)
}

async function addClasses(context: Context, pupils: number): Promise<void> {
  const by = { actor: 'bench', now: END }
  for (let i = 0; i * CLASS < pupils * CLASSES_EACH; i += 1) {
    const id = await makeClass(context.db, `Class ${i + 1}`, by)
    const names = Array.from({ length: CLASS }, (_, n) => pupilName(1 + ((i * CLASS + n) % pupils)))
    await changeMembers(context, id, { role: 'pupils', action: 'add', addresses: names.join('\n') }, by)
    if (i < 6) await changeMembers(context, id, { role: 'teachers', action: 'add', addresses: TEACHER }, by)
  }
}

/** Each pupil asked for one page in the year; the last forty wait. */
async function addRequests({ db, vault }: Context, pupils: number): Promise<void> {
  for (let person = 1; person <= pupils; person += 1) {
    const at = END - Math.floor(((pupils - person) * 300 * DAY) / pupils)
    const isOpen = person > pupils - 40
    const url = `https://www.site${person}.example.org/`
    await db
      .insertInto('page_requests')
      .values({
        person,
        same: new Uint8Array(Buffer.from(`page ${person}`)),
        lesson: null,
        only_lesson: 0,
        teacher_may: 0,
        handed_by: null,
        times: 1,
        at,
        last: at,
        state: isOpen ? 'open' : 'refused',
        decided: isOpen ? null : at,
        decided_by: null,
        approval: null,
        content: sealRequest(vault, person, { url, frame: false, whys: ['For my project'], closed: 'Games' }),
      })
      .execute()
  }
}

/** Made of the first pages that were stopped, each day; all but the last week's are dealt with. */
async function addAlerts({ db }: Context, pupils: number): Promise<void> {
  const most = Math.ceil((ALERTS * 190 * pupils) / 1_200)
  await sql`INSERT INTO alerts (person, installation, theme, severity, state, first, last, count, made, changed,
      waits, told, mailed, assigned, reasons, points)
    SELECT person, installation, 'drugs', CASE WHEN seq % 5 = 0 THEN 'high' ELSE 'low' END,
      CASE WHEN at > ${END - 7 * DAY} AND seq % 5 > 0 THEN 'new' ELSE 'closed' END,
      at, at, 1, at, at, NULL, 0, 1, NULL, '[]', 3
    FROM rows WHERE installation <= ${pupils} AND kind = 'blocked' AND seq % 97 = 1 ORDER BY at LIMIT ${most}`.execute(
    db,
  )
  await sql`INSERT INTO alert_signals SELECT alerts.installation, rows.seq, rows.at, rows.received, rows.person, theme,
      severity, 'page', 0, 0, 0, NULL, 1, 0, points, alerts.id
    FROM alerts JOIN rows ON rows.installation = alerts.installation AND rows.at = alerts.first
      AND rows.kind = 'blocked'`.execute(db)
}
