// @vitest-environment happy-dom
/** A pupil's record on the console: found, opened with a reason, filtered, over; and the viewing log. */
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { expect, it, vi } from 'vitest'
import type { Evidence, Sureness } from '../../lib/policy/finding.ts'
import type { Behind, Look } from '../../lib/protocol/record-looks.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { App } from '../App.tsx'
import { notice } from '../state.ts'
import { log } from './state.ts'
import {
  TEN,
  ID,
  AMY,
  HOSTILE,
  look,
  row,
  page,
  refused,
  signIn,
  enterAs,
  record,
  press,
  write,
  choose,
  rowsAsked,
  find,
  openRecord,
  stage,
  useStage,
  type Shown,
} from './testing-record.tsx'

useStage()

it.each<[Role, boolean, boolean]>([
  ['dsl', true, true],
  ['head', false, true],
  ['network', false, false],
  ['governor', false, false],
  ['office', false, false],
  ['teacher', false, false],
])('%s has the record: %s, the log: %s', async (role, hasRecord, hasLog) => {
  signIn(role)
  render(<App />)
  await screen.findByRole('heading', { level: 1 })
  expect(screen.queryByRole('region', { name: 'A pupil’s record' }) !== null).toBe(hasRecord)
  expect(screen.queryByRole('region', { name: 'Viewing log' }) !== null).toBe(hasLog)
  expect(stage.asked.some(({ key }) => key.includes('record-looks'))).toBe(hasLog)
})

it('says what the pupil will be told, and opens nothing without a reason', async () => {
  enterAs('dsl')
  await find()
  expect((await record()).textContent).toContain(
    'the day, that it was the safeguarding team, and the kind of reason',
  )
  await press('Open the record')
  choose('Reason', 'stopped')
  write('In your own words', ' . ')
  await press('Open the record')
  expect(notice.value?.text).toContain('Choose a reason, and say why')
  expect(stage.asked.filter(({ key }) => key === 'POST /admin/record-looks')).toEqual([])
  expect(rowsAsked()).toEqual([])
})

it('opens the record, by day, with everybody’s words as words', async () => {
  stage.answers[`GET /admin/record-looks/${ID}/rows`] = page([
    row(1, { kind: 'search', terms: HOSTILE, action: 'block', categories: ['games'] }),
    row(4, { kind: 'prompt', words: HOSTILE, theme: 'eating', severity: 'high' }),
    row(2, { titles: [HOSTILE], seconds: 600, path: '/a<b' }),
    row(3000, { kind: 'download', file: { kind: 'document', decided: 'allowed', name: HOSTILE } }),
  ])
  enterAs('dsl')
  const part = await openRecord()
  expect(stage.asked.find(({ key }) => key === 'POST /admin/record-looks')?.body).toEqual({
    person: 7,
    days: 7,
    reason: 'concern',
    words: 'A friend is worried.',
  })
  await within(part).findByText(/^Tuesday 24 November 2026$/)
  await within(part).findByText(/^Sunday 22 November 2026$/)
  expect(part.querySelector('img')).toBeNull()
  expect([...part.querySelectorAll('bdi')].filter((one) => one.textContent === HOSTILE).length).toBe(4)
  expect(part.textContent).toContain('About eating disorders (high: look at it soon); ')
  expect(part.textContent).toContain('10 minutes; device CB-7')
  expect(within(part).getByText('4 entries, and no older ones.')).toBeTruthy()
})

