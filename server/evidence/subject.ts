/** What the school has of one person beside their rows, for whoever asks under data protection law. */
import type { Context } from '../context.ts'
import { toldReason } from '../../lib/protocol/record-looks.ts'
import { hasOpened, isHeldBack } from '../record/shown-looks.ts'
import { noticedOf } from './subject-noticed.ts'
import { iso } from './subject-time.ts'
import { wordsOf } from './subject-words.ts'

type Parts = Pick<Context, 'db' | 'vault'>

/** What a copy says of concerns, which this server cannot read. Text. */
export const ABOUT_CONCERNS =
  'Whether this person sent a concern, or one is about them, this server does not know: concerns are sealed to the ' +
  'safeguarding team, and so is who sent them. They are not in this copy. The team sees them on its own page of Kerb, and ' +
  'exports there what is to be given: ask the designated safeguarding lead. What the school keeps elsewhere (its case log, ' +
  'its papers) is not in Kerb.'

/** As JSON, with times in ISO. Nobody else is named in it: not who looked, nor whom a class has. */
export async function besideRows(parts: Parts, person: number): Promise<string> {
  return JSON.stringify(
    {
      ...(await placesOf(parts, person)),
      ...(await wordsOf(parts, person)),
      ...(await noticedOf(parts, person)),
      looksAtTheRecord: await looksAt(parts, person),
      concerns: ABOUT_CONCERNS,
    },
    null,
    2,
  )
}

/** Classes, agreements, permissions, browsers. */
async function placesOf({ db }: Parts, person: number) {
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
  const devices = await db
    .selectFrom('installations')
    .select(['installation', 'asset_id', 'directory_id', 'platform', 'browser', 'first_seen', 'last_seen'])
    .where((e) => e.or([e('person', '=', person), e('settled_person', '=', person)]))
    .execute()
  return {
    classes: classes.map(({ name, ended }) => ({ class: name, ended: iso(ended) })),
    agreementsGiven: agreed.map(({ at, ...rest }) => ({ ...rest, at: iso(at) })),
    parentsPermissions: permissions.map(({ at, ended, ...rest }) => ({
      ...rest,
      at: iso(at),
      ended: iso(ended),
    })),
    browsers: devices.map(({ first_seen, last_seen, ...rest }) => ({
      ...rest,
      firstSeen: iso(first_seen),
      lastSeen: iso(last_seen),
    })),
  }
}

async function looksAt({ db }: Parts, person: number) {
  const looks = await db
    .selectFrom('record_looks')
    .selectAll()
    .where('person', '=', person)
    .orderBy('at')
    .execute()
  // One that is part of an enquiry is not told: that could put somebody at risk.
  return looks
    .filter((look) => hasOpened(look) && !isHeldBack(look))
    .map(({ at, role, reason }) => ({ day: iso(at)?.slice(0, 10), role, reason: toldReason(reason) }))
}
