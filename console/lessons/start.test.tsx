// @vitest-environment happy-dom
/** The start of a lesson, with the school server's answers put in their way. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { LessonStart, RunningLesson } from '../../lib/protocol/lessons.ts'
import { notice, signedIn } from '../state.ts'
import { LessonsPage } from './LessonsPage.tsx'
import { answerBy, type Asked } from '../testing-answers.ts'

const LAST = { mode: 'only' as const, sites: [{ host: 'maths.org' }], frames: ['player.vimeo.com'] }
const START: LessonStart = {
  classes: [
    { id: 7, name: '9B Maths', pupils: 30, last: LAST },
    { id: 8, name: '8A Maths', pupils: 28 },
  ],
  sets: [
    { id: 1, name: 'Fractions', sites: [{ host: 'nrich.maths.org' }], frames: [] },
    { id: 2, name: 'Shapes', sites: [{ host: 'geogebra.org' }], frames: [] },
  ],
  bells: [],
  mayStart: true,
}

const STARTED: RunningLesson = {
  id: 'abc',
  name: '9B Maths',
  teacher: 'Ms Khan',
  mode: 'only',
  sites: [],
  frames: [],
  revision: 1,
  from: 0,
  until: 1,
  class: 7,
  pupils: 30,
  enforcing: 0,
}

let answers: Record<string, unknown>
const asked: Asked[] = []
beforeEach(() => {
  location.hash = ''
  signedIn.value = { state: 'in', roles: ['teacher'], how: 'provider', name: 'Ms Khan' }
  answers = {
    'GET /signin/ways': { provider: null, passkeys: false },
    'GET /admin/passkeys': { passkeys: [] },
    'GET /admin/lessons': { lessons: [] },
    'GET /admin/lessons/start': START,
    'POST /admin/lessons/check': { sites: [] },
    'POST /admin/lessons': STARTED,
  }
  answerBy(() => answers, asked, { status: 503, error: 'busy', message: 'Busy.' })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  notice.value = null
  location.hash = ''
})

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
const press = (name: string | RegExp) => fireEvent.click(button(name))
const sent = (key: string) => asked.findLast((one) => one.key === key)?.body
const hosts = () => [...document.querySelectorAll('.site__name')].map((node) => node.textContent)

async function open(): Promise<void> {
  render(<LessonsPage />)
  await screen.findByText('Start a lesson')
}
const choose = (name: RegExp) => fireEvent.click(screen.getByRole('radio', { name }))

it('two clicks: the class, and Start, with the last lesson’s sites and an hour', async () => {
  await open()
  choose(/9B Maths/)
  press('Start the lesson')
  await waitFor(() => expect(location.hash).toBe('#lesson=abc'))
  expect(sent('POST /admin/lessons')).toEqual({
    class: 7,
    mode: 'only',
    sites: [{ host: 'maths.org' }],
    frames: ['player.vimeo.com'],
    minutes: 60,
  })
})

it('says what is missing instead of starting', async () => {
  await open()
  press('Start the lesson')
  expect(notice.value?.text).toBe('Choose a class first.')
  choose(/8A Maths/)
  press('Start the lesson')
  expect(notice.value?.text).toBe('Give at least one site.')
  expect(sent('POST /admin/lessons')).toBeUndefined()
})

it('does not start past a mark that nobody has seen yet; at the second press it does', async () => {
  const closed = { for: 'all', why: 'The school closes “Games”.', asked: false }
  // As it is with its www, which the policy closes alone.
  answers['POST /admin/lessons/check'] = {
    sites: [{ host: 'www.maths.org', closed }, { host: 'maths.org' }],
  }
  await open()
  choose(/9B Maths/)
  press('Start the lesson')
  await screen.findByText('Closed for the whole class. The school closes “Games”.')
  await waitFor(() => expect(notice.value?.text).toContain('Press Start again'))
  expect(sent('POST /admin/lessons/check')).toEqual({
    class: 7,
    sites: [{ host: 'www.maths.org' }, { host: 'maths.org' }],
  })
  expect(sent('POST /admin/lessons')).toBeUndefined()
  await waitFor(() => expect(button('Start the lesson')).toBeTruthy())
  press('Start the lesson')
  await waitFor(() => expect(location.hash).toBe('#lesson=abc'))
})

it('says that the policy could not be asked, and starts all the same', async () => {
  delete answers['POST /admin/lessons/check']
  await open()
  choose(/9B Maths/)
  await screen.findByText(/could not be asked/)
  press('Start the lesson')
  await waitFor(() => expect(location.hash).toBe('#lesson=abc'))
})

it('a kept list takes the place of a kept one, and goes beside what was put together by hand', async () => {
  await open()
  choose(/9B Maths/)
  press(/^Fractions/)
  expect(hosts()).toEqual(['nrich.maths.org'])
  press('Take nrich.maths.org out of the list')
  press(/^Shapes/)
  expect(hosts()).toEqual(['geogebra.org'])
  fireEvent.input(screen.getByLabelText('Paste links, or any text with links in it'), {
    target: { value: 'https://desmos.com/calculator' },
  })
  press('Add')
  await waitFor(() => expect(hosts()).toEqual(['geogebra.org', 'desmos.com']))
  choose(/8A Maths/)
  expect(hosts()).toEqual(['geogebra.org', 'desmos.com'])
  press(/^Fractions/)
  expect(hosts()).toEqual(['geogebra.org', 'desmos.com', 'nrich.maths.org'])
})

it('covers screens for ten minutes at most, without sites and with words', async () => {
  await open()
  choose(/9B Maths/)
  choose(/Eyes up/)
  choose(/^10 minutes/)
  fireEvent.input(screen.getByLabelText(/What the covered screens say/), { target: { value: ' Look up ' } })
  expect(screen.queryByRole('radio', { name: /60 minutes/ })).toBeNull()
  press('Start the lesson')
  await waitFor(() => expect(location.hash).toBe('#lesson=abc'))
  expect(sent('POST /admin/lessons')).toEqual({
    class: 7,
    mode: 'eyes-up',
    sites: [],
    frames: [],
    minutes: 10,
    message: 'Look up',
  })
})

it('outside the hours nothing starts, and it says why', async () => {
  const monday = new Date(2026, 10, 30, 8).getTime()
  answers['GET /admin/lessons/start'] = { ...START, mayStart: false, mayStartAt: monday }
  await open()
  expect(button('Start the lesson').disabled).toBe(true)
  expect(screen.getByText(/outside the hours .* They can from .*08:00\./)).toBeTruthy()
})

it('who teaches no class is told whom to ask', async () => {
  answers['GET /admin/lessons/start'] = { ...START, classes: [] }
  render(<LessonsPage />)
  await screen.findByText(/You teach no class here yet/)
})
