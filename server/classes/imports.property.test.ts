/** Any school and any rosters, and a large one: nothing is different after an undo, and no turn is long. */
import { fc } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { budget, seed } from '../../tests/rig/budget.ts'
import { changeMembers, makeClass, setEnded } from './hand.ts'
import { applyPreview, undoLast } from './imports.ts'
import { makePreview } from './previews.ts'
import { by, classesStage, NOW, rosterOf, type Wanted } from './testing-classes.ts'

const stage = classesStage()
const { preview, apply, school } = stage

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
      if (step.what === 'make') await makeClass(stage.parts.db, 'Club', by())
      else if (step.what === 'end') await setEnded(stage.parts.db, step.id, step.ended, by())
      else
        await changeMembers(
          stage.parts,
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
          await stage.anew()
          await apply(first)
          await byHand(hand)
          const before = await school()
          const byHandBefore = await placesByHand()
          const counts = await apply(second, unread)
          expect(await placesByHand()).toEqual(byHandBefore)
          expect((await preview(second, unread)).preview).toBeNull()
          if (counts === null) expect(await school()).toEqual(before)
          else {
            expect(await undoLast(stage.parts, by())).toMatchObject({ left: [], ended: [] })
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
    const told = await makePreview(stage.parts, next, NOW)
    await applyPreview(stage.parts, { preview: told.preview ?? '', confirm: true }, by())
    await undoLast(stage.parts, by())
    beating = false
    expect(told.counts.pupilsAdded).toBeGreaterThan(1000)
    // Some 20 ms in fact; this says that something is done all at once.
    expect(longest).toBeLessThan(150)
  })
})
