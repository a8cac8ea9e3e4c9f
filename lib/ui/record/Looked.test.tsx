// @vitest-environment happy-dom
/** A pupil is shown who looked at their record as the school has chosen, and never that nobody did. */
import { cleanup, render } from '@testing-library/preact'
import { afterEach, expect, it } from 'vitest'
import type { OwnRecord } from '../../protocol/own-record.ts'
import { WordsProvider } from '../i18n/context.ts'
import { createWords } from '../i18n/words.ts'
import { Looked } from './Looked.tsx'

afterEach(cleanup)

const clock = { now: Date.UTC(2026, 10, 25, 10, 15), timeZone: 'Europe/London' }
const textOf = (told: NonNullable<OwnRecord['recordLooks']>): string =>
  render(
    <WordsProvider value={createWords()}>
      <Looked {...told} clock={clock} />
    </WordsProvider>,
  ).container.textContent

it('says the day and the role, and why where the school tells it', () => {
  const text = textOf({
    shown: 'reason',
    looks: [
      { date: '2026-11-24', role: 'dsl', reason: 'asked' },
      { date: '2025-12-30', role: 'dsl' },
    ],
  })
  expect(text).toMatch(
    /Tuesday,? 24 November: someone from the safeguarding team looked\. You or your family asked\./,
  )
  expect(text).toMatch(/Tuesday,? 30 December 2025: someone from the safeguarding team looked\.(?! )/)
})

it('says that nothing can be shown, and that a look may not be: never that nobody looked', () => {
  const text = textOf({ shown: 'role', looks: [] })
  expect(text).toContain('There is nothing to show here now.')
  expect(text).toContain('A look that helps to keep someone safe may not show.')
  expect(text).not.toMatch(/nobody/i)
})

it('says that the school does not show it; what was promised before stays', () => {
  expect(textOf({ shown: 'hidden', looks: [] })).toContain('Your school does not show this here.')
  cleanup()
  const text = textOf({ shown: 'hidden', looks: [{ date: '2026-11-24', role: 'dsl' }] })
  expect(text).toContain('24 November')
  expect(text).toContain('Your school does not show this here.')
})
