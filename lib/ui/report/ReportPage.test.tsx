// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { OpenReport } from '../../browser/report-page.ts'
import { NotKept, type ConcernBox, type NewConcern } from '../../concern/box.ts'
import { concernContentSchema, readSealed } from '../../concern/content.ts'
import { newDraft, type Draft } from '../../concern/draft.ts'
import { memberKeyFrom, type OwnKey } from '../../concern/member-key.ts'
import { newSecret } from '../../concern/recovery-code.ts'
import { openSealed } from '../../concern/seal.ts'
import type { ConcernStart } from '../../messages/concerns.ts'
import type { Ask } from '../../messages/send.ts'
import type { KeyRole } from '../../protocol/safeguarding-keys.ts'
import { IDLE_MS } from '../parts/use-cover.ts'
import { WordsProvider } from '../i18n/context.ts'
import { createWords } from '../i18n/words.ts'
import { ReportPage, type View } from './ReportPage.tsx'

/** A Wednesday, in hours. */
const NOW = Date.UTC(2026, 10, 25, 10)

let khan: OwnKey
let jones: OwnKey
let head: OwnKey
beforeAll(async () => {
  ;[khan, jones, head] = (await Promise.all([1, 2, 3].map(() => memberKeyFrom(newSecret())))) as [
    OwnKey,
    OwnKey,
    OwnKey,
  ]
})
afterEach(cleanup)

const member = ({ id, keys }: OwnKey, name: string, role: KeyRole) => ({ id, name, role, seal: keys.seal })
const startOf = (part: Partial<ConcernStart> = {}): ConcernStart => ({
  setUp: true,
  keys: [
    member(khan, 'Mrs Khan', 'team'),
    member(jones, 'Mr Jones', 'team'),
    member(head, 'Dr Osei', 'head'),
  ],
  ledger: 'l'.repeat(43),
  sender: { name: 'ada@hill.test', from: 'profile', group: 'Year 5' },
  who: 'person ada@hill.test',
  school: { name: 'Hill School', contact: 'Mrs Patel' },
  readHours: [{ days: [1, 2, 3, 4, 5], from: 480, to: 960 }],
  openWithin: 60,
  timeZone: 'Europe/London',
  now: NOW,
  lifelines: [],
  ageGroup: 'primary',
  ...part,
})

interface Shown {
  readonly start?: ConcernStart | null
  readonly draft?: Partial<Draft>
  readonly categories?: NonNullable<OpenReport['page']>['categories']
  readonly keep?: (one: NewConcern) => Promise<unknown>
  readonly sent?: boolean
  readonly view?: View
  /** The worker never answers. */
  readonly hangs?: boolean
}

function show({
  start = startOf(),
  draft = {},
  categories = [],
  keep,
  sent = true,
  view = 'tell',
  hangs = false,
}: Shown = {}) {
  const kept: Draft[] = []
  const box = { keep: vi.fn(keep ?? (async () => ({}))), mine: async () => [], waiting: async () => [] }
  const ask = vi.fn(async (type: string) => {
    if (type === 'concern.saved') return { sent }
    if (type === 'concern.refresh') return { reached: false }
    if (hangs || worker.hangs) await new Promise(() => {})
    if (worker.start === null) throw new Error('no worker')
    return worker.start
  })
  /** What it says from now on. */
  const worker = { start, hangs: false }
  const over = vi.fn(async () => {})
  const report: OpenReport = {
    page: { address: 'https://a.test/x', title: 'A', categories },
    draft: { ...newDraft('data:image/jpeg;base64,AAAA'), ...draft },
    keep: async (one) => void kept.push(one),
    over,
    canReturn: true,
    leave: vi.fn(async () => {}),
  }
  render(
    <WordsProvider value={createWords()}>
      <ReportPage
        ask={ask as unknown as Ask}
        report={report}
        box={box as unknown as ConcernBox}
        view={view}
      />
    </WordsProvider>,
  )
  return { kept, box, ask, over, worker }
}
const lookAgain = () => fireEvent(window, new Event('focus'))
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const sentContent = async (box: { keep: { mock: { calls: unknown[][] } } }, key: OwnKey) => {
  const [kept] = box.keep.mock.calls[0] ?? []
  const { request } = kept as NewConcern
  return readSealed(concernContentSchema, await openSealed(key, request.content, `concern ${request.id}`))
}

