// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, expect, it } from 'vitest'
import { NOTICES } from '../../../tests/browser/pages/knowing-samples.ts'
import type { Notice } from '../../messages/knowing.ts'
import type { Ask } from '../../messages/send.ts'
import { WordsProvider } from '../i18n/context.ts'
import { createWords } from '../i18n/words.ts'
import { WelcomePage } from './WelcomePage.tsx'

afterEach(cleanup)

const show = (notice: Partial<Notice>) => {
  const ask = (async () => ({ ...NOTICES.first, ...notice })) as unknown as Ask
  render(
    <WordsProvider value={createWords()}>
      <WelcomePage ask={ask} news={() => () => {}} leave={() => {}} />
    </WordsProvider>,
  )
}

it.each([
  [{ visits: 60, notable: 365 }, 'It is kept for 60 days, but stops, searches and files for 365 days.'],
  [NOTICES.more.keptDays, 'It is kept for 365 days at most.'],
  [undefined, 'It is kept for 365 days at most.'],
])('says how long it is kept as far as one sentence is true: %j', async (keptDays, words) => {
  show({ keptDays })
  expect(await screen.findByText(words)).toBeTruthy()
})

it.each([true, false])(
  'promises never to keep what is typed only as far as that is so (searches: %s)',
  async (searches) => {
    show({ searches })
    const never = (await screen.findByText(/never keeps what you type/)).textContent ?? ''
    expect(never.startsWith('Apart from what you search for')).toBe(searches)
  },
)
