/** An import against the real database: preview, apply, undo; what is by hand stays. */
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { Vault } from '../keys/vault.ts'
import { changeMembers, makeClass, renameClass, setEnded } from './hand.ts'
import { applyPreview, undoLast } from './imports.ts'
import { keptPlan } from './previews.ts'
import { by, classesStage, FIRST, NOW } from './testing-classes.ts'

const stage = classesStage()
const { preview, apply, school, brief } = stage

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
    await applyPreview(stage.parts, { preview: told.preview ?? '', confirm: false }, by())
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
      applyPreview(stage.parts, { preview: told.preview ?? '', confirm: false }, by()),
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
    await expect(applyPreview(stage.parts, { preview: id, confirm: false }, by())).rejects.toMatchObject({
      status: 409,
      code: 'confirm',
      field: 'confirm',
    })
    await applyPreview(stage.parts, { preview: id, confirm: true }, by())
    expect((await brief()).map(([name, ended]) => [name, ended])).toEqual([
      ['9A', false],
      ['9B', true],
    ])
  })

  it('is refused when the school changed in between, and when an hour is over', async () => {
    const told = await preview(FIRST)
    const id = told.preview ?? ''
    await makeClass(stage.parts.db, 'Chess', by())
    await expect(applyPreview(stage.parts, { preview: id, confirm: true }, by())).rejects.toMatchObject({
      status: 409,
      code: 'changed',
    })
    const again = (await preview(FIRST)).preview ?? ''
    await expect(
      applyPreview(stage.parts, { preview: again, confirm: true }, by(NOW + 3_600_000)),
    ).rejects.toMatchObject({ status: 404 })
    expect(await brief()).toEqual([['Chess', false, [], []]])
  })

  it('is refused when somebody in it was forgotten in between', async () => {
    await stage.parts.people.numberOf(stage.parts.db, 'amy@school.example')
    const id = (await preview(FIRST)).preview ?? ''
    await stage.parts.db.deleteFrom('people').execute()
    stage.parts.people.forget()
    await expect(applyPreview(stage.parts, { preview: id, confirm: true }, by())).rejects.toMatchObject({
      code: 'changed',
    })
    expect(await brief()).toEqual([])
  })

  it('leaves classes and places by hand', async () => {
    await apply(FIRST)
    const chess = await makeClass(stage.parts.db, 'Chess', by())
    const paste = (id: number, role: 'pupils' | 'teachers', addresses: string) =>
      changeMembers(stage.parts, id, { role, action: 'add', addresses }, by())
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
    await undoLast(stage.parts, by())
    for (const table of ['classes', 'roster_plans', 'roster_imports', 'roster_changes', 'audit'] as const) {
      const rows = await stage.parts.db.selectFrom(table).selectAll().execute()
      expect(JSON.stringify(rows)).not.toMatch(/school\.example|somebody/)
    }
  })
})

describe('undoing', () => {
  it('leaves what was changed by hand since, and says so', async () => {
    await apply(FIRST)
    await apply({ a: { name: '10A', pupils: ['zoe'] }, c: { name: 'New' }, d: { name: 'Newer' } })
    await renameClass(stage.parts.db, 1, '10A top', by())
    await setEnded(stage.parts.db, 3, true, by())
    const done = await undoLast(stage.parts, by())
    expect(done).toEqual({ classes: 2, left: ['10A top', 'New'], ended: [] })
    expect((await brief()).map(([name, ended]) => [name, ended])).toEqual([
      ['10A top', false],
      ['9B', false],
      ['New', true],
    ])
    await expect(undoLast(stage.parts, by())).rejects.toMatchObject({ status: 404 })
  })

  it('ends a new class that something refers to by now', async () => {
    await sql`CREATE TABLE lessons_of_a_test (class INTEGER NOT NULL REFERENCES classes (id)) STRICT`.execute(
      stage.parts.db,
    )
    await apply(FIRST)
    await sql`INSERT INTO lessons_of_a_test VALUES (1)`.execute(stage.parts.db)
    expect(await undoLast(stage.parts, by())).toEqual({ classes: 1, left: [], ended: ['9A'] })
    expect((await brief()).map(([name, ended]) => [name, ended])).toEqual([['9A', true]])
  })

  it('is possible for a fortnight', async () => {
    await apply(FIRST)
    await expect(undoLast(stage.parts, by(NOW + 14 * 86_400_000))).rejects.toMatchObject({ status: 404 })
    expect(await undoLast(stage.parts, by(NOW + 13 * 86_400_000))).toMatchObject({ classes: 2 })
  })
})

describe('a kept preview', () => {
  it('cannot be read with another key, nor under another id', async () => {
    const id = (await preview(FIRST)).preview ?? ''
    expect(await keptPlan(stage.parts, id, NOW)).toMatchObject({ newcomers: expect.any(Array) })
    await expect(
      keptPlan({ ...stage.parts, vault: new Vault(Buffer.alloc(32, 8)) }, id, NOW),
    ).rejects.toThrow()
    await stage.parts.db.updateTable('roster_plans').set({ id: 'other' }).execute()
    await expect(keptPlan(stage.parts, 'other', NOW)).rejects.toThrow()
  })
})
