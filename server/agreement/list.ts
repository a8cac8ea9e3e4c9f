/** Who has agreed: for the office by class, group and state; for a teacher their own classes; numbers for anybody else. */
import type {
  AgreementCounts,
  AgreementFigures,
  AgreementNumbers,
  AgreementPeople,
  AgreementPerson,
  OwnAgreement,
  PeopleQuery,
  Standing,
} from '../../lib/protocol/agreement-staff.ts'
import { type Figure, figureOf, totalOf } from '../../lib/protocol/figures.ts'
import { classesOf } from '../classes/lookup.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { countsOf, everybody, lacksPermission, type Stands } from './everybody.ts'
import { openPermission } from './permissions.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

/** People on one page. */
const PAGE = 100

/** A named list: the caller puts the look on record. */
export async function listPeople(parts: Parts, query: PeopleQuery, now: number): Promise<AgreementPeople> {
  const { year, people } = await everybody(parts, now)
  const within = people.filter((one) => isWithin(one, query))
  const wanted = (query.find ?? '').trim().toLowerCase()
  const found = within.filter((one) => isIn(one, query.state) && one.name.toLowerCase().includes(wanted))
  return {
    year,
    counts: countsOf(within),
    total: found.length,
    pageSize: PAGE,
    people: await shown(parts, found.slice(Number(query.page) * PAGE, (Number(query.page) + 1) * PAGE), year),
    classes: [
      ...new Map(people.flatMap(({ classes }) => classes.map((one) => [one.id, one]))).values(),
    ].toSorted(byName),
    groups: groupsOf(people),
  }
}

/** A missing permission is looked for among those who have not agreed yet, too. */
function isIn(one: Stands, state: Standing | undefined): boolean {
  if (state === 'permission') return lacksPermission(one)
  return state === undefined || one.state === state
}

const isWithin = ({ classes, group }: Stands, query: PeopleQuery): boolean =>
  (query.class === undefined || classes.some(({ id }) => id === Number(query.class))) &&
  (query.group === undefined || group === query.group)

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name.localeCompare(b.name, 'en-GB', { numeric: true })

const groupsOf = (people: readonly Stands[]): string[] =>
  [...new Set(people.map(({ group }) => group))].toSorted((a, b) => a.localeCompare(b, 'en-GB'))

async function shown(
  { db, vault }: Parts,
  people: readonly Stands[],
  year: number,
): Promise<AgreementPerson[]> {
  const ids = people.filter(({ permitted }) => permitted).map(({ person }) => person)
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('agreement_permissions')
          .selectAll()
          .where('person', 'in', ids)
          .where('year', '=', year)
          .where('ended', 'is', null)
          .execute()
  const permissions = new Map(
    rows.map((row) => [row.person, { at: row.at, how: row.how, ...openPermission({ vault }, row) }]),
  )
  return people.map(({ person, name, group, classes, state, agreed, needsParent, unconfirmed }) => ({
    person,
    name,
    group,
    classes: classes.map((one) => one.name),
    state,
    agreed,
    needsParent,
    permission: permissions.get(person) ?? null,
    unconfirmed,
  }))
}

/** Nobody's name. @param hides how many where that could be said of somebody: for who may not see the list */
export async function numbers(parts: Parts, hides: boolean, now: number): Promise<AgreementNumbers> {
  const { year, people } = await everybody(parts, now)
  const groups = groupsOf(people).map((name) => ({
    name,
    counts: countsOf(people.filter(({ group }) => group === name)),
  }))
  const all = countsOf(people)
  return hides ? { inFives: true, year, ...figuresOf(all, groups) } : { inFives: false, year, all, groups }
}

/** A group of few has no line: of whoever is in it all would be said. */
function figuresOf(
  all: AgreementCounts,
  groups: readonly { readonly name: string; readonly counts: AgreementCounts }[],
) {
  const told = groups.map(({ name, counts }) => ({ name, counts: each((of) => figureOf(counts[of])) }))
  const sums = each((of) =>
    totalOf(
      all[of],
      told.map(({ counts }) => counts[of]),
    ),
  )
  return { all: sums, groups: told.filter(({ counts }) => counts.asked !== 'few') }
}

const each = (figure: (of: keyof AgreementCounts) => Figure): AgreementFigures => ({
  asked: figure('asked'),
  agreed: figure('agreed'),
  notYet: figure('notYet'),
  permission: figure('permission'),
})

/** The classes that somebody teaches, with their counts. */
export async function ownClasses(parts: Parts, teacher: number | null, now: number) {
  const own = teacher === null ? [] : await classesOf(parts.db, teacher)
  const { year, people } = await everybody(parts, now)
  return { year, classes: own.map((one) => ({ ...one, counts: countsOf(inClass(people, one.id)) })) }
}

/** Throws a Refusal (404), the same for a class of somebody else and for none. */
export async function ownClass(
  parts: Parts,
  teacher: number | null,
  id: number,
  now: number,
): Promise<OwnAgreement> {
  const own = teacher === null ? [] : await classesOf(parts.db, teacher)
  const found = own.find((one) => one.id === id)
  if (!found) throw new Refusal(404, 'not-found', 'You teach no such class.')
  const pupils = inClass((await everybody(parts, now)).people, id)
  return {
    ...found,
    counts: countsOf(pupils),
    pupils: pupils.map((one) => ({
      person: one.person,
      name: one.name,
      state: one.state,
      permissionMissing: lacksPermission(one),
    })),
  }
}

const inClass = (people: readonly Stands[], id: number): Stands[] =>
  people.filter(({ classes }) => classes.some((one) => one.id === id))