describe('telling someone', () => {
  it('by tap alone, without a word: kept first, then told to the worker, with a number at once', async () => {
    const { box, ask, over } = show()
    await press('Someone is unkind')
    await press('Next')
    await screen.findByText('They are there now. They plan to read it soon.')
    await press('Send it')
    await screen.findByText('It is with your school now.')
    expect(screen.getByText(/^\d{3} \d{3}$/)).toBeDefined()
    expect(over).toHaveBeenCalledOnce()
    expect(box.keep.mock.invocationCallOrder[0]).toBeLessThan(ask.mock.invocationCallOrder.at(-1) ?? 0)
    expect(await sentContent(box, khan)).toMatchObject({
      kind: 'unkind',
      words: '',
      sender: { name: 'ada@hill.test' },
    })
    expect(box.keep.mock.calls[0]?.[0]).toMatchObject({ who: 'person ada@hill.test' })
  })

  it('a look at the own reports loses nothing that was written; after a receipt the page is empty', async () => {
    show()
    await press('Someone is unkind')
    fireEvent.input(await screen.findByRole('textbox'), { target: { value: 'At lunch' } })
    await press('Back')
    await press('My reports')
    await press('Tell someone')
    await press('Someone is unkind')
    await screen.findByDisplayValue('At lunch')
    await press('Next')
    await press('Send it')
    await screen.findByText('Thank you for telling us')
    await press('My reports')
    await press('Tell someone')
    await press('Bad words')
    expect(await screen.findByRole('textbox')).toHaveProperty('value', '')
  })

  it('where nobody is signed in says until when the answer can be seen', async () => {
    show({
      start: startOf({ sender: { group: 'Year 5' }, who: 'session x' }),
      draft: { kind: 'saw', step: 'who' },
    })
    await press('Send it')
    await screen.findByText(/You need your number for that/)
    cleanup()
    show({ draft: { kind: 'saw', step: 'who' } })
    await press('Send it')
    await screen.findByText(/You can see the answer/)
    expect(screen.queryByText(/You need your number for that/)).toBeNull()
  })

  it.each([
    ['nobody knows whether mail works', {}],
    ['mail does not work', { mail: false }],
  ] as const)('promises no message at any hour when %s', async (_, part) => {
    show({ start: startOf(part), draft: { kind: 'saw', step: 'who', today: true } })
    await screen.findByText(/They see it when they next look/)
    expect(screen.queryByText(/at any hour/)).toBeNull()
  })

  it('nor offline', async () => {
    const line = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    show({ start: startOf({ mail: true }), draft: { kind: 'saw', step: 'who', today: true } })
    await screen.findByText(/They see it when they next look/)
    line.mockRestore()
  })

  it('on a computer that forgets, does not say that it is safe there', async () => {
    show({ sent: false, start: startOf({ forgets: true }), draft: { kind: 'saw', step: 'who' } })
    await press('Send it')
    await screen.findByText(/Please stay signed in/)
    expect(screen.queryByText(/safe on this computer/)).toBeNull()
  })

  it('offline it is safe on this computer', async () => {
    show({ sent: false, draft: { kind: 'saw', step: 'who' } })
    await press('Send it')
    await screen.findByText(/It goes to your school as soon as you are online/)
  })

  it('when it can not be kept, says so and keeps what was written', async () => {
    const full = () => Promise.reject(new NotKept(new Error('QuotaExceededError')))
    const { over } = show({ keep: full, draft: { kind: 'saw', step: 'who' } })
    await press('Send it')
    await screen.findByText(/This computer is full/)
    expect(over).not.toHaveBeenCalled()
    expect(screen.getByRole('button', { name: 'Send it' })).toHaveProperty('disabled', false)
  })

  it('about an adult goes to the head, and the head alone is named', async () => {
    const { box } = show()
    await press('About an adult in school')
    await press('Next')
    expect(await screen.findByRole('radio', { name: 'Only the head' })).toHaveProperty('checked', true)
    await press('Send it')
    await screen.findByText('Thank you for telling us')
    expect(await sentContent(box, khan)).toBeNull()
    expect(await sentContent(box, head)).toMatchObject({ kind: 'adult' })
  })

  it('about an adult asks at once who should not read it, also when there is one reader, and says who that is', async () => {
    show({
      start: startOf({ keys: [member(khan, 'Mrs Khan', 'team')] }),
      draft: { kind: 'adult', step: 'who' },
    })
    await screen.findByText('Only Mrs Khan can read it.')
    const fold = screen.getByText('Is there someone who should not read it?').closest('details')
    expect(fold).toHaveProperty('open', true)
    fireEvent.click(screen.getByRole('checkbox', { name: 'Not Mrs Khan' }))
    await screen.findByText(/No one is left to read it/)
  })

  it('a hidden name takes neither page nor picture along, unless the pupil says so after a warning', async () => {
    const { box } = show({ draft: { kind: 'saw', step: 'who', withPicture: true } })
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Hide my name' }))
    const page = await screen.findByRole('checkbox', { name: 'Send the address of the page too' })
    const picture = screen.getByRole('checkbox', { name: 'Send this picture' })
    expect([page, picture].map((one) => (one as HTMLInputElement).checked)).toEqual([false, false])
    expect(screen.getAllByText('This can show who you are.')).toHaveLength(2)
    fireEvent.click(page)
    await press('Send it')
    await screen.findByText('Thank you for telling us')
    const content = await sentContent(box, khan)
    expect(content).toMatchObject({ page: { address: 'https://a.test/x', title: '' } })
    expect(content).not.toHaveProperty('picture')
  })

  it('hides the name only where two could look, and says so in a child’s words', async () => {
    show({ draft: { kind: 'saw', step: 'who' } })
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Hide my name' }))
    await screen.findByText('We will tell you if they look.')
    expect(screen.getByText(/two people together can look/)).toBeDefined()
    cleanup()
    show({
      start: startOf({ keys: [member(khan, 'Mrs Khan', 'team')] }),
      draft: { kind: 'saw', step: 'who' },
    })
    await screen.findByText(/can not be hidden right now/)
    expect(screen.queryByRole('checkbox', { name: 'Hide my name' })).toBeNull()
  })

  it('out of hours says when it will be read, and what there is until then', async () => {
    show({
      start: startOf({ now: Date.UTC(2026, 10, 27, 20), mail: true }),
      draft: { kind: 'saw', step: 'who', today: true },
    })
    await screen.findByText(/Monday,? 30 November at 08:00/)
    expect(screen.getByText(/at any hour/)).toBeDefined()
    expect(screen.getByText(/Childline is there day and night/)).toBeDefined()
  })

  it.each([
    ['A nude or sexual picture', [], /We never take a picture of this/],
    ['Something I saw', ['adult'], /We take no picture of this page/],
  ] as const)('throws the picture away for good: %s', async (kind, categories, words) => {
    const { kept } = show({ categories: [...categories] })
    await press(kind)
    await screen.findByText(words)
    await waitFor(() => expect(kept.at(-1)).not.toHaveProperty('picture'))
    await press('Back')
    await press('Bad words')
    await screen.findByText('What happened?')
    expect(document.querySelector('canvas')).toBeNull()
  })
})

