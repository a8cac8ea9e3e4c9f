import { expect, test } from 'vitest'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { shippedLists } from '../lists/load.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { exactly } from '../time/now.ts'
import { tellKnowing } from './knowing-news.ts'
import { standing } from './standing.ts'
import { FakeStorage } from './testing.ts'

const HOUR = 3_600_000
const NOW = Date.UTC(2026, 10, 25, 10)
const pause = (id: string, until: number) => ({
  id,
  person: 'amy@hill.test',
  from: NOW - HOUR,
  until,
  reason: `reason ${id}`,
  open: ['maths.test', 'closed.test'],
})
const said = (changes: Partial<EffectivePolicy>, now = exactly(NOW)) =>
  standing({ policy: plainPolicy(changes), lists: shippedLists() }, now)

test('of several pauses the one that ends last is told, and of set work what opens', () => {
  const { suspension } = said({
    suspensions: [pause('a', NOW + 2 * HOUR), pause('b', NOW + HOUR), pause('over', NOW)],
    entries: [{ kind: 'suffix', host: 'closed.test', action: 'block' }],
  })
  expect(suspension).toMatchObject({ reason: 'reason a', until: NOW + 2 * HOUR, open: ['maths.test'] })
  expect(said({ suspensions: [pause('over', NOW)] }).suspension).toBeUndefined()
})

test('a pause names whom to talk to where somebody was named', () => {
  const one = pause('a', NOW + HOUR)
  expect(said({ suspensions: [{ ...one, talkTo: 'Mrs Okoro' }] }).suspension).toMatchObject({
    talkTo: 'Mrs Okoro',
  })
  expect(said({ suspensions: [one] }).suspension).not.toHaveProperty('talkTo')
})

test('while the time is in doubt a pause that may run is told', () => {
  const now = { at: NOW, candidates: [NOW, NOW - 2 * HOUR] } as const
  expect(said({ suspensions: [pause('over', NOW)] }, now).suspension).toBeUndefined()
  expect(said({ suspensions: [{ ...pause('x', NOW), from: NOW - 3 * HOUR }] }, now).suspension).toBeDefined()
})

test('a teacher can see the tabs while their lesson runs, and nobody after it', () => {
  const lesson = {
    id: 'lesson-1',
    revision: 1,
    name: '9B Maths',
    teacher: 'Ms Khan',
    mode: 'only' as const,
    sites: [],
    frames: [],
    from: NOW - HOUR,
    until: NOW + HOUR,
  }
  const all = [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }]
  const changes = { lessons: [lesson], lessonHours: all } as Partial<EffectivePolicy>
  expect(said(changes).watching).toEqual([{ who: 'Ms Khan', since: NOW - HOUR, until: NOW + HOUR }])
  expect(said(changes, exactly(NOW + HOUR)).watching).toBeUndefined()
})

test('open pages hear of each change and of nothing else', async () => {
  const { rawSession, memory } = new FakeStorage()
  const heard: unknown[] = []
  const session = {
    get: <T>(key: string) => rawSession.get<T>(key),
    set: async (key: string, value: unknown) => {
      heard.push(value)
      await rawSession.set(key, value)
    },
  }
  const tell = (suspensions: EffectivePolicy['suspensions'], now = NOW) =>
    tellKnowing(session, { policy: plainPolicy({ suspensions }), lists: shippedLists() }, exactly(now))
  await tell([])
  await tell([])
  expect(heard).toHaveLength(1)
  await tell([pause('a', NOW + HOUR)])
  await tell([pause('a', NOW + HOUR)], NOW + HOUR)
  expect(heard).toHaveLength(3)
  expect(JSON.stringify([...memory])).not.toContain('hill.test')
})
