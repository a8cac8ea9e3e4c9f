/** Where a pupil stands, by what is known of their devices. */
import { describe, expect, it } from 'vitest'
import type { HeldLesson, Lesson } from '../../lib/policy/lesson.ts'
import type { SeenTab } from '../../lib/protocol/live.ts'
import { type PupilDevice, standing } from './standing.ts'

const NOW = 1_000_000_000
const LESSON: Lesson = {
  id: 'one',
  name: '9B',
  teacher: 'Ms Khan',
  mode: 'only',
  sites: [],
  frames: [],
  revision: 2,
  from: NOW,
  until: NOW + 1,
}
const KEPT = { class: 1, teacher: 1, lesson: LESSON }
const TABS: readonly SeenTab[] = [
  { tab: 1, title: 'Angles', host: 'maths.test', active: true, stopped: false },
]

const says = (is: HeldLesson['is'], tabs?: readonly SeenTab[]) => ({
  holding: [{ id: 'one', revision: 2, is }],
  tabs,
})
const device = (more: Partial<PupilDevice> = {}): PupilDevice => ({
  lastSeen: NOW,
  extension: '0.2.0',
  isHeld: false,
  lacksRules: false,
  mayRun: true,
  ...more,
})
const of = (devices: readonly PupilDevice[], exempt: readonly string[] = []) =>
  standing(KEPT, { held: [KEPT], exempt }, devices, NOW)

describe('a pupil with two devices', () => {
  const good = device({ says: says('enforcing') })

  it.each([
    ['tampered', 'held back', device({ isHeld: true })],
    ['older-version', 'of an older version', device({ extension: '0.1.9' })],
    [
      'older-version',
      'of an older version that speaks',
      device({ extension: '0.1.9', says: { holding: [] } }),
    ],
    ['offline', 'that says nothing', device({ lastSeen: NOW - 119_000 })],
    ['refused', 'without the rules', device({ says: says('refused') })],
    ['starting', 'that holds nothing yet', device({ says: { holding: [] } })],
  ] as const)('is %s when one in use is %s', (state, _what, other) => {
    expect(of([good, other]).state).toBe(state)
    expect(of([other, good]).state).toBe(state)
  })

  it('enforces when the other was put away', () => {
    const away = { lastSeen: NOW - 121_000 }
    expect(of([good, device(away), device({ ...away, isHeld: true })]).state).toBe('enforcing')
  })
})

describe('a pupil with one device', () => {
  it('is offline since it was heard of last', () => {
    expect(of([device({ lastSeen: 5 }), device({ lastSeen: 7 })])).toEqual({ state: 'offline', since: 7 })
  })

  it('that was held back and put away is still tampered with; with none there is no device', () => {
    expect(of([device({ lastSeen: 5, isHeld: true }), device({ lastSeen: 7 })]).state).toBe('tampered')
    expect(of([]).state).toBe('no-device')
  })

  it('shows tabs only while the lesson has the pupil', () => {
    expect(of([device({ says: says('enforcing', TABS) })]).tabs).toEqual(TABS)
    expect(of([device({ says: says('over', TABS) })])).toEqual({ state: 'hours' })
    expect(of([device({ says: says('clock', TABS) })])).toEqual({ state: 'clock' })
    expect(of([device({ says: says('enforcing', TABS) })], ['one'])).toEqual({ state: 'exempt' })
  })
})
