/** An import against the real database: preview, apply, undo; what is by hand stays; nothing else is ever different. */
import { fc } from '@fast-check/vitest'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { budget, seed } from '../../tests/rig/budget.ts'
import { type Database, openDatabase } from '../db/open.ts'
import { People } from '../db/people.ts'
import { Vault } from '../keys/vault.ts'
import { changeMembers, makeClass, renameClass, setEnded } from './hand.ts'
import { applyPreview, undoLast } from './imports.ts'
import { keptPlan, makePreview, type Parts } from './previews.ts'
import { PeopleList, type Roster } from './roster.ts'

const NOW = Date.UTC(2026, 10, 22, 9)
const by = (now = NOW) => ({ actor: 'test', now })
let parts: Parts & { db: Database }

const open = async () => {
  const vault = new Vault(Buffer.alloc(32, 7))
  return { db: await openDatabase(':memory:'), vault, people: new People(vault) }
}
beforeEach(async () => {
  parts = await open()
})
afterEach(() => parts.db.destroy())

type Wanted = Record<string, { name?: string; pupils?: string[]; teachers?: string[]; doubtful?: boolean }>

const rosterOf = (wanted: Wanted, unread: string[] = []): Roster => {
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

const FIRST: Wanted = {
  a: { name: '9A', pupils: ['amy', 'ben', 'cat', 'dan', 'eve', 'fay'], teachers: ['tom'] },
  b: { name: '9B', pupils: ['gus', 'hal', 'ida', 'jim', 'kay', 'lou'], teachers: ['tom', 'uma'] },
}

describe('an import', () => {
  it('is told before it is done, and done as it was told', async () => {
    const told = await preview(FIRST)
    expect(await brief()).toEqual([])
    expect(told).toMatchObject({
      large: false,
      counts: { classesNew: 2, pupilsAdded: 12, teachersAdded: 3, classesEnded: 0 },
    })
    expect(told.changes[0]).toMatchObject({
      what: 'new',
      name: '9A',
      teachers: { added: 1, addedNames: ['tom@school.example'] },
    })
    await applyPreview(parts, { preview: told.preview ?? '', confirm: false }, by())
    expect(await brief()).toEqual([
      ['9A', false, ['amy', 'ben', 'cat', 'dan', 'eve', 'fay'].map((n) => `${n} roster`), ['tom roster']],
      [
        '9B',
        false,
        ['gus', 'hal', 'ida', 'jim', 'kay', 'lou'].map((n) => `${n} roster`),
        ['tom roster', 'uma roster'],
      ],
    ])
    expect((await school()).roles).toHaveLength(2)
    await expect(
      applyPreview(parts, { preview: told.preview ?? '', confirm: false }, by()),
    ).rejects.toMatchObject({ status: 404 })
  })

  it('shows who moves, what is renamed, what ends', async () => {
    await apply(FIRST)
    const told = await preview({ a: { name: '10A', pupils: ['amy', 'ben', 'new'], teachers: ['uma'] } })
    expect(told.counts).toEqual({
      classesNew: 0,
      classesRenamed: 1,
      classesEnded: 1,
      classesBack: 0,
      pupilsAdded: 1,
      pupilsRemoved: 4,
      teachersAdded: 1,
      teachersRemoved: 1,
    })
    expect(told.changes).toMatchObject([
      { what: 'changed', name: '10A', was: '9A', pupils: { addedNames: ['new@school.example'], removed: 4 } },
      { what: 'ended', name: '9B' },
    ])
  })

  it('that takes more than a fifth must be confirmed', async () => {
    await apply(FIRST)
    const some = await preview({
      ...FIRST,
      a: { name: '9A', pupils: ['amy', 'ben', 'cat', 'dan'], teachers: ['tom'] },
    })
    expect(some.large).toBe(false)
    const most = await preview({ ...FIRST, a: { name: '9A', pupils: ['amy', 'ben'], teachers: ['tom'] } })
    expect(most.large).toBe(true)
    const gone = await preview({ a: FIRST['a'] ?? {} })
    const id = gone.preview ?? ''
    await expect(applyPreview(parts, { preview: id, confirm: false }, by())).rejects.toMatchObject({
      status: 409,
      code: 'confirm',
      field: 'confirm',
    })
    await applyPreview(parts, { preview: id, confirm: true }, by())
    expect((await brief()).map(([name, ended]) => [name, ended])).toEqual([
      ['9A', false],
      ['9B', true],
    ])
  })

  it('is refused when the school changed in between, and when an hour is over', async () => {
    const told = await preview(FIRST)
    const id = told.preview ?? ''
    await makeClass(parts.db, 'Chess', by())
    await expect(applyPreview(parts, { preview: id, confirm: true }, by())).rejects.toMatchObject({
      status: 409,
      code: 'changed',
    })
    const again = (await preview(FIRST)).preview ?? ''
    await expect(
      applyPreview(parts, { preview: again, confirm: true }, by(NOW + 3_600_000)),
    ).rejects.toMatchObject({ status: 404 })
    expect(await brief()).toEqual([['Chess', false, [], []]])
  })

  it('is refused when somebody in it was forgotten in between', async () => {
    await parts.people.numberOf(parts.db, 'amy@school.example')
    const id = (await preview(FIRST)).preview ?? ''
    await parts.db.deleteFrom('people').execute()
    parts.people.forget()
    await expect(applyPreview(parts, { preview: id, confirm: true }, by())).rejects.toMatchObject({
      code: 'changed',
    })
    expect(await brief()).toEqual([])
  })

  it('leaves classes and places by hand', async () => {
    await apply(FIRST)
    const chess = await makeClass(parts.db, 'Chess', by())
    const paste = (id: number, role: 'pupils' | 'teachers', addresses: string) =>
      changeMembers(parts, id, { role, action: 'add', addresses }, by())
    await paste(chess, 'pupils', 'amy@school.example')
    await paste(1, 'teachers', 'cover@school.example')
    await paste(1, 'pupils', 'Ben@School.example')
    await apply({ a: { name: '9A', pupils: ['zoe'], teachers: ['uma'] } })
    expect(await brief()).toEqual([
      ['9A', false, ['ben hand', 'zoe roster'], ['cover hand', 'uma roster']],
      ['9B', true, expect.any(Array), expect.any(Array)],
      ['Chess', false, ['amy hand'], []],
    ])
  })

  it('takes nobody out of a class, and ends none, of which rows could not be read', async () => {
    await apply(FIRST)
    const told = await preview({ a: { name: '9A', pupils: ['amy', 'new'], teachers: [], doubtful: true } }, [
      'b',
    ])
    expect(told).toMatchObject({
      spared: 2,
      counts: { pupilsAdded: 1, pupilsRemoved: 0, teachersRemoved: 0, classesEnded: 0 },
    })
  })

  it('names nobody in the database, not even while it is a preview', async () => {
    await apply(FIRST)
    await preview({ a: { pupils: ['somebody-new'] } })
    await undoLast(parts, by())
    for (const table of ['classes', 'roster_plans', 'roster_imports', 'roster_changes', 'audit'] as const) {
      const rows = await parts.db.selectFrom(table).selectAll().execute()
      expect(JSON.stringify(rows)).not.toMatch(/school\.example|somebody/)
    }
  })
})

describe('undoing', () => {
  it('leaves what was changed by hand since, and says so', async () => {
    await apply(FIRST)
    await apply({ a: { name: '10A', pupils: ['zoe'] }, c: { name: 'New' }, d: { name: 'Newer' } })
    await renameClass(parts.db, 1, '10A top', by())
    await setEnded(parts.db, 3, true, by())
    const done = await undoLast(parts, by())
    expect(done).toEqual({ classes: 2, left: ['10A top', 'New'], ended: [] })
    expect((await brief()).map(([name, ended]) => [name, ended])).toEqual([
      ['10A top', false],
      ['9B', false],
      ['New', true],
    ])
    await expect(undoLast(parts, by())).rejects.toMatchObject({ status: 404 })
  })

  it('ends a new class that something refers to by now', async () => {
    await sql`CREATE TABLE lessons_of_a_test (class INTEGER NOT NULL REFERENCES classes (id)) STRICT`.execute(
      parts.db,
    )
    await apply(FIRST)
    await sql`INSERT INTO lessons_of_a_test VALUES (1)`.execute(parts.db)
    expect(await undoLast(parts, by())).toEqual({ classes: 1, left: [], ended: ['9A'] })
    expect((await brief()).map(([name, ended]) => [name, ended])).toEqual([['9A', true]])
  })

  it('is possible for a fortnight', async () => {
    await apply(FIRST)
    await expect(undoLast(parts, by(NOW + 14 * 86_400_000))).rejects.toMatchObject({ status: 404 })
    expect(await undoLast(parts, by(NOW + 13 * 86_400_000))).toMatchObject({ classes: 2 })
  })
})

const names = fc.constantFrom('amy', 'ben', 'cat', 'dan', 'eve', 'tom', 'uma')
const wantedClass = fc.record({
  name: fc.constantFrom('9A', '9B', 'Art'),
  pupils: fc.uniqueArray(names),
  teachers: fc.uniqueArray(names, { maxLength: 2 }),
  doubtful: fc.boolean(),
})
const wanted = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), wantedClass, { noNullPrototype: true })
const handful = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant('make' as const) }),
    fc.record({
      what: fc.constant('end' as const),
      ended: fc.boolean(),
      id: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({
      what: fc.constant('move' as const),
      action: fc.constantFrom('add' as const, 'remove' as const),
      id: fc.integer({ min: 1, max: 4 }),
      role: fc.constantFrom('pupils' as const, 'teachers' as const),
      name: names,
    }),
  ),
  { maxLength: 5 },
)

