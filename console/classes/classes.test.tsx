// @vitest-environment happy-dom
/** The classes part of the console, with the school server's answers put in their way. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ClassDetail, Classes, ImportCounts, RosterPreview } from '../../lib/protocol/classes.ts'
import { notice } from '../state.ts'
import { ClassesPage } from './ClassesPage.tsx'

const COUNTS: ImportCounts = {
  classesNew: 3,
  classesRenamed: 0,
  classesEnded: 2,
  classesBack: 0,
  pupilsAdded: 41,
  pupilsRemoved: 0,
  teachersAdded: 0,
  teachersRemoved: 0,
}
const NONE = { added: 0, removed: 0, addedNames: [], removedNames: [] }
const PREVIEW: RosterPreview = {
  preview: 'abc',
  expires: 1,
  format: 'oneroster',
  counts: COUNTS,
  changes: [{ what: 'ended', name: '9A', was: null, back: false, byHand: 0, pupils: NONE, teachers: NONE }],
  spared: 1,
  large: true,
  remarks: ['A remark.'],
  problems: [{ file: 'users.csv', line: 4, message: 'has no e-mail address' }],
  problemCount: 1,
}
const SUMMARY = { id: 7, name: '9B Maths', source: 'roster' as const, ended: null, pupils: 2, teachers: 1 }
const LIST: Classes = { classes: [SUMMARY], last: { at: 1, counts: COUNTS, undoUntil: 2 } }
const DETAIL: ClassDetail = {
  ...SUMMARY,
  members: {
    pupils: [
      { name: 'amy@school.example', from: 'roster', devices: 1 },
      { name: 'ben@school.example', from: 'hand', devices: 0 },
    ],
    teachers: [{ name: 'tom@school.example', from: 'roster', devices: 0 }],
  },
}

let answers: Record<string, unknown>
const asked: { key: string; body: unknown }[] = []
beforeEach(() => {
  asked.length = 0
  answers = { 'GET /admin/classes': LIST, 'GET /admin/classes/7': DETAIL }
  vi.stubGlobal(
    'fetch',
    async (path: string, { method, body }: { method: string; body?: string | FormData }) => {
      const key = `${method} ${path}`
      asked.push({ key, body: typeof body === 'string' ? JSON.parse(body) : body })
      const answer = answers[key]
      return answer === undefined
        ? new Response(JSON.stringify({ error: 'busy', message: 'Busy.' }), { status: 503 })
        : new Response(JSON.stringify(answer))
    },
  )
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  notice.value = null
})

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name })
const sent = (key: string) => asked.findLast((one) => one.key === key)?.body

async function choose(...files: File[]): Promise<void> {
  render(<ClassesPage />)
  const input = screen.getByLabelText('Choose the files, or drop them here')
  fireEvent.change(input, { target: { files } })
  await screen.findByRole('region', { name: 'What this roster would change' })
}

it('shows what a roster would change, with problems by file and line, and applies it once that is meant', async () => {
  answers['POST /admin/classes/import/preview'] = PREVIEW
  answers['POST /admin/classes/import/apply'] = { counts: COUNTS }
  await choose(new File(['x'], 'users.csv'), new File(['y'], 'classes.csv'))
  const form = sent('POST /admin/classes/import/preview')
  expect(form instanceof FormData && form.getAll('files').length).toBe(2)
  expect(screen.getByText('3 classes new, 2 end, 41 pupil places added.')).toBeTruthy()
  expect(screen.getByText('users.csv, line 4').closest('li')?.textContent).toBe(
    'users.csv, line 4 has no e-mail address',
  )
  expect(screen.getByText('A remark.')).toBeTruthy()
  expect(button('Apply').disabled).toBe(true)
  fireEvent.click(screen.getByRole('checkbox'))
  await waitFor(() => expect(button('Apply').disabled).toBe(false))
  fireEvent.click(button('Apply'))
  await waitFor(() => expect(screen.queryByRole('region', { name: /would change/ })).toBeNull())
  expect(sent('POST /admin/classes/import/apply')).toEqual({ preview: 'abc', confirm: true })
})

it('says that nothing changes, and offers nothing to apply', async () => {
  const nothing = { ...COUNTS, classesNew: 0, classesEnded: 0, pupilsAdded: 0 }
  answers['POST /admin/classes/import/preview'] = {
    ...PREVIEW,
    preview: null,
    counts: nothing,
    changes: [],
    large: false,
  }
  await choose(new File(['x'], 'roster.zip'))
  expect(screen.getByText('This roster changes nothing.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Apply' })).toBeNull()
})

it('says why a file is refused', async () => {
  render(<ClassesPage />)
  fireEvent.change(screen.getByLabelText(/^Choose/), { target: { files: [new File(['x'], 'x.csv')] } })
  await waitFor(() => expect(notice.value).toEqual({ text: 'Busy.', wrong: true }))
})

it('undoes the last import and says what it left', async () => {
  answers['POST /admin/classes/import/undo'] = { classes: 2, left: ['Art'], ended: [] }
  render(<ClassesPage />)
  fireEvent.click(await screen.findByRole('button', { name: 'Undo this import' }))
  await waitFor(() =>
    expect(notice.value?.text).toBe(
      '2 classes are as before the import. Left as they are, because they were changed by hand since: Art.',
    ),
  )
})

it('opens a class, shows who has no device, and names pasted lines that are no address', async () => {
  answers['POST /admin/classes/7/members'] = {
    done: 1,
    unchanged: 0,
    problems: [{ line: 2, message: '“x” is no e-mail address' }],
  }
  render(<ClassesPage />)
  fireEvent.click(await screen.findByRole('button', { name: 'Open 9B Maths' }))
  const pupils = await screen.findByRole('region', { name: 'Pupils of 9B Maths' })
  expect([...pupils.querySelectorAll('.in-class li')].map((li) => li.textContent)).toEqual([
    'amy@school.example',
    'ben@school.example (by hand) no device',
  ])
  const field = pupils.querySelector('textarea') as HTMLTextAreaElement
  fireEvent.input(field, { target: { value: 'cat@school.example\nx' } })
  fireEvent.click(pupils.querySelector('button[value=add]') as HTMLButtonElement)
  expect(await screen.findByText('Line 2: “x” is no e-mail address')).toBeTruthy()
  expect(sent('POST /admin/classes/7/members')).toEqual({
    role: 'pupils',
    action: 'add',
    addresses: 'cat@school.example\nx',
  })
})
