/** The page on which somebody is told, as a test has it: with a worker, a box and a draft that it looks into. */
import { configure, fireEvent, render, screen } from '@testing-library/preact'
import { vi } from 'vitest'
import type { OpenReport } from '../../browser/report-page.ts'
import { type ConcernBox, type NewConcern } from '../../concern/box.ts'
import { concernContentSchema, readSealed } from '../../concern/content.ts'
import { newDraft, type Draft } from '../../concern/draft.ts'
import { memberKeyFrom, type OwnKey } from '../../concern/member-key.ts'
import { newSecret } from '../../concern/recovery-code.ts'
import { openSealed } from '../../concern/seal.ts'
import type { ConcernStart } from '../../messages/concerns.ts'
import type { Ask } from '../../messages/send.ts'
import type { KeyRole } from '../../protocol/safeguarding-keys.ts'
import { WordsProvider } from '../i18n/context.ts'
import { createWords } from '../i18n/words.ts'
import { ReportPage, type View } from './ReportPage.tsx'

// Keys are made and names are hashed for real: on a busy machine that takes longer than the usual second.
configure({ asyncUtilTimeout: 20_000 })

/** A Wednesday, in hours. */
export const NOW = Date.UTC(2026, 10, 25, 10)

export const [khan, jones, head] = (await Promise.all([1, 2, 3].map(() => memberKeyFrom(newSecret())))) as [
  OwnKey,
  OwnKey,
  OwnKey,
]

export const member = ({ id, keys }: OwnKey, name: string, role: KeyRole) => ({
  id,
  name,
  role,
  seal: keys.seal,
})
export const startOf = (part: Partial<ConcernStart> = {}): ConcernStart => ({
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
  /** The school has what could not be kept. */
  readonly takesAtOnce?: boolean
  readonly view?: View
  /** The worker never answers. */
  readonly hangs?: boolean
  /** When it says what the page is, where it does so only after ours was shown. */
  readonly late?: Promise<unknown>
}

export function show({
  start = startOf(),
  draft = {},
  categories = [],
  keep,
  sent = true,
  takesAtOnce = false,
  view = 'tell',
  hangs = false,
  late,
}: Shown = {}) {
  const kept: Draft[] = []
  const box = { keep: vi.fn(keep ?? (async () => ({}))), mine: async () => [], added: async () => [] }
  const ask = vi.fn(async (type: string) => {
    if (type === 'concern.saved') return worker.isUnread ? { sent: false, unread: true } : { sent }
    if (type === 'concern.send') return { sent: worker.takesAtOnce }
    if (type === 'concern.refresh') return { reached: false }
    if (hangs || worker.hangs) await new Promise(() => {})
    if (worker.start === null) throw new Error('no worker')
    return worker.start
  })
  /** What it says from now on. */
  const worker = { start, hangs: false, isUnread: false, takesAtOnce, isLate: late !== undefined, told: late }
  const page = { address: 'https://a.test/x', title: 'A', categories }
  const over = vi.fn(async () => {})
  const report: OpenReport = {
    get page() {
      return worker.isLate ? undefined : page
    },
    learn: async () => {
      const wasLate = worker.isLate
      await worker.told
      worker.isLate = false
      return wasLate
    },
    draft: { ...newDraft('data:image/jpeg;base64,AAAA'), ...draft },
    keep: async (one) => void kept.push(one),
    over,
    wordsFor: async () => '',
    keepWords: async () => {},
    another: undefined,
    isUnderCover: false,
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
export const lookAgain = () => fireEvent(window, new Event('focus'))
export const press = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole('button', { name }))
export const sentContent = async (box: { keep: { mock: { calls: unknown[][] } } }, key: OwnKey) => {
  const [kept] = box.keep.mock.calls[0] ?? []
  const { request } = kept as NewConcern
  return readSealed(concernContentSchema, await openSealed(key, request.content, `concern ${request.id}`))
}