async function byHand(steps: typeof handful extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
  for (const step of steps) {
    try {
      if (step.what === 'make') await makeClass(parts.db, 'Club', by())
      else if (step.what === 'end') await setEnded(parts.db, step.id, step.ended, by())
      else
        await changeMembers(
          parts,
          step.id,
          { role: step.role, action: step.action, addresses: `${step.name}@school.example` },
          by(),
        )
    } catch (error) {
      expect(error).toMatchObject({ status: 404 }) // No such class (yet).
    }
  }
}

describe('for any school and any rosters', () => {
  it('undoing restores what was, and applying twice changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        wanted,
        handful,
        wanted,
        fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')),
        async (first, hand, second, unread) => {
          await parts.db.destroy()
          parts = await open()
          await apply(first)
          await byHand(hand)
          const before = await school()
          const byHandBefore = await placesByHand()
          const counts = await apply(second, unread)
          expect(await placesByHand()).toEqual(byHandBefore)
          expect((await preview(second, unread)).preview).toBeNull()
          if (counts === null) expect(await school()).toEqual(before)
          else {
            expect(await undoLast(parts, by())).toMatchObject({ left: [], ended: [] })
            expect(await school()).toEqual(before)
          }
        },
      ),
      { numRuns: Math.min(60, budget('hostile-requests')), seed: seed() },
    )
  })
})

