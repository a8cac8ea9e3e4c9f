/** For tests of a pupil's record on the console: a server that answers what it is told to, and hands. */
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, vi } from 'vitest'
import type { Look, Timeline } from '../../lib/protocol/record-looks.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { notice, signedIn } from '../state.ts'
import { LogPart } from './LogPart.tsx'
import { RecordPart } from './RecordPart.tsx'

export const TEN = Date.UTC(2026, 10, 24, 10)
export const DAY = 86_400_000
export const ID = 'l'.repeat(22)
export const AMY = 'amy@hill.test'
export const HOSTILE = '<img src=x onerror=alert(1)>\u202Egpj.exe'

export const look: Look = {
  id: ID,
  at: TEN,
  until: TEN + 1_800_000,
  by: 'Mrs Khan',
  role: 'dsl',
  pupil: AMY,
  from: TEN - 6 * DAY,
  reason: 'concern',
  words: 'A friend is worried.',
  shown: 'role',
  toldFrom: TEN + DAY,
  told: false,
  enquiry: null,
  second: null,
}
export type Shown = Timeline['rows'][number]
export const row = (seq: number, more: Partial<Shown['row']> = {}): Shown => ({
  row: {
    seq,
    at: TEN - seq * 60_000,
    kind: 'visit',
    host: `site${seq}.test`,
    categories: [],
    action: 'allow',
    ...more,
  },
  place: `${TEN}.1.${seq}`,
  device: 'CB-7',
})
export const page = (rows: Shown[], next: string | null = null): Timeline => ({
  rows,
  next,
  reached: TEN - 3 * DAY,
  timeZone: 'Europe/London',
})

type Answer = unknown
/** What the server answers, by method and path, and what it was asked. */
export const stage: { answers: Record<string, Answer>; asked: { key: string; body: unknown }[] } = {
  answers: {},
  asked: [],
}
export const refused = (status: number, error: string, message: string) =>
  new Response(JSON.stringify({ error, message }), { status })

/** To be called once in a test file. */
export function useStage(): void {
  beforeEach(() => {
    stage.asked = []
    stage.answers = {
      'GET /admin/passkeys': { passkeys: [] },
      'GET /signin/ways': { provider: null, passkeys: false },
      'GET /admin/record-looks': { looks: [], next: null },
      'GET /admin/pupils?find=amy': {
        pupils: [{ person: 7, name: AMY, classes: ['9B Maths'] }],
        more: false,
        shown: 'reason',
      },
      'POST /admin/record-looks': look,
      [`GET /admin/record-looks/${ID}/rows`]: page([row(1), row(2)]),
    }
    vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
      const key = `${method} ${path}`
      stage.asked.push({ key, body: body === undefined ? undefined : JSON.parse(body) })
      const answer = stage.answers[key]
      if (answer instanceof Response) return answer.clone()
      return answer === undefined ? refused(503, 'busy', 'Busy.') : new Response(JSON.stringify(answer))
    })
  })
  afterEach(() => {
    cleanup()
    vi.unstubAllGlobals()
    notice.value = null
  })
}

export const signIn = (role: Role): void => {
  signedIn.value = { state: 'in', school: 'Hill School', roles: [role], how: 'provider', name: 'Mrs Khan' }
}
export const enterAs = (role: 'dsl' | 'head'): void => {
  signIn(role)
  render(
    <main>
      {role === 'dsl' && <RecordPart />}
      <LogPart />
    </main>,
  )
}
export const record = () => screen.findByRole('region', { name: 'A pupil’s record' })
export const press = async (name: string | RegExp): Promise<void> => {
  fireEvent.click(await screen.findByRole('button', { name }))
}
export const write = (label: string, value: string): void => {
  fireEvent.input(screen.getByLabelText(label), { target: { value } })
}
export const choose = (label: string, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } })
}
export const rowsAsked = () => stage.asked.map(({ key }) => key).filter((key) => key.includes('/rows'))

export async function find(): Promise<void> {
  await record()
  write('Find a pupil by e-mail or name', ' amy ')
  await press('Find the pupil')
  await press(`Look at the record of ${AMY}`)
}
export async function openRecord(): Promise<HTMLElement> {
  await find()
  choose('Reason', 'concern')
  write('In your own words', 'A friend is worried.')
  await press('Open the record')
  return record()
}
