// @vitest-environment happy-dom
/** Packs on the console: of which days, what is asked of the server, and what is said when there is none. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Look } from '../../lib/protocol/record-looks.ts'
import { look, press, refused, signIn, stage, useStage, write } from '../record/testing-record.tsx'
import { notice } from '../state.ts'
import { packSpan } from './pack-days.ts'
import { Take } from './Take.tsx'

const ZONE = 'Europe/London'
const PACK = `GET /admin/record-looks/${look.id}/pack`

describe('days of a pack', () => {
  const year = { from: Date.UTC(2026, 0, 1) }
  it('are the school’s, both included, whatever the clock was changed to', () => {
    expect(packSpan({ from: '2026-06-01', to: '2026-06-02' }, year, ZONE)).toEqual({
      since: Date.UTC(2026, 4, 31, 23),
      until: Date.UTC(2026, 5, 2, 23),
    })
    // The night in which summer time ended.
    expect(packSpan({ from: '2026-10-25', to: '2026-10-25' }, year, ZONE)).toEqual({
      since: Date.UTC(2026, 9, 24, 23),
      until: Date.UTC(2026, 9, 26),
    })
    expect(packSpan({ from: '2026-06-01' }, year, 'Asia/Tokyo')).toEqual({ since: Date.UTC(2026, 4, 31, 15) })
    expect(packSpan({ from: '2026-03-08', to: '2026-03-08' }, year, 'America/New_York')).toEqual({
      since: Date.UTC(2026, 2, 8, 5),
      until: Date.UTC(2026, 2, 9, 4),
    })
  })

  it('are all that the look opens when nothing is written', () => {
    expect(packSpan({}, look, ZONE)).toEqual({})
    expect(packSpan({ from: '', to: '' }, look, ZONE)).toEqual({})
  })

  it('are refused in words when they are none, or none of the look', () => {
    expect(packSpan({ from: '2026-06-02', to: '2026-06-01' }, year, ZONE)).toMatch(/after the last day/)
    expect(packSpan({ from: 'soon' }, year, ZONE)).toMatch(/no day/)
    expect(packSpan({ from: '2025-12-31' }, year, ZONE)).toMatch(/nothing before .*1 January 2026/)
    expect(packSpan({ to: '2025-12-31' }, year, ZONE)).toMatch(/nothing before/)
    expect(packSpan({ from: '2026-01-01', to: '2026-01-01' }, year, ZONE)).toBeTypeOf('object')
  })
})

describe('the form of a pack', () => {
  useStage()
  const files: { readonly name: string; readonly file: Blob }[] = []
  beforeEach(() => {
    files.length = 0
    let made: Blob
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => ((made = file as Blob), 'blob:x'))
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      files.push({ name: this.download, file: made })
    })
    signIn('dsl')
  })
  const show = (more: Partial<Look> = {}) => render(<Take look={{ ...look, ...more }} timeZone={ZONE} />)
  const keys = () => stage.asked.map(({ key }) => key)

  // Was broken: nobody was told before they read the page in the file.
  it('says that it does not hold all of it, where it does not', async () => {
    show()
    stage.answers[PACK] = new Response(new Uint8Array([80]), { headers: { 'Kerb-Not-All': '1' } })
    await press('Make an evidence pack')
    await waitFor(() => expect(files).toHaveLength(1))
    expect(notice.value).toMatchObject({ wrong: true, text: expect.stringContaining('does not hold all') })
  })

  it('asks for all that the look opens, and keeps the bytes as they came', async () => {
    show()
    expect(screen.queryByRole('button', { name: /^Copy/ })).toBeNull()
    stage.answers[PACK] = new Response(new Uint8Array([80, 75, 255, 0]))
    await press('Make an evidence pack')
    await waitFor(() => expect(files).toHaveLength(1))
    expect(keys()).toEqual([PACK])
    expect(files[0]?.name).toMatch(/^kerb-pack-[\d-]{10}\.zip$/)
    expect([...new Uint8Array(await files[0]!.file.arrayBuffer())]).toEqual([80, 75, 255, 0])
    expect(notice.value).toMatchObject({ wrong: false })
  })

  it('asks for the days alone that are written, also as a PDF', async () => {
    show()
    write('From day', '2026-11-19')
    write('To day', '2026-11-20')
    const days = `since=${Date.UTC(2026, 10, 19)}&until=${Date.UTC(2026, 10, 21)}`
    stage.answers[`${PACK}?as=pdf&${days}`] = new Response('%PDF')
    await press(/^…as a PDF/)
    await waitFor(() => expect(files).toHaveLength(1))
    expect(keys()).toEqual([`${PACK}?as=pdf&${days}`])
    expect(files[0]?.name).toMatch(/\.pdf$/)
  })

  it('asks for nothing when the first day is after the last, and says so at the fields', async () => {
    show()
    write('From day', '2026-11-21')
    write('To day', '2026-11-20')
    await press('Make an evidence pack')
    const said = await screen.findByText(/first day is after the last day/)
    const field = screen.getByLabelText('From day')
    expect(field.getAttribute('aria-invalid')).toBe('true')
    expect(field.getAttribute('aria-describedby')).toContain(said.id)
    expect(document.activeElement).toBe(field)
    expect(keys()).toEqual([])
    fireEvent.input(field, { target: { value: '2026-11-20' } })
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('false'))
  })

  it('says in words that the look has run out, and makes no file', async () => {
    show()
    stage.answers[PACK] = refused(403, 'look-over', 'A look lasts 30 minutes: say again why you look.')
    await press('Make an evidence pack')
    await waitFor(() => expect(notice.value?.text).toMatch(/^A look lasts 30 minutes/))
    expect(notice.value?.wrong).toBe(true)
    expect(files).toEqual([])
  })

  it('a copy is there only where somebody asked for it, and is whole', async () => {
    show({ reason: 'asked' })
    write('From day', '2026-11-20')
    const copy = `GET /admin/record-looks/${look.id}/copy`
    stage.answers[copy] = new Response('PK')
    await press('Copy for whoever asked')
    await waitFor(() => expect(files).toHaveLength(1))
    expect(keys()).toEqual([copy])
    cleanup()
    show({ second: { wants: 'packs', until: look.until, answer: null } })
    expect(screen.queryByRole('button', { name: /pack$/ })).toBeNull()
  })
})