/** Classes and places that were made by hand. */
async function placesByHand() {
  const { classes } = await school()
  return classes.flatMap((one) => {
    const places = [...one.pupils, ...one.teachers].filter((place) => place.endsWith(' hand'))
    if (one.source === 'hand') return [JSON.stringify(one)]
    return places.length > 0 ? [`${one.id}: ${places.join()}`] : []
  })
}

describe('1,200 pupils in 300 classes', () => {
  it('come and go in short turns of the event loop', async () => {
    const large = (year: number): Wanted =>
      Object.fromEntries(
        Array.from({ length: 300 }, (_, c) => [
          `c${c}`,
          {
            pupils: Array.from({ length: 48 }, (_, p) => `pupil${(c * 48 + p * 25 + year * 600) % 1800}`),
            teachers: [`teacher${c % 80}`],
          },
        ]),
      )
    await apply(large(0))
    const next = rosterOf(large(1))
    // Processor time of this thread, not time: the machine may be busy with other things.
    const spent = () => {
      const { user, system } = process.threadCpuUsage()
      return (user + system) / 1000
    }
    let last = spent()
    let longest = 0
    let beating = true
    const beat = () => {
      longest = Math.max(longest, spent() - last)
      last = spent()
      if (beating) setImmediate(beat)
    }
    setImmediate(beat)
    const told = await makePreview(parts, next, NOW)
    await applyPreview(parts, { preview: told.preview ?? '', confirm: true }, by())
    await undoLast(parts, by())
    beating = false
    expect(told.counts.pupilsAdded).toBeGreaterThan(1000)
    // Some 20 ms in fact; this says that something is done all at once.
    expect(longest).toBeLessThan(150)
  })
})

describe('a kept preview', () => {
  it('cannot be read with another key, nor under another id', async () => {
    const id = (await preview(FIRST)).preview ?? ''
    expect(await keptPlan(parts, id, NOW)).toMatchObject({ newcomers: expect.any(Array) })
    await expect(keptPlan({ ...parts, vault: new Vault(Buffer.alloc(32, 8)) }, id, NOW)).rejects.toThrow()
    await parts.db.updateTable('roster_plans').set({ id: 'other' }).execute()
    await expect(keptPlan(parts, 'other', NOW)).rejects.toThrow()
  })
})
