// @vitest-environment happy-dom
/** The agreement on the console: who sees what of it, and what is published, recorded and applied. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { agreementTextSchema } from '../../lib/protocol/agreement.ts'
import type {
  AgreementPeople,
  AgreementPerson,
  PermissionsPreview,
  Publication,
} from '../../lib/protocol/agreement-staff.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { notice, signedIn } from '../state.ts'
import { AgreementPage } from './AgreementPage.tsx'
import { OwnClasses } from './OwnClasses.tsx'
import { readWritten } from './sample.ts'
import { countsInWords } from './words.ts'

const NAME = 'n'.repeat(43)
const counts = { asked: 30, agreed: 27, notYet: 3, permission: 0 }
const publication = (id: number, more: Partial<Publication> = {}): Publication => ({
  id,
  audience: 'child',
  name: NAME,
  title: `Rules ${id}`,
  questions: 3,
  pdf: 0,
  at: 1,
  by: 'Nell',
  ended: null,
  withdrawn: false,
  ...more,
})
const person = (name: string, more: Partial<AgreementPerson> = {}): AgreementPerson => ({
  person: name.length,
  name,
  group: 'pupils',
  classes: ['3C'],
  state: 'permission',
  agreed: 1,
  needsParent: true,
  permission: null,
  unconfirmed: false,
  ...more,
})
const preview: PermissionsPreview = {
  preview: 'abc',
  expires: 1,
  year: 2026,
  given: 2,
  withdrawn: 1,
  unchanged: 0,
  newcomers: ['new@school.example'],
  newcomerCount: 1,
  problems: [{ line: 4, message: '“x” is no e-mail address' }],
  problemCount: 1,
}

let answers: Record<string, unknown>
let asked: { path: string; method: string; body: unknown }[]
beforeEach(() => {
  asked = []
  notice.value = null
  answers = {
    '/admin/agreement/numbers': { inFives: false, year: 2026, all: counts, groups: [] },
    '/admin/agreement/texts': { publications: [publication(2), publication(1, { ended: 5 })] },
    '/admin/agreement/people': {
      year: 2026,
      counts,
      total: 1,
      pageSize: 100,
      people: [person('amy@school.example')],
      classes: [{ id: 7, name: '3C' }],
      groups: ['pupils'],
    },
    '/admin/agreement/permissions': { changed: true },
    '/admin/agreement/permissions/preview': preview,
    '/admin/agreement/permissions/apply': { given: 2, withdrawn: 1, unchanged: 0 },
    [`/admin/agreement/texts/${NAME}/again`]: { publications: [publication(3)] },
  }
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: unknown }) => {
    asked.push({ path, method, body: typeof body === 'string' ? JSON.parse(body) : body })
    const answer = answers[path.split('?')[0] ?? '']
    return answer === undefined
      ? Response.json({ error: 'role', message: `Nothing at ${path}` }, { status: 403 })
      : Response.json(answer)
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const enter = (...roles: Role[]): void => {
  signedIn.value = { state: 'in', school: 'Hill School', roles, how: 'provider', name: 'Jo' }
  render(<AgreementPage />)
}
const press = async (name: string | RegExp): Promise<void> => {
  fireEvent.click(await screen.findByRole('button', { name, hidden: true }))
}
const write = (label: string, value: string): void => {
  fireEvent.input(screen.getByLabelText(label), { target: { value } })
}
const posted = () => asked.filter(({ method }) => method === 'POST')
const sample = (audience: string) =>
  readFileSync(join(import.meta.dirname, `../../docs/samples/agreement-${audience}.md`), 'utf8')

it.each(['child', 'adult'] as const)('the %s sample is a whole text with its questions', (audience) => {
  const written = readWritten(sample(audience))
  const read = agreementTextSchema.parse({ audience, ...written })
  expect(read.questions.length).toBe(3)
  expect(read.body).not.toMatch(/^# |Questions/m)
  expect(new Set(read.questions.map(({ right }) => right)).size).toBeGreaterThan(1)
  for (const one of read.questions) expect(one.answers).toHaveLength(3)
})

it('says how many in one line', () => {
  expect(countsInWords(counts)).toBe('27 of 30; 3 not yet')
  expect(countsInWords({ asked: 4, agreed: 4, notYet: 0, permission: 0 })).toBe('all 4')
  expect(countsInWords({ asked: 3, agreed: 1, notYet: 1, permission: 1 })).toBe(
    '1 of 3; 1 not yet; 1 without a parent’s permission',
  )
})

it('a governor sees numbers, and asks for nothing else', async () => {
  enter('governor')
  expect(await screen.findByText('Agreed: 27 of 30; 3 not yet')).toBeTruthy()
  expect(asked.map(({ path }) => path)).toEqual(['/admin/agreement/numbers'])
  expect(screen.queryByRole('button')).toBeNull()
})

it('the office sees nobody’s name before it asks, and records a permission', async () => {
  enter('office')
  await screen.findByText(/Agreed: 27/)
  expect(screen.queryByText('Texts')).toBeNull()
  expect(asked.some(({ path }) => path.includes('people'))).toBe(false)
  await press('Show the list')
  await press('Record the permission for amy@school.example')
  write('Who gave it for amy@school.example (optional)', 'Ms Brown ')
  await press('Record')
  await waitFor(() =>
    expect(posted().map(({ body }) => body)).toEqual([{ person: 18, given: true, by: 'Ms Brown' }]),
  )
  await waitFor(() => expect(notice.value?.text).toBe('The permission for amy@school.example is on record.'))
  fireEvent.change(screen.getByLabelText('State'), { target: { value: 'not-yet' } })
  fireEvent.input(screen.getByLabelText('Find by e-mail or name'), { target: { value: 'ben' } })
  await press('Show')
  await waitFor(() => expect(asked.at(-1)?.path).toBe('/admin/agreement/people?state=not-yet&find=ben'))
})

it('whose permission is missing is said before they have agreed too, and whose device the school does not know', async () => {
  const jo = person('josmith', { state: 'not-yet', agreed: null, unconfirmed: true })
  const list = answers['/admin/agreement/people'] as AgreementPeople
  answers['/admin/agreement/people'] = { ...list, people: [jo, person('amy@school.example')] }
  enter('office')
  await press('Show the list')
  const [first, second] = (await screen.findAllByRole('listitem')).map((one) => one.textContent)
  expect(first).toContain('josmith Not yet Permission missing')
  expect(first).toContain('a device that the school has not confirmed')
  expect(second).toContain('amy@school.example Permission missing')
  expect(second).not.toContain('device')
  await press('Record the permission for josmith')
  await press('Record')
  await waitFor(() => expect(posted()[0]?.body).toEqual({ person: jo.person, given: true, by: '' }))
})

it('a text is published once it is whole, and what is missing is named with the fix', async () => {
  enter('dsl')
  await press('Write or upload a text')
  await press('Publish')
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Title: give the agreement a title.')
  expect(alert.textContent).toContain('Agreement: write the agreement, or choose a PDF file.')
  write('Title', 'Our rules')
  write('Agreement', 'Be kind.')
  await press('Add a question')
  write('What is asked', 'Be what?')
  write('Answer 1', 'Rude')
  write('Answer 3 (optional)', 'Kind')
  fireEvent.click(screen.getByLabelText(/Right: answer 2 of question 1/))
  await press('Publish')
  expect(alert.textContent).toContain('Question 1, Right answer: mark one of the answers as right.')
  expect(alert.textContent).toContain('Question 1, Why: say kindly why the answer is right.')
  expect(posted()).toEqual([])
  fireEvent.click(screen.getByLabelText(/Right: answer 3 of question 1/))
  write('Why, in kind words', 'Kind words help.')
  write('Answer 4 (optional)', ' rude')
  await press('Publish')
  expect(alert.textContent).toContain(
    'Question 1, Answers: this says the same as another answer: write another.',
  )
  expect(posted()).toEqual([])
  write('Answer 4 (optional)', '')
  await press('Publish')
  const questions = [{ question: 'Be what?', answers: ['Rude', 'Kind'], right: 1, why: 'Kind words help.' }]
  await waitFor(() =>
    expect(posted()[0]?.body).toEqual({ audience: 'child', title: 'Our rules', body: 'Be kind.', questions }),
  )
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Publish' })).toBeNull())
})

it('the sample fills the form for who reads it, and a PDF is looked at before it goes', async () => {
  enter('network')
  await press('Write or upload a text')
  fireEvent.click(screen.getByLabelText('Older pupils and adults'))
  await press('Start from the sample')
  expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe(readWritten(sample('adult')).title)
  const choose = (file: File) =>
    fireEvent.change(screen.getByLabelText('Or a PDF, 2 MB at most'), { target: { files: [file] } })
  choose(new File(['MZ not at all'], 'rules.pdf'))
  await waitFor(() => expect(notice.value?.text).toContain('rules.pdf is not a PDF'))
  choose(new File([new Uint8Array(2 * 1024 * 1024 + 1)], 'large.pdf'))
  await waitFor(() => expect(notice.value?.text).toContain('large.pdf is larger than 2 MB'))
  choose(new File(['%PDF-1.7 %%EOF'], 'rules.pdf'))
  expect(await screen.findByRole('button', { name: 'Take the PDF out' })).toBeTruthy()
  await press('Publish')
  await waitFor(() =>
    expect(posted()[0]?.body).toMatchObject({ audience: 'adult', pdf: expect.stringMatching(/^JVBERi0/) }),
  )
})

it('an earlier text is brought back', async () => {
  enter('network')
  await press('Bring back Rules 1')
  await waitFor(() => expect(posted()[0]?.path).toBe(`/admin/agreement/texts/${NAME}/again`))
  expect(await screen.findByText(/Rules 3/)).toBeTruthy()
})

it('a file of permissions is looked at first, its bad lines named, and then applied', async () => {
  enter('office')
  const input = await screen.findByLabelText('CSV file')
  fireEvent.change(input, { target: { files: [new File(['email,permission'], 'p.csv')] } })
  expect(await screen.findByText(/2 permissions recorded, 1 taken back/)).toBeTruthy()
  expect(screen.getByText('Line 4')).toBeTruthy()
  expect(screen.getByText('new@school.example')).toBeTruthy()
  await press('Apply')
  await waitFor(() => expect(posted().at(-1)?.body).toEqual({ preview: 'abc' }))
  await waitFor(() => expect(notice.value?.text).toBe('2 permissions recorded, 1 taken back.'))
})

it('a teacher sees their own classes that are asked, and who not yet', async () => {
  const quiet = { id: 8, name: '4D', counts: { asked: 0, agreed: 0, notYet: 0, permission: 0 } }
  answers['/admin/my-agreement'] = { year: 2026, classes: [{ id: 7, name: '3C', counts }, quiet] }
  const pupils = [{ person: 1, name: 'amy@school.example', state: 'not-yet', permissionMissing: true }]
  answers['/admin/my-agreement/7'] = { id: 7, name: '3C', counts, pupils }
  signedIn.value = { state: 'in', roles: ['teacher'], how: 'provider' }
  render(<OwnClasses />)
  await press('Who in 3C')
  expect((await screen.findByText('amy@school.example')).textContent).toContain('Not yet Permission missing')
  expect(screen.queryByText('4D')).toBeNull()
})
