/** For tests: a school's classes in a real database, and rosters written by names. */
import { sql } from 'kysely'
import { afterEach, beforeEach } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { People } from '../db/people.ts'
import { Vault } from '../keys/vault.ts'
import { applyPreview } from './imports.ts'
import { makePreview } from './previews.ts'
import { PeopleList, type Roster } from './roster.ts'

export const NOW = Date.UTC(2026, 10, 22, 9)
export const by = (now = NOW) => ({ actor: 'test', now })
export type Wanted = Record<
  string,
  { name?: string; pupils?: string[]; teachers?: string[]; doubtful?: boolean }
>

export const rosterOf = (wanted: Wanted, unread: string[] = []): Roster => {
  const people = new PeopleList()
  const place = (name: string) => people.placeOf(`${name}@school.example`)
  const classes = Object.entries(wanted).map(([source, one]) => ({
    source,
    name: one.name ?? source,
    pupils: [...new Set(one.pupils?.map(place))],
    teachers: [...new Set(one.teachers?.map(place))],
    doubtful: one.doubtful ?? false,
  }))
  return {
    format: 'oneroster',
    people: people.list,
    classes,
    unread,
    remarks: [],
    problems: [],
    problemCount: 0,
  }
}

export const FIRST: Wanted = {
  a: { name: '9A', pupils: ['amy', 'ben', 'cat', 'dan', 'eve', 'fay'], teachers: ['tom'] },
  b: { name: '9B', pupils: ['gus', 'hal', 'ida', 'jim', 'kay', 'lou'], teachers: ['tom', 'uma'] },
}

/** Registers a fresh school for each test of a file. */
export function classesStage() {
  let parts: Awaited<ReturnType<typeof open>>

  const open = async () => {
    const vault = new Vault(Buffer.alloc(32, 7))
    return { db: await openDatabase(':memory:'), vault, people: new People(vault) }
  }
  beforeEach(async () => {
    parts = await open()
  })
  afterEach(() => parts.db.destroy())

  const preview = (wanted: Wanted, unread?: string[]) => makePreview(parts, rosterOf(wanted, unread), NOW)
  const apply = async (wanted: Wanted, unread?: string[]) => {
    const { preview: id } = await preview(wanted, unread)
    if (id === null) return null
    return applyPreview(parts, { preview: id, confirm: true }, by())
  }

  /** Everything about classes, by names, and who has which role from them. */
  async function school(db = parts.db) {
    const classes = await db.selectFrom('classes').selectAll().orderBy('id').execute()
    const named = async (table: 'class_pupils' | 'class_teachers', id: number) => {
      const rows = await db.selectFrom(table).selectAll().where('class', '=', id).execute()
      const all = []
      for (const row of rows)
        all.push(`${(await parts.people.nameOf(db, row.person))?.split('@')[0]} ${row.from}`)
      return all.sort()
    }
    const found = []
    for (const { id, touched: _, ...one } of classes)
      found.push({
        ...one,
        id,
        pupils: await named('class_pupils', id),
        teachers: await named('class_teachers', id),
      })
    const { rows } = await sql<{ person: number }>`
      SELECT person FROM staff WHERE json_array_length(given, '$.roster') > 0 ORDER BY person`.execute(db)
    return { classes: found, roles: rows.map(({ person }) => person) }
  }
  const brief = async () =>
    (await school()).classes.map((one) => [one.name, one.ended !== null, one.pupils, one.teachers])
  return {
    get parts() {
      return parts
    },
    /** Another school in the same test. */
    anew: async () => {
      await parts.db.destroy()
      parts = await open()
    },
    preview,
    apply,
    school,
    brief,
  }
}
