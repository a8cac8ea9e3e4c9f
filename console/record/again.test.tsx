// @vitest-environment happy-dom
/** A look that goes on after half an hour is begun as the one before was: an enquiry is not forgotten on the way. */
import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, expect, it } from 'vitest'
import type { Look } from '../../lib/protocol/record-looks.ts'
import { Begin } from './Begin.tsx'

afterEach(cleanup)

const TEN = Date.UTC(2026, 10, 24, 10)
const pupil = { person: 7, name: 'amy@hill.test', classes: [] }
const enquiry = { at: TEN, by: 'Mrs Khan', words: 'The police asked us to wait.', ended: null }
const look: Look = {
  id: 'l'.repeat(22),
  at: TEN,
  until: TEN + 1_800_000,
  by: 'Mrs Khan',
  role: 'dsl',
  pupil: pupil.name,
  from: TEN,
  reason: 'concern',
  words: 'A friend is worried.',
  shown: 'role',
  toldFrom: TEN + 86_400_000,
  told: false,
  enquiry,
  second: null,
}
const begin = (again?: Look) => {
  render(<Begin pupil={pupil} again={again} />)
  return {
    isEnquiry: screen.getByLabelText<HTMLInputElement>(/part of an enquiry/).checked,
    why: screen.queryByLabelText<HTMLTextAreaElement>('Why the pupil must not know')?.value,
  }
}

it('is part of the enquiry, with why', () =>
  expect(begin(look)).toEqual({ isEnquiry: true, why: 'The police asked us to wait.' }))

it.each([
  ['a first look', undefined],
  ['a look that was part of none', { ...look, enquiry: null }],
  ['an enquiry that was ended', { ...look, enquiry: { ...enquiry, ended: { at: TEN, by: 'Mr Hill' } } }],
])('is part of none after %s', (_what, again) =>
  expect(begin(again)).toEqual({ isEnquiry: false, why: undefined }),
)