describe('another person at the same page', () => {
  const ben = () =>
    startOf({ who: 'person ben@hill.test', sender: { name: 'ben@hill.test', group: 'Year 5' } })

  it('finds nothing of what was written before, as soon as the page is looked at', async () => {
    const { worker, over, kept } = show({ draft: { kind: 'saw', step: 'words' } })
    fireEvent.input(await screen.findByRole('textbox'), { target: { value: 'She cries' } })
    await waitFor(() =>
      expect(kept.at(-1)).toMatchObject({ who: 'person ada@hill.test', words: 'She cries' }),
    )
    worker.start = ben()
    lookAgain()
    await screen.findByText('What do you want to tell us?')
    await waitFor(() => expect(over).toHaveBeenCalledOnce())
    await press('Something I saw')
    expect(await screen.findByRole('textbox')).toHaveProperty('value', '')
    expect(document.querySelector('canvas')).toBeNull()
    expect(screen.queryByText('https://a.test/x')).toBeNull()
  })

  it('sends nothing of it in their name', async () => {
    const { worker, box, over } = show({ draft: { kind: 'saw', step: 'who', words: 'She cries' } })
    await screen.findByRole('button', { name: 'Send it' })
    worker.start = ben()
    await press('Send it')
    await screen.findByText('What do you want to tell us?')
    await screen.findByText(/Someone else is signed in now/)
    expect(box.keep).not.toHaveBeenCalled()
    await waitFor(() => expect(over).toHaveBeenCalledOnce())
  })

  it('nor after a reload', async () => {
    const { over } = show({
      start: ben(),
      draft: { kind: 'saw', step: 'words', who: 'person ada@hill.test' },
    })
    await screen.findByText('What do you want to tell us?')
    await waitFor(() => expect(over).toHaveBeenCalledOnce())
  })

  it('the same person loses nothing by looking elsewhere, and sends with a worker that hangs by then', async () => {
    const { worker, ask, box } = show({ draft: { kind: 'saw', step: 'who', words: 'She cries' } })
    await screen.findByRole('button', { name: 'Send it' })
    lookAgain()
    await waitFor(() => expect(ask.mock.calls.filter(([type]) => type === 'concern.start')).toHaveLength(2))
    vi.useFakeTimers()
    try {
      worker.hangs = true
      fireEvent.click(screen.getByRole('button', { name: 'Send it' }))
      await vi.advanceTimersByTimeAsync(5_000)
    } finally {
      vi.useRealTimers()
    }
    await screen.findByText('Thank you for telling us')
    expect(box.keep.mock.calls[0]?.[0]).toMatchObject({ who: 'person ada@hill.test' })
  })
})

