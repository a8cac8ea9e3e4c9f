// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, it, vi } from 'vitest'
import type { LessonCard } from '../../messages/lesson-card.ts'
import { NO_ROOM, type Status } from '../../messages/device.ts'
import type { Ask } from '../../messages/send.ts'
import { WordsProvider } from '../i18n/context.ts'
import { createWords } from '../i18n/words.ts'
import { PopupPage } from './PopupPage.tsx'

const NOW = Date.UTC(2026, 10, 25, 10)
const maths: LessonCard = {
  name: '9B Maths',
  teacher: 'Ms Khan',
  mode: 'only',
  sites: [{ host: 'bbc.test', path: '/bitesize' }],
  until: NOW + 40 * 60_000,
}
const status: Status = {
  state: 'protected',
  lessons: [maths],
  school: { name: 'Hill School', contact: '' },
  group: 'Year 9',
  since: NOW,
  policy: { source: 'server', version: '1' },
  recording: true,
  kept: { detail: 'least', searches: false },
  timeZone: 'Europe/London',
  now: NOW,
  problems: [],
  lifelines: [],
}

function show(
  first: LessonCard[],
  isTeam?: () => Promise<boolean>,
  problems: Status['problems'] = [],
  refusedKeys?: string,
) {
  const state = { lessons: first }
  const asked = vi.fn(async (type: string) =>
    type === 'safeguarding.start'
      ? { problem: refusedKeys }
      : { ...status, lessons: state.lessons, problems },
  )
  const open = vi.fn()
  const tell = vi.fn()
  let hear = (): void => {}
  const news = (heard: () => void) => {
    hear = heard
    return () => {}
  }
  render(
    <WordsProvider value={createWords()}>
      <PopupPage
        ask={asked as unknown as Ask}
        news={news}
        open={open}
        tell={tell}
        {...(isTeam && { isTeam })}
      />
    </WordsProvider>,
  )
  return { state, open, tell, follow: () => act(() => hear()) }
}

afterEach(cleanup)

it('puts the lesson first, with links that open in the tab below', async () => {
  const { open } = show([maths])
  const title = '9B Maths with Ms Khan, until 10:40'
  await screen.findByRole('heading', { level: 1, name: title })
  expect(screen.getByRole('heading', { level: 2, name: 'You are protected' })).toBeDefined()
  expect(screen.getByText('Your teacher can see which pages are open in this lesson.')).toBeDefined()
  const link = screen.getByRole('link', { name: /^bbc/ })
  expect(link.textContent).toBe('bbc.test/bitesize')
  fireEvent.click(link)
  expect(open).toHaveBeenCalledExactlyOnceWith('http://bbc.test/bitesize')
  // For a tab of its own the browser is asked, not us.
  document.addEventListener('click', (event) => event.preventDefault(), { once: true })
  fireEvent.click(link, { ctrlKey: true })
  expect(open).toHaveBeenCalledOnce()
})

it('names closed sites without a link', async () => {
  show([{ ...maths, mode: 'except' }])
  await screen.findByText('All sites are open but these:')
  expect(screen.queryByRole('link', { name: /bitesize/ })).toBeNull()
})

it('follows a lesson that starts and ends while it is open', async () => {
  const { state, follow } = show([])
  await screen.findByRole('heading', { level: 1, name: 'You are protected' })
  expect(screen.queryByText(/Your teacher can see/)).toBeNull()
  state.lessons = [{ ...maths, mode: 'eyes-up', message: 'Look at the board.' }]
  await follow()
  await screen.findByText('Look at the board.')
  expect(screen.getByText('Eyes up, please')).toBeDefined()
  state.lessons = []
  await follow()
  await waitFor(() => expect(screen.queryByText('Look at the board.')).toBeNull())
})

it('has “Tell someone” first, before any answer', async () => {
  const { tell } = show([maths])
  const [first] = screen.getAllByRole('button')
  expect(first?.textContent).toBe('Tell someone')
  expect(screen.queryByRole('heading', { name: /Maths/ })).toBeNull()
  fireEvent.click(first!)
  expect(tell).toHaveBeenCalledOnce()
  await screen.findByRole('heading', { level: 1, name: /9B Maths/ })
})

it('leads to the safeguarding team’s page where the team works, and nowhere else', async () => {
  show([], () => Promise.resolve(true))
  const link = await screen.findByRole('link', { name: 'For the safeguarding team' })
  expect(link.getAttribute('href')).toBe('/safeguarding.html')
  cleanup()
  const nowhere = vi.fn(() => Promise.resolve(false))
  show([], nowhere)
  await screen.findByRole('heading', { name: 'You are protected' })
  expect(nowhere).toHaveBeenCalledOnce()
  expect(screen.queryByRole('link', { name: 'For the safeguarding team' })).toBeNull()
})

it('says once that the disk is full, however many parts of ours it hinders', async () => {
  const full = ['fault:write-row', 'fault:write-local', 'fault:box', 'fault:lists-index']
  const problems = full.map((code) => ({ code, detail: NO_ROOM }))
  show([], undefined, [...problems, { code: 'x', detail: 'A key is wrong.' }])
  const wrong = await screen.findByRole('region', { name: 'What is wrong' })
  expect([...wrong.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual([
    'This computer is full, so not everything can be kept. Please tell an adult.',
    'A key is wrong.',
  ])
  expect(wrong.textContent).not.toContain('settings page')
})

const REFUSED = 'This device was offered keys that it did not believe'

// Was broken: a server that told the truth again a minute later had silenced it.
it('tells the team of keys that were refused before, and nobody else', async () => {
  show([], () => Promise.resolve(true), [], 'The school server offered keys.')
  await screen.findByText(REFUSED)
  cleanup()
  show([], () => Promise.resolve(true))
  await screen.findByRole('link', { name: 'For the safeguarding team' })
  expect(screen.queryByText(REFUSED)).toBeNull()
  cleanup()
  show([], () => Promise.resolve(false), [], 'The school server offered keys.')
  await screen.findByRole('heading', { name: 'You are protected' })
  expect(screen.queryByText(REFUSED)).toBeNull()
})

// Was broken: it stood fourth, and the popup shows three.
it('names keys that were refused before all else that is wrong', async () => {
  const others = ['a', 'b', 'c'].map((code) => ({ code, detail: `Wrong: ${code}.` }))
  const detail = 'The school server offered keys.'
  show([], undefined, [...others, { code: 'safeguarding-keys', detail }])
  const wrong = await screen.findByRole('region', { name: 'What is wrong' })
  expect(wrong.querySelector('li')?.textContent).toBe(detail)
})