it('says what searches and prompts are about, and what was found on a page and by which signs', async () => {
  const evidence: Evidence[] = [
    { family: 'structure', sign: 'address-box' },
    { family: 'engine', sign: 'engine-file', detail: HOSTILE },
    { family: 'behaviour', sign: 'of-a-newer-device' },
  ]
  const stopped = (seq: number, behind: Behind): Shown => ({
    ...row(seq, { kind: 'blocked', action: 'block', categories: ['proxy-vpn'] }),
    behind,
  })
  const found = (sureness: Sureness, where: 'page' | 'host'): Behind => ({
    found: { kind: 'unblocker', evidence, sureness, where },
  })
  stage.answers[`GET /admin/record-looks/${ID}/rows`] = page([
    { ...row(1, { kind: 'search', theme: 'suicide', severity: 'high' }), behind: { help: true } },
    row(2, { kind: 'prompt', theme: 'drugs', severity: 'low' }),
    stopped(3, found('sure', 'page')),
    stopped(4, found('suspected', 'page')),
    stopped(5, found('sure', 'host')),
    stopped(6, { carried: HOSTILE }),
  ])
  enterAs('dsl')
  const part = await openRecord()
  await within(part).findByText('6 entries, and no older ones.')
  const [search, prompt, sure, suspected, before, carried] = part.querySelectorAll('.record-row')
  expect(search?.textContent).toContain('About suicide (high: look at it soon); It asked for help; ')
  expect(prompt?.textContent).toContain('About drugs (low: a mention of it); ')
  expect(prompt?.textContent).not.toContain('help')
  expect(sure?.querySelector('summary')?.textContent).toBe(
    'Kerb is sure that it found this here: a way round the filter',
  )
  expect([...(sure?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent?.trim())).toEqual([
    'There is one box to type an address into, and little else.',
    `It loaded a file that has the name of a known unblocker’s. ${HOSTILE}`,
    'What it does: of a newer device.',
  ])
  expect(suspected?.textContent).toContain('Kerb suspects this here: a way round the filter')
  expect(before?.textContent).toContain('Found on this site before: a way round the filter')
  expect(carried?.textContent).toContain(`Its address leads to another site: ${HOSTILE}`)
  expect(part.querySelector('img')).toBeNull()
})

it('filters, goes on to older ones, and tells nothing found from nothing there', async () => {
  const rows = `GET /admin/record-looks/${ID}/rows`
  stage.answers[rows] = page([row(1)], '9.1.1')
  stage.answers[`${rows}?before=9.1.1`] = page([row(2)])
  stage.answers[`${rows}?kind=search&host=rare&stopped=1`] = page([], '8.1.1')
  stage.answers[`${rows}?kind=search&host=rare&stopped=1&before=8.1.1`] = page([])
  enterAs('dsl')
  const part = await openRecord()
  await press('Show older')
  await within(part).findByText('2 entries, and no older ones.')
  choose('Kind', 'search')
  write('Site', 'rare')
  fireEvent.click(screen.getByLabelText('Only what was stopped'))
  await press('Show')
  await within(part).findByText(/^Nothing so far, back to Saturday 21 November 2026\.$/)
  await press('Look further back')
  await within(part).findByText('Nothing fits this.')
})

it('a page that does not come is asked for again; one that comes late shows nothing', async () => {
  const rows = `GET /admin/record-looks/${ID}/rows`
  stage.answers[rows] = refused(503, 'busy', 'The server is busy.')
  enterAs('dsl')
  const part = await openRecord()
  expect((await within(part).findByRole('alert')).textContent).toBe('The server is busy.')
  stage.answers[rows] = page([])
  await press('Try again')
  await within(part).findByText('Nothing is on record for this time.')
})

it('a look that is over shows nothing any more, and asks why again', async () => {
  const rows = `GET /admin/record-looks/${ID}/rows`
  stage.answers[rows] = page([row(1)], '9.1.1')
  stage.answers[`${rows}?before=9.1.1`] = refused(
    403,
    'look-over',
    'A look lasts 30 minutes: say again why you look.',
  )
  enterAs('dsl')
  const part = await openRecord()
  await within(part).findByText('site1.test')
  await press('Show older')
  expect((await within(part).findByRole('alert')).textContent).toContain('say again why')
  expect(within(part).queryByText('site1.test')).toBeNull()
  await press('Look again')
  expect(screen.getByLabelText<HTMLTextAreaElement>('In your own words').value).toBe('A friend is worried.')
  expect(screen.getByLabelText<HTMLSelectElement>('Reason').value).toBe('concern')
})

it('a record that is left open closes when the look is over, though nobody asks for more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
  try {
    enterAs('dsl')
    const part = await openRecord()
    await within(part).findByText('site1.test')
    await vi.advanceTimersByTimeAsync(look.until - look.at - 60_000)
    expect(within(part).queryByText('site1.test')).not.toBeNull()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(within(part).queryByText('site1.test')).toBeNull()
    expect(within(part).getByRole('alert').textContent).toContain('say again why')
  } finally {
    vi.useRealTimers()
  }
})

