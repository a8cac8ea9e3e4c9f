/** How everybody stands who is asked to agree: pupils in classes, whoever the policy names, whoever has a device. */
import { setImmediate } from 'node:timers/promises'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { placeInGroup } from '../../lib/policy/place-in-group.ts'
import type { AgreementCounts, Standing } from '../../lib/protocol/agreement-staff.ts'
import { inTurns } from '../classes/turns.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { policyInForce } from '../documents/documents.ts'
import { permittedIn } from './permissions.ts'
import { textsInForce } from './texts.ts'
import { usersOfUnconfirmed } from './unconfirmed.ts'
import { yearNow } from './years.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

/** A class that has not ended. */
export interface ClassOf {
  readonly id: number
  readonly name: string
}

export interface Stands {
  readonly person: number
  readonly name: string
  readonly group: string
  readonly classes: readonly ClassOf[]
  readonly state: Standing
  /** When they agreed to the text in force, this school year. */
  readonly agreed: number | null
  readonly needsParent: boolean
  readonly permitted: boolean
  /** A device that says it is theirs waits for the school. */
  readonly unconfirmed: boolean
}

export interface Everybody {
  readonly year: number
  readonly people: readonly Stands[]
}

/** People in one turn of the event loop. */
const AT_ONCE = 200

/** Whoever is in a group that asks, with a text in force for it; by name. */
export async function everybody(parts: Parts, now: number): Promise<Everybody> {
  const { db } = parts
  const policy = await policyInForce(parts)
  const year = yearNow(policy, now)
  if (!policy) return { year, people: [] }
  const texts = new Map((await textsInForce(parts)).map(({ audience, name }) => [audience, name]))
  const classes = await classesByPupil(db)
  await setImmediate()
  const claimed = await claimedGroups(db)
  const agreed = await agreedBy(db, year, [...texts.values()])
  await setImmediate()
  const permitted = await permittedIn(db, year)
  const unconfirmed = await usersOfUnconfirmed(db, now)
  const stands: Stands[] = []
  const stand = ([person, name]: readonly [number, string]): void => {
    const { name: group, policy: rules } = placeInGroup(policy, { group: claimed.get(person), person: name })
    const text = rules.agreement && texts.get(rules.agreement.text)
    if (text === undefined || rules.agreement === undefined) return
    const own = {
      agreed: agreed.get(`${person} ${text}`) ?? null,
      needsParent: rules.agreement.parent,
      permitted: permitted.has(person),
    }
    const known = { person, name, group, classes: classes.get(person) ?? [] }
    stands.push({ ...known, ...own, state: stateOf(own), unconfirmed: unconfirmed.has(person) })
  }
  const names = await namesOf(parts, policy, [...classes.keys(), ...claimed.keys()])
  await inTurns([...names], async (piece) => piece.forEach(stand), AT_ONCE)
  return { year, people: stands.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')) }
}

type Asked = Pick<Stands, 'agreed' | 'needsParent' | 'permitted'>

function stateOf(one: Asked): Standing {
  if (one.agreed === null) return 'not-yet'
  return lacksPermission(one) ? 'permission' : 'agreed'
}

/** Whether or not they have agreed themselves: the office asks parents without waiting for that. */
export const lacksPermission = ({ needsParent, permitted }: Omit<Asked, 'agreed'>): boolean =>
  needsParent && !permitted

/** How many of these stand how. */
export function countsOf(
  people: readonly Pick<Stands, 'state' | 'needsParent' | 'permitted'>[],
): AgreementCounts {
  const count = (state: Standing) => people.filter((one) => one.state === state).length
  return {
    asked: people.length,
    agreed: count('agreed'),
    notYet: count('not-yet'),
    permission: people.filter(lacksPermission).length,
  }
}

async function classesByPupil(db: Database): Promise<ReadonlyMap<number, ClassOf[]>> {
  const rows = await db
    .selectFrom('class_pupils')
    .innerJoin('classes', 'classes.id', 'class_pupils.class')
    .select(['class_pupils.person', 'classes.id', 'classes.name'])
    .where('classes.ended', 'is', null)
    .orderBy('classes.name')
    .execute()
  const found = new Map<number, ClassOf[]>()
  for (const { person, ...one } of rows) {
    const own = found.get(person)
    if (own) own.push(one)
    else found.set(person, [one])
  }
  return found
}

/** Whom confirmed installations stand for, with the managed group that the newest of them names. */
async function claimedGroups(db: Database): Promise<ReadonlyMap<number, string | undefined>> {
  const rows = await db
    .selectFrom('installations')
    .select(['settled_person as person', 'claimed_group'])
    .where('state', '=', 'confirmed')
    .where('settled_person', 'is not', null)
    .orderBy('last_seen')
    .execute()
  return new Map(rows.map(({ person, claimed_group }) => [person ?? 0, claimed_group ?? undefined]))
}

async function agreedBy(
  db: Database,
  year: number,
  texts: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('counted_agreements')
    .select(['person', 'text'])
    .select((e) => e.fn.min<number>('at').as('at'))
    .where('year', '=', year)
    .where('text', 'in', texts)
    .where('person', 'is not', null)
    .groupBy(['person', 'text'])
    .execute()
  return new Map(rows.map(({ person, text, at }) => [`${person} ${text}`, at]))
}

/** By number. Whom the policy names, and nobody has a number for yet, has agreed to nothing: they come with their device. */
async function namesOf(
  { db, people }: Parts,
  policy: PolicyDocument,
  persons: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const wanted = new Set(persons)
  const names = new Map<number, string>()
  await inTurns(
    Object.keys(policy.people),
    async (piece) => {
      for (const name of piece) {
        const person = await people.find(db, name)
        if (person !== null) wanted.add(person)
      }
    },
    AT_ONCE,
  )
  await inTurns(
    [...wanted],
    async (piece) => {
      for (const [person, name] of await people.namesOf(db, piece)) names.set(person, name)
    },
    AT_ONCE,
  )
  return names
}
