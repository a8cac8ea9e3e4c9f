// @vitest-environment happy-dom
/** Work that takes its time: it says how far it is, can be called off, and then says what became of it. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ErasureSaid } from '../../lib/protocol/evidence-staff.ts'
import { look } from '../record/testing-record.tsx'
import { notice, signedIn } from '../state.ts'
import { Erasures } from './Erasures.tsx'
import { Take } from './Take.tsx'
import { backupsWords } from './words.ts'

const PACK = `/admin/record-looks/${look.id}/pack`
const MAKING = `/admin/record-looks/${look.id}/making`
const one: ErasureSaid = {
  id: 'e'.repeat(22),
  at: 1,
  by: 'Mrs Khan',
  pupil: 'amy@hill.test',
  since: 1,
  until: 2,
  words: 'Her parents asked.',
  planned: 200,
  expires: 3,
  confirmed: { at: 2, by: 'Mrs Khan' },
  done: null,
  erased: 50,
  stopped: null,
  inBackups: null,
}

let asked: string[]
let answers: Record<string, () => unknown>
beforeEach(() => {
  asked = []
  notice.value = null
  signedIn.value = { state: 'in', roles: ['dsl'], how: 'provider', name: 'Mrs Khan' }
  vi.stubGlobal('fetch', async (path: string, { method }: { method: string }) => {
    asked.push(`${method} ${path}`)
    const answer = await answers[`${method} ${path}`]?.()
    return answer instanceof Response ? answer : Response.json(answer)
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})
const press = (name: RegExp): void => void fireEvent.click(screen.getByRole('button', { name }))

it('a pack says how far it is, and one that is cancelled is no file and no fault', async () => {
  const { promise: ended, resolve: end } = Promise.withResolvers<Response>()
  answers = {
    [`GET ${PACK}`]: () => ended,
    [`GET ${MAKING}`]: () => ({ making: { phase: 'rows', done: 0.4 } }),
    [`DELETE ${MAKING}`]: () => {
      end(Response.json({ error: 'cancelled', message: 'It was cancelled.' }, { status: 409 }))
      return { making: null }
    },
  }
  render(<Take look={look} timeZone="Europe/London" />)
  press(/^Make an evidence pack/)
  const bar = await screen.findByRole('progressbar', { name: /Reading what is on record: 40 %/ })
  expect((bar as HTMLProgressElement).value).toBe(0.4)
  press(/^Cancel: make no file/)
  await waitFor(() => expect(notice.value).toEqual({ text: 'Cancelled: no file was made.', wrong: false }))
  expect(screen.queryByRole('progressbar')).toBeNull()
})

describe('an erasure', () => {
  it('says how far it is, and is stopped by the second press', async () => {
    let list = [one]
    answers = {
      'GET /admin/erasures': () => ({ erasures: list, next: null }),
      [`POST /admin/erasures/${one.id}/stop`]: () => {
        list = [{ ...one, stopped: 'Mrs Khan', done: 5, inBackups: { until: 6, isThere: false } }]
        return list[0]
      },
    }
    render(<Erasures />)
    const bar = await screen.findByRole('progressbar', { name: /Erasing: 50 of 200 rows/ })
    expect((bar as HTMLProgressElement).value).toBe(0.25)
    press(/^Stop…/)
    expect(asked).not.toContain(`POST /admin/erasures/${one.id}/stop`)
    press(/^Stop: keep what is left/)
    await screen.findByText(/50 rows of 200/)
    expect(notice.value?.text).toContain('50 rows of 200 are erased, and the rest stays')
    expect(document.body.textContent).toContain('stopped by Mrs Khan')
  })

  it('is watched by a head, who stops nothing', async () => {
    signedIn.value = { state: 'in', roles: ['head'], how: 'provider', name: 'Mr Bright' }
    answers = { 'GET /admin/erasures': () => ({ erasures: [one], next: null }) }
    render(<Erasures />)
    await screen.findByRole('progressbar')
    expect(screen.queryByRole('button', { name: /stop/i })).toBeNull()
  })

  // Was broken: each second the newest alone stood there, and it was asked on and on when nobody looked any more.
  it('is watched beside older ones that are shown, and not when the page was left', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const older = { ...one, id: 'o'.repeat(22), pupil: 'ben@hill.test', done: 5 }
      answers = {
        'GET /admin/erasures': () => ({ erasures: [one], next: one.id }),
        [`GET /admin/erasures?before=${one.id}`]: () => ({ erasures: [older], next: null }),
      }
      render(<Erasures />)
      await vi.waitFor(() => press(/^Show older/))
      await vi.waitFor(() => expect(screen.getByText('ben@hill.test')).toBeTruthy())
      asked = []
      await vi.advanceTimersByTimeAsync(2500)
      expect(asked.length).toBeGreaterThan(0)
      expect(screen.queryByText('ben@hill.test')).toBeTruthy()
      cleanup()
      asked = []
      await vi.advanceTimersByTimeAsync(5000)
      expect(asked).toEqual([])
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([
    [null, ''],
    [{ until: 9, isThere: false }, 'No backup'],
    [{ until: 9, isThere: true }, 'still hold it: the last of them is deleted by'],
    [{ until: 1, isThere: true }, 'was to be deleted'],
    [{ until: 9, isThere: null }, 'cannot be read'],
  ])('of which backups are %j says so', (inBackups, words) =>
    expect(backupsWords({ inBackups }, 5)).toContain(words),
  )
})