it.each([
  [{ shown: 'hidden', told: false } as const, 'Not shown: your school had chosen so.'],
  [{ shown: 'role', told: false } as const, 'The pupil is shown it from'],
])('the end of an enquiry says what the pupil is shown: %o', async (more, words) => {
  const enquiry = { at: TEN, by: 'Mrs Khan', words: 'Police.', ended: null }
  stage.answers['GET /admin/record-looks'] = { looks: [{ ...look, ...more, enquiry }], next: null }
  stage.answers[`DELETE /admin/record-looks/${ID}/enquiry`] = {
    ...look,
    ...more,
    enquiry: { ...enquiry, ended: { at: TEN, by: 'Mr Hill' } },
  }
  enterAs('head')
  await press(/^End the enquiry/)
  await press(/^Yes: /)
  await waitFor(() => expect(notice.value?.text).toContain(words))
})

it('an enquiry is said at the start, or later, with why; the head can end it', async () => {
  const held: Look = { ...look, enquiry: { at: TEN, by: 'Mrs Khan', words: 'Police.', ended: null } }
  stage.answers[`POST /admin/record-looks/${ID}/enquiry`] = held
  stage.answers['GET /admin/record-looks'] = { looks: [look], next: null }
  enterAs('dsl')
  await find()
  fireEvent.click(screen.getByLabelText(/part of an enquiry/))
  choose('Reason', 'concern')
  write('In your own words', 'Worried.')
  write('Why the pupil must not know', 'Police.')
  await press('Open the record')
  await waitFor(() =>
    expect(stage.asked.find(({ key }) => key === 'POST /admin/record-looks')?.body).toMatchObject({
      enquiry: 'Police.',
    }),
  )
  const entries = await screen.findByRole('region', { name: 'Viewing log' })
  fireEvent.click(await within(entries).findByRole('button', { name: /Part of an enquiry: do not show/ }))
  fireEvent.input(within(entries).getByLabelText('Why the pupil must not know'), {
    target: { value: 'Police.' },
  })
  fireEvent.click(within(entries).getByRole('button', { name: 'Do not show it' }))
  await within(entries).findByText('Part of an enquiry: the pupil is not shown it.')
  cleanup()
  log.shown.value = null
  stage.answers['GET /admin/record-looks'] = { looks: [held], next: null }
  stage.answers[`DELETE /admin/record-looks/${ID}/enquiry`] = { ...held, told: true }
  enterAs('head')
  await press(`End the enquiry, so that ${AMY} is shown this look`)
  expect(stage.asked.some(({ key }) => key.startsWith('DELETE'))).toBe(false)
  await press('Yes: show it to the pupil')
  await waitFor(() => expect(notice.value?.text).toContain('The enquiry is ended'))
})

it('a look that the pupil was shown is nobody’s to hide', async () => {
  stage.answers['GET /admin/record-looks'] = { looks: [{ ...look, told: true }], next: null }
  enterAs('dsl')
  await screen.findByText('The pupil is shown it.')
  expect(screen.queryByRole('button', { name: /enquiry/ })).toBeNull()
})

it('the log says when it is empty, when it did not come, and goes on to older looks', async () => {
  enterAs('head')
  await screen.findByText('Nobody has looked at a pupil’s record.')
  cleanup()
  stage.answers['GET /admin/record-looks'] = refused(403, 'role', 'This needs the role dsl or head.')
  enterAs('head')
  expect((await screen.findByRole('alert')).textContent).toContain('needs the role')
  stage.answers['GET /admin/record-looks'] = { looks: [look], next: ID }
  stage.answers[`GET /admin/record-looks?before=${ID}`] = {
    looks: [{ ...look, id: 'm'.repeat(22), pupil: '' }],
    next: null,
  }
  await press('Try again')
  await press('Show older')
  await screen.findByText('somebody no longer on record')
  expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull()
})

// Was broken: the filters were gone from the page and stayed in what it asked for.
it('the log is whole again when the page was left with a filter', async () => {
  enterAs('head')
  await screen.findByText('Nobody has looked at a pupil’s record.')
  stage.answers['GET /admin/record-looks?reason=concern'] = { looks: [], next: null }
  choose('Why they looked', 'concern')
  await screen.findByText('No look fits this.')
  cleanup()
  stage.answers['GET /admin/record-looks'] = { looks: [look], next: null }
  stage.asked = []
  enterAs('head')
  await screen.findByText(/A friend is worried/)
  expect(stage.asked.map(({ key }) => key)).toEqual(['GET /admin/record-looks'])
})
