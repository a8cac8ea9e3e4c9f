// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, expect, it, vi } from 'vitest'
import type { LessonCard } from '../../messages/lesson-card.ts'
import type { Ask } from '../../messages/send.ts'
import { WordsProvider } from '../i18n/context.ts'
import { createWords } from '../i18n/words.ts'
import { LessonPage } from './LessonPage.tsx'

const NOW = Date.UTC(2026, 10, 25, 10)
const maths: LessonCard = {
  name: '9B Maths',
  teacher: 'Ms Khan',
  mode: 'only',
  sites: [{ host: 'nrich.test' }, { host: 'bbc.test', path: '/bitesize' }],
  until: NOW + 40 * 60_000,
}

function show(first: LessonCard[], cameBack = false) {
  const state = { lessons: first, fails: false }
  const asked = vi.fn(async () => {
    if (state.fails) throw new Error('no worker')
    return {
      lessons: state.lessons,
      school: { name: 'Hill School', contact: '' },
      timeZone: 'Europe/London',
      now: NOW,
    }
  })
  const leave = vi.fn()
  const hears = new Set<() => void>()
  const news = (hear: () => void) => {
    hears.add(hear)
    return () => void hears.delete(hear)
  }
  render(
    <WordsProvider value={createWords()}>
      <LessonPage ask={asked as unknown as Ask} news={news} leave={leave} cameBack={cameBack} />
    </WordsProvider>,
  )
  const tell = () => act(() => hears.forEach((hear) => hear()))
  return { state, asked, leave, tell }
}

const links = () => screen.getAllByRole('link').map((one) => one.getAttribute('href'))
afterEach(cleanup)

it('says whose lesson it is, until when, and links to its sites', async () => {
  const { leave } = show([{ ...maths, message: 'Page 12, please.' }])
  await screen.findByRole('heading', { level: 1, name: '9B Maths' })
  expect(screen.getByText('With Ms Khan, until 10:40')).toBeDefined()
  expect(screen.getByText('Page 12, please.')).toBeDefined()
  expect(screen.getByText(/teacher can see which pages/)).toBeDefined()
  expect(links()).toEqual(['http://nrich.test/', 'http://bbc.test/bitesize'])
  await waitFor(() => expect(document.title).toBe('9B Maths'))
  expect(leave).not.toHaveBeenCalled()
})

it('lists nothing while eyes are up, whatever else runs', async () => {
  show([maths, { ...maths, mode: 'eyes-up' }])
  await screen.findByRole('heading', { level: 1, name: 'Eyes up, please' })
  expect(screen.queryByRole('link')).toBeNull()
})

it('follows the lesson, and gives the tab back when it is over', async () => {
  const { state, leave, tell } = show([maths])
  await screen.findByRole('heading', { name: '9B Maths' })
  state.lessons = [{ ...maths, sites: [{ host: 'desmos.test' }] }]
  await tell()
  await waitFor(() => expect(links()).toEqual(['http://desmos.test/']))
  expect(leave).not.toHaveBeenCalled()
  state.lessons = [{ ...maths, mode: 'except' }]
  await tell()
  await waitFor(() => expect(leave).toHaveBeenCalledOnce())
})

it('stays when the pupil came back to it', async () => {
  const { leave } = show([], true)
  await screen.findByRole('heading', { name: 'This list is closed now' })
  expect(leave).not.toHaveBeenCalled()
  screen.getByRole('button', { name: 'Open a new tab' }).click()
  expect(leave).toHaveBeenCalledOnce()
})

it('asks again when the lesson ends, and until it is answered', async () => {
  vi.useFakeTimers()
  try {
    const { state, asked, leave } = show([maths])
    await vi.advanceTimersByTimeAsync(40 * 60_000)
    expect(asked).toHaveBeenCalledTimes(1)
    state.fails = true
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked).toHaveBeenCalledTimes(3)
    expect(leave).not.toHaveBeenCalled()
    state.fails = false
    state.lessons = []
    await vi.advanceTimersByTimeAsync(5_000)
    expect(leave).toHaveBeenCalledOnce()
  } finally {
    vi.useRealTimers()
  }
})
