import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { LessonCard } from '../messages/lesson-card.ts'
import { createWords } from './i18n/words.ts'
import { iconState } from './icon-state.ts'

const words = createWords()
const plain = { lessons: [], recording: false, timeZone: 'Europe/London', now: Date.UTC(2026, 10, 25, 10) }
const school = { name: 'Hill School', contact: '' }

it.each(['protected', 'setting-up', 'problem'] as const)(
  '%s has its own picture, shipped in every size',
  (state) => {
    const icon = iconState(words, { ...plain, state, school, group: 'year-9' })
    for (const path of Object.values(icon.path)) expect(existsSync(join('assets/public', path))).toBe(true)
    expect(icon.title).toMatch(/^Kerb: /)
    expect(icon.badge === '').toBe(state === 'protected')
  },
)

it('names the school only when it is known', () => {
  expect(iconState(words, { ...plain, state: 'protected', school, group: 'year-9' }).title).toBe(
    'Kerb: protected by Hill School, group year-9. Recording is off',
  )
  expect(
    iconState(words, { ...plain, state: 'protected', school: { name: '', contact: '' }, group: '' }).title,
  ).toBe('Kerb: protected. Recording is off')
})

const maths: LessonCard = {
  name: '9B Maths',
  teacher: 'Ms Khan',
  mode: 'only',
  sites: [],
  until: Date.UTC(2026, 10, 25, 10, 40),
}
const inLesson = (change: Partial<LessonCard>, state: 'protected' | 'problem' = 'protected') =>
  iconState(words, { ...plain, state, school, group: 'year-9', lessons: [{ ...maths, ...change }] })

it('names the lesson that runs and when it ends, in a word that fits', () => {
  expect(inLesson({})).toMatchObject({
    title: 'Kerb: 9B Maths with Ms Khan, until 10:40. Recording is off',
    badge: 'Work',
  })
  expect(inLesson({ mode: 'eyes-up' }).badge).toBe('Look')
  expect(inLesson({ teacher: '' }).title).toBe(
    'Kerb: 9B Maths with your teacher, until 10:40. Recording is off',
  )
  // The browser cuts off what is longer.
  for (const mode of ['only', 'except', 'eyes-up'] as const)
    expect(inLesson({ mode }).badge.length).toBeLessThanOrEqual(4)
})

it('still says in a lesson that something is wrong', () => {
  const icon = inLesson({}, 'problem')
  expect(icon.path['16']).toContain('attention')
  expect(icon.title).toBe('Kerb: 9B Maths with Ms Khan, until 10:40. Something is wrong. Recording is off')
})

it('says in words what is recorded and who can see the tabs', () => {
  const { now } = plain
  const until = now + 6 * 3_600_000
  const said = (more: object) =>
    iconState(words, { ...plain, state: 'protected', school, group: 'year-9', ...more }).title
  const on = { recording: true, times: { changes: until } }
  expect(said(on)).toBe(
    'Kerb: protected by Hill School, group year-9. Recording is on (school hours until 16:00)',
  )
  expect(said({ ...on, watching: [{ who: 'Ms Khan', since: now, until: now + 2_400_000 }] })).toContain(
    'Ms Khan can see your tabs until 10:40. Recording is on',
  )
  expect(said({ times: { changes: now + 600_000 } })).toContain('Recording is off until 10:10')
  const suspension = { reason: 'x', from: now, until, open: [] }
  expect(said({ suspension })).toBe('Kerb: your browsing is paused until 16:00. Recording is off')
})

/** Relative luminance by WCAG. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

it('writes white on colours dark enough for it', () => {
  const base = { ...plain, school, group: '' }
  const states = (['protected', 'setting-up', 'problem'] as const).map((state) =>
    iconState(words, { ...base, state }),
  )
  for (const { badgeColour } of [...states, inLesson({})])
    expect(1.05 / (luminance(badgeColour) + 0.05)).toBeGreaterThan(4.5)
})
