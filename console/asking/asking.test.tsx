// @vitest-environment happy-dom
/** Requests on the console: what is shown together, and what one press decides. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { PageRequest } from '../../lib/protocol/page-requests.ts'
import type { FoundInRow } from '../../lib/protocol/rows.ts'
import { live } from '../lessons/live.ts'
import { groupsOf, pageName, savedInWords, sharedClasses, whenInWords, whoInWords } from './groups.ts'
import { LessonAsked } from './LessonAsked.tsx'
import { Requests } from './Requests.tsx'

const asked = (id: number, more: Partial<PageRequest> = {}): PageRequest => ({
  id,
  person: id,
  name: `p${id}@school.example`,
  url: 'https://art.test/monet?room=2',
  host: 'art.test',
  frame: false,
  whys: ['For my project'],
  times: 1,
  at: id,
  last: id,
  closed: 'The school closes “Games”.',
  teacherMay: true,
  onlyLesson: false,
  opens: { page: 'art.test/monet and what lies below', site: 'all of art.test' },
  classes: [{ id: 7, name: '9B Maths' }],
  state: 'open',
  ...more,
})

let requests: PageRequest[]
let posted: { path: string; method: string; body: unknown }[]
beforeEach(() => {
  posted = []
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
    if (method !== 'GET')
      posted.push({ path, method, body: body === undefined ? undefined : JSON.parse(body) })
    return Response.json({ requests: path.includes('site-requests') ? [] : requests })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const inLesson = (): void => {
  live.value = { ...live.value, id: 'abc', link: 'live' }
  render(<LessonAsked />)
}
const press = async (name: string | RegExp): Promise<void> => {
  // What a closed list holds counts too: how it opens is the browser's.
  fireEvent.click(await screen.findByRole('button', { name, hidden: true }))
}

it('puts the requests of one page together, and apart from a part of it', () => {
  const part = asked(3, { frame: true })
  expect(groupsOf([asked(1), part, asked(2)]).map(({ requests: of }) => of.map(({ id }) => id))).toEqual([
    [1, 2],
    [3],
  ])
  expect(whoInWords([1, 2, 3, 4, 5].map((id) => asked(id)))).toBe('p1, p2 and 3 more')
  expect(pageName('https://art.test/')).toBe('art.test')
  const [group] = groupsOf([asked(1), asked(2, { classes: [] })])
  expect(sharedClasses(group!)).toEqual([])
})

it('one press opens it for who asked, or for the class', async () => {
  requests = [asked(1), asked(2)]
  inLesson()
  await press(/^Open for p1, p2/)
  await press(/^Open for the class/)
  const decision = { is: 'approve', opens: 'site', until: 'lesson' }
  await waitFor(() =>
    expect(posted).toEqual([
      {
        path: '/admin/lessons/abc/requests',
        method: 'POST',
        body: { requests: [1, 2], decision: { ...decision, for: 'pupil' } },
      },
      {
        path: '/admin/lessons/abc/requests',
        method: 'POST',
        body: { requests: [1, 2], decision: { ...decision, for: 'class' } },
      },
    ]),
  )
})

it('shows by what the guard stopped what is asked for', async () => {
  const found: FoundInRow = {
    kind: 'unblocker',
    sureness: 'sure',
    where: 'host',
    evidence: [{ family: 'storage', sign: 'engine-storage', detail: '$local' }],
  }
  requests = [asked(1, { found }), asked(2, { url: 'https://art.test/other' })]
  render(<Requests />)
  expect(await screen.findAllByText('Found on this site before: a way round the filter')).toHaveLength(1)
  expect(screen.getByText('$local')).toBeTruthy()
})

it('says what opens where there is nothing to choose, and opens that', async () => {
  requests = [asked(1, { frame: true, onlyLesson: true, opens: { site: 'parts of pages from art.test' } })]
  inLesson()
  expect(await screen.findByText('Opens parts of pages from art.test until the lesson’s end')).toBeTruthy()
  cleanup()
  requests = [asked(2, { opens: { page: 'github.io/x and what lies below' } })]
  render(<Requests />)
  expect(await screen.findByText('Opens github.io/x and what lies below')).toBeTruthy()
  await press(/^Open it/)
  await waitFor(() => expect(posted.at(-1)?.body).toMatchObject({ decision: { opens: 'page' } }))
})

it('what a lesson cannot open is handed on, and a no has its words', async () => {
  requests = [asked(1, { teacherMay: false })]
  inLesson()
  await press(/^Hand on/)
  expect(screen.queryByRole('button', { name: /^Open for/ })).toBeNull()
  await press('We need it for this lesson')
  await waitFor(() =>
    expect(posted.at(-1)?.body).toEqual({
      requests: [1],
      decision: { is: 'hand-on', reason: 'We need it for this lesson' },
    }),
  )
  await press('Cancel')
  await press(/^Say no/)
  await press('Ask me after the lesson')
  await waitFor(() =>
    expect(posted.at(-1)?.body).toEqual({
      requests: [1],
      decision: { is: 'refuse', reason: 'Ask me after the lesson' },
    }),
  )
})

const pack = (id: number, more: Partial<PageRequest> = {}): PageRequest =>
  asked(id, {
    url: 'https://art.test/packs',
    file: { name: 'shapes.zip', kind: 'archive', bytes: 2_400_000 },
    opens: { file: 'the file shapes.zip, once' },
    closed: 'The school’s rules for files leave it to an adult.',
    ...more,
  })

it('a file says that it is one, what and how big, and is let through for who asked alone', async () => {
  requests = [pack(1), pack(2), asked(3)]
  inLesson()
  await screen.findByRole('heading', { name: 'Asked for: 1 page and 1 file' })
  expect(screen.getByText('a file')).toBeTruthy()
  expect(screen.getByText(/^Packed files \(zip and the like\), 2\.4 MB, from art\.test/)).toBeTruthy()
  expect(
    screen.getByText('Lets through the file shapes.zip, once, until the lesson’s end', {
      selector: 'summary',
    }),
  ).toBeTruthy()
  // Until when is said once: by what is chosen.
  expect(screen.queryByText(/until tonight/)).toBeNull()
  expect(screen.queryByRole('button', { name: /class ?: shapes\.zip/ })).toBeNull()
  await press(/^Let it through for p1, p2 ?: shapes\.zip/)
  await waitFor(() =>
    expect(posted).toEqual([
      {
        path: '/admin/lessons/abc/requests',
        method: 'POST',
        body: {
          requests: [1, 2],
          decision: { is: 'approve', opens: 'file', for: 'pupil', until: 'lesson' },
        },
      },
    ]),
  )
})

it('what came after the page looked at its clock came just now', () => {
  expect(whenInWords([asked(1, { last: 5_000 })], 1_000)).toBe('just now')
})

it('says by whom a file that was let through was saved, and by whom not yet', () => {
  const when = (at: number): string => `at ${at}`
  expect(savedInWords([pack(1), pack(2)], when)).toBe('Not saved by anybody yet')
  expect(savedInWords([pack(1, { saved: 9 }), pack(2)], when)).toBe('Saved by p1, at 9; not yet by p2')
  expect(savedInWords([pack(1, { saved: 9 }), pack(2, { saved: 8 })], when)).toBe(
    'Saved by p1, at 9; p2, at 8',
  )
})

it('the network manager lets a file through until tonight, and takes it back', async () => {
  const approval = { id: 5, opens: 'the file shapes.zip, once', for: 'this pupil', active: true }
  requests = [
    pack(1, { file: { name: 'shapes.zip', kind: 'archive', bytes: null } }),
    pack(2, { state: 'approved', saved: 5, approval: { ...approval, until: Date.now() + 60_000 } }),
  ]
  render(<Requests />)
  await screen.findByText(/size not known, from art\.test/)
  expect(screen.getByText('Lets through the file shapes.zip, once, until tonight')).toBeTruthy()
  expect(screen.queryByLabelText('Another day')).toBeNull()
  await press(/^Let it through ?: shapes\.zip/)
  await waitFor(() =>
    expect(posted.at(-1)?.body).toEqual({
      requests: [1],
      decision: { is: 'approve', opens: 'file', for: 'pupil', until: 'today' },
    }),
  )
  await press(/^Take it back ?: shapes\.zip/)
  await waitFor(() =>
    expect(posted.at(-1)).toMatchObject({ path: '/admin/page-approvals/5', method: 'DELETE' }),
  )
})

it('the network manager chooses what, for whom and until when, and closes again what is open', async () => {
  requests = [
    asked(1),
    asked(2, {
      url: 'https://news.test/',
      state: 'approved',
      approval: {
        id: 5,
        opens: 'all of news.test',
        for: 'this pupil',
        until: Date.now() + 60_000,
        active: true,
      },
    }),
  ]
  render(<Requests />)
  fireEvent.click(await screen.findByLabelText('art.test/monet and what lies below'))
  fireEvent.click(screen.getByLabelText('All of 9B Maths'))
  fireEvent.click(screen.getByLabelText('Another day'))
  const open = screen.getByRole<HTMLButtonElement>('button', { name: /^Open it/ })
  expect(open.disabled).toBe(true)
  fireEvent.input(screen.getByLabelText('Until the end of'), { target: { value: '2026-11-27' } })
  fireEvent.click(open)
  await waitFor(() =>
    expect(posted).toEqual([
      {
        path: '/admin/page-requests',
        method: 'POST',
        body: {
          requests: [1],
          decision: { is: 'approve', opens: 'page', for: { class: 7 }, until: { day: '2026-11-27' } },
        },
      },
    ]),
  )
  await press(/^Close it now/)
  await waitFor(() =>
    expect(posted.at(-1)).toMatchObject({ path: '/admin/page-approvals/5', method: 'DELETE' }),
  )
})
