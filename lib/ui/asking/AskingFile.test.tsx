// @vitest-environment happy-dom
/** A file is spoken of as a file, also in languages where a page and a file are not of one gender. */
import { cleanup, render, screen } from '@testing-library/preact'
import { afterEach, expect, it } from 'vitest'
import arabic from '../../../assets/locales/ar.json' with { type: 'json' }
import welsh from '../../../assets/locales/cy.json' with { type: 'json' }
import polish from '../../../assets/locales/pl.json' with { type: 'json' }
import ukrainian from '../../../assets/locales/uk.json' with { type: 'json' }
import { WordsProvider } from '../i18n/context.ts'
import { createWords, type Locale } from '../i18n/words.ts'
import { AskForm } from './AskForm.tsx'
import { Standing } from './Standing.tsx'

afterEach(cleanup)
const TEN = Date.UTC(2026, 10, 24, 10)
const AT = { school: { contact: '' }, timeZone: 'Europe/London', now: TEN }

it.each<[string, Locale]>([
  ['ar', arabic],
  ['cy', welsh],
  ['pl', polish],
  ['uk', ukrainian],
])('%s: why it is needed', (tag, locale) => {
  const words = createWords(tag, locale)
  const show = (of: 'page' | 'file') =>
    render(
      <WordsProvider value={words}>
        <AskForm
          {...{ id: of, of, busy: false, why: '' }}
          send={async () => undefined}
          leave={() => undefined}
          setWhy={() => undefined}
        />
      </WordsProvider>,
    )
  show('file')
  expect(screen.getByLabelText(words.t('asking.file.why'))).toBeDefined()
  expect(words.t('asking.file.why')).not.toBe(words.t('asking.why'))
})

it('a Welsh yes to a file does not say that it opens', () => {
  const { container } = render(
    <WordsProvider value={createWords('cy', welsh)}>
      <Standing
        of="file"
        at={AT}
        waits={false}
        request={{ state: 'approved', with: 'teacher', until: TEN }}
      />
      <Standing
        of="file"
        at={AT}
        waits={false}
        request={{ state: 'approved', with: 'teacher', name: 'Ms Khan', until: TEN }}
      />
    </WordsProvider>,
  )
  expect(container.textContent).not.toContain('hagor')
  expect(container.textContent).toContain('lawrlwytho')
})

it('promises no more than it can: the browser has to be open', () => {
  const { container } = render(
    <WordsProvider value={createWords()}>
      <Standing of="file" at={AT} waits={false} request={{ state: 'open', with: 'network' }} />
    </WordsProvider>,
  )
  expect(container.textContent).toContain('while this browser is open')
  expect(container.textContent).toContain('choose it again')
})
