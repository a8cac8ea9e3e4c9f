/** What is answered while it is covered, and what is not: each message is one or the other. */
import { expect, test } from 'vitest'
import { coverOfOwn, PRIVATE } from './cover.ts'
import { type Explanation, type MessageType, PROTOCOL } from './protocol.ts'
import type { Status } from './device.ts'
import { unnamedExplanation, unnamedStatus } from './unnamed.ts'

/** Answered to whoever is there, and why that tells nobody about somebody else. */
const OPEN: Readonly<Partial<Record<MessageType, string>>> = {
  explain: 'why a page is stopped; a pause is left out (unnamedExplanation)',
  continue: 'goes past a warning, which is about the page',
  status: 'how the device stands; name and pause are left out (unnamedStatus)',
  lesson: 'about the class in the room',
  'concern.start': 'anybody may tell; after “No” in nobody’s name',
  'concern.saved': 'whether what was told has gone',
  'concern.send': 'whether what was told has gone',
  'concern.refresh': 'whether the school was reached',
  'safeguarding.start': 'for a member of staff, whose page asks for their own key',
  'report.page': 'about the page in front',
  'report.button': 'words and place of a button',
  'report.moved': 'its place',
  'report.pressed': 'anybody may tell',
  'ask-frame': 'asks for what stands on the page in front; the page behind it is not covered either',
  'personal.here': 'what is paused for on a page',
  'personal.bring': 'brings a script beside the page, and says nothing',
  'personal.ask': 'anybody may tell',
  'prompt.said': 'what is written on the page in front; it is answered with nothing',
  'help.closed': 'that helplines beside a page were closed',
  cover: 'what stands on the cover',
  'cover.answer': 'the answer to it',
  language: 'in which words we speak',
  settings: 'how the device is managed',
  doctor: 'how the browser is managed',
  'self-check': 'tries what everybody may try, and says nothing of anybody',
  'guard.bring': 'brings a script beside the page, and says nothing',
  'guard.saw': 'what a page is made of, told by our script beside it',
}

test.each(Object.keys(PROTOCOL))('%s is somebody’s own or is not', (type) => {
  expect(PRIVATE.includes(type)).toBe(OPEN[type as MessageType] === undefined)
})

test('a pause is nobody else’s to read: the page is stopped, and no more is said', () => {
  const pause = { reason: 'You hurt Ben.', from: 1, until: 9, open: [] }
  const x = {
    action: 'block',
    reasonKind: 'suspension',
    entryNote: pause.reason,
    suspension: pause,
    until: 9,
  }
  const told = unnamedExplanation({ ...x, remedy: 'ask', host: 'news.test' } as unknown as Explanation)
  expect(told).toEqual({ action: 'block', reasonKind: 'own-entry', remedy: 'none', host: 'news.test' })
  const plain = { reasonKind: 'own-entry', entryNote: 'For chess only.' } as Explanation
  expect(unnamedExplanation(plain)).toBe(plain)
})

test('how the device stands names nobody', () => {
  const status = { person: { name: 'ada', from: 'profile' }, suspension: {}, unread: true, recording: true }
  expect(unnamedStatus(status as unknown as Status)).toEqual({ recording: true })
})

test('own reports: of whoever took the first one’s place until somebody may have gone; else as any page', () => {
  const first = { forgotten: false, mark: 'm1' }
  const second = { forgotten: true, mark: 'm1', another: 'a1' }
  const over = { forgotten: false, mark: 'm3', isOver: true }
  expect(coverOfOwn(null, null)).toBeNull()
  expect(coverOfOwn(null, first)).toEqual({ forgotten: false })
  // A page of the first one's is never the second one's.
  expect(coverOfOwn(null, second)).toEqual({ forgotten: true })
  expect(coverOfOwn(first, second)).toEqual({ forgotten: true })
  expect(coverOfOwn(first, over)).toBeNull()
  expect(coverOfOwn(second, second)).toBeNull()
  expect(coverOfOwn(second, { ...second, mark: 'm2' })).toBe('over')
  expect(coverOfOwn(second, over)).toBe('over')
  expect(coverOfOwn(second, null)).toBe('over')
})
