// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, expect, it } from 'vitest'
import { NOTICES } from '../../../tests/browser/pages/knowing-samples.ts'
import type { Ask } from '../../messages/send.ts'
import { WordsProvider } from '../i18n/context.ts'
import { createWords } from '../i18n/words.ts'
import { WelcomePage } from './WelcomePage.tsx'

afterEach(cleanup)

it.each([true, false])(
  'promises never to keep what is typed only as far as that is so (searches: %s)',
  async (searches) => {
    const ask = (async () => ({ ...NOTICES.first, searches })) as unknown as Ask
    render(
      <WordsProvider value={createWords()}>
        <WelcomePage ask={ask} news={() => () => {}} leave={() => {}} />
      </WordsProvider>,
    )
    const never = (await screen.findByText(/never keeps what you type/)).textContent ?? ''
    expect(never.startsWith('Apart from what you search for')).toBe(searches)
  },
)