describe('a page that is left', () => {
  it('covers itself, and what was written is there when it is shown again', async () => {
    vi.useFakeTimers()
    try {
      show({ draft: { kind: 'friend', step: 'words', words: 'She cries' } })
      await vi.advanceTimersByTimeAsync(IDLE_MS - 1000)
      expect(screen.getByDisplayValue('She cries')).toBeDefined()
      await vi.advanceTimersByTimeAsync(2000)
      expect(document.body.textContent).not.toMatch(/friend|What happened|999/)
    } finally {
      vi.useRealTimers()
    }
    await press('Show it again')
    await screen.findByDisplayValue('She cries')
  })
})

describe('a worker that hangs', () => {
  it('leaves no child before an empty page; one that has answered is not waited for', async () => {
    vi.useFakeTimers()
    try {
      show()
      await vi.advanceTimersByTimeAsync(60_000)
      expect(screen.getByText('What do you want to tell us?')).toBeDefined()
      cleanup()
      show({ hangs: true })
      await vi.advanceTimersByTimeAsync(60_000)
      expect(screen.getByText('We can not send this right now')).toBeDefined()
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('always', () => {
  it('there is 999 and Childline, before any answer and without one', async () => {
    show({ start: null })
    expect(screen.getByRole('link', { name: 'Call 999' }).getAttribute('href')).toBe('tel:999')
    expect(screen.getByRole('link', { name: 'Childline: 0800 1111' })).toBeDefined()
    await screen.findByText('We can not send this right now')
  })

  it('Esc hides the page, and what it says is not in sight', async () => {
    show({ draft: { kind: 'friend', step: 'words' } })
    fireEvent.input(await screen.findByRole('textbox'), { target: { value: 'She cries' } })
    fireEvent.keyDown(document.body, { key: 'Escape' })
    await screen.findByText('This page is hidden')
    expect(document.body.textContent).not.toMatch(/friend|What happened|999/)
    await press('Show it again')
    await screen.findByDisplayValue('She cries')
    expect(document.title).toBe('Kerb')
  })

  it('where the school has set up nothing, says whom to ask and sends nothing', async () => {
    const { box } = show({ start: startOf({ setUp: false, keys: [] }) })
    await screen.findByText('Please tell an adult you trust')
    expect(screen.getByText('Mrs Patel')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Send it' })).toBeNull()
    expect(box.keep).not.toHaveBeenCalled()
  })
})

it('a device that has no keys yet says that, and asks again', async () => {
  const { worker, ask } = show({ start: startOf({ setUp: false, keys: [], pinned: true }) })
  await screen.findByText('Kerb is not ready yet')
  expect(screen.queryByText(/has not set this page up/)).toBeNull()
  worker.start = startOf()
  await press('Try again')
  await screen.findByText('What do you want to tell us?')
  expect(ask.mock.calls.filter(([type]) => type === 'concern.start')).toHaveLength(2)
})

describe('my reports', () => {
  it('are shown after a tap, and away again when another window is looked at', async () => {
    const { ask } = show({ view: 'mine' })
    await screen.findByRole('heading', { name: 'My reports' })
    expect(ask.mock.calls.map(([type]) => type)).not.toContain('concern.refresh')
    await press('Show my reports')
    await screen.findByText('There are no reports from you on this computer.')
    await screen.findByText(/We could not ask your school/)
    fireEvent(window, new Event('blur'))
    await waitFor(() => expect(screen.queryByText(/There are no reports/)).toBeNull())
  })
})
