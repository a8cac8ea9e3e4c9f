// @vitest-environment happy-dom
// @vitest-environment-options {"url":"http://x.test/agreement.html"}
/** What the page shows is what is agreed to: this text, this year, by whoever reads it. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AgreementView, Asked } from '../../messages/agreement.ts'
import type { Ask } from '../../messages/send.ts'
import { WordsProvider } from '../i18n/context.ts'
import { createWords } from '../i18n/words.ts'
import { AgreementPage } from './AgreementPage.tsx'

const AMY = 'amy@school.test'
const BEN = 'ben@school.test'
const LAST = 'Will you keep to it?'

let person: string | undefined
let text: { name: string; title: string }
let year: number
let agreed: unknown[]
let more: Partial<Asked>
let hear = (): void => {}

beforeEach(() => {
  person = AMY
  text = { name: 'A'.repeat(43), title: 'Old text' }
  year = 2026
  agreed = []
  more = {}
  location.hash = ''
})
afterEach(cleanup)

const view = (): AgreementView => ({
  school: { name: 'Hill School', contact: '' },
  ...(person !== undefined && { person }),
  asked: {
    ...text,
    audience: 'child',
    year,
    missing: agreed.length > 0 ? 'nothing' : 'reading',
    until: 'set-work',
    work: false,
    parent: false,
    text: {
      audience: 'child',
      title: text.title,
      body: `The words of: ${text.title}`,
      questions: [{ question: 'How?', answers: ['Kind', 'Rude'], right: 0, why: 'Kind words help.' }],
    },
    ...more,
  },
})

const ask = (async (type: string, request: unknown) => {
  if (type === 'agree') agreed.push(request)
  return view()
}) as unknown as Ask

function open(): void {
  const news = (heard: () => void) => {
    hear = heard
    return () => {}
  }
  render(
    <WordsProvider value={createWords()}>
      <AgreementPage ask={ask} news={news} goOn={() => {}} tell={() => {}} />
    </WordsProvider>,
  )
}

const headed = (words: string) => screen.findByRole('heading', { level: 1, name: words })
const changed = () => act(async () => hear())
const press = async (name: string) => {
  const button = await screen.findByText(name)
  await act(async () => void fireEvent.click(button))
}

async function toTheEnd(): Promise<void> {
  await press('I have read it. Ask me')
  await press('Kind')
  await press('Go on')
  await screen.findByText(LAST)
}

it('agrees to what is shown, for who is shown, and keeps the step over a reload', async () => {
  open()
  await screen.findByText('Old text')
  await toTheEnd()
  cleanup()
  open()
  await screen.findByText(LAST)
  await press('I have read this and will keep to it')
  expect(agreed).toEqual([{ name: text.name, year, person: AMY }])
})

it.each([
  ['a new text', (): void => void (text = { name: 'B'.repeat(43), title: 'New text' })],
  ['another person', (): void => void (person = BEN)],
  ['nobody known', (): void => void (person = undefined)],
  ['a new school year', (): void => void (year = 2027)],
] as const)('%s while the page stands at its last step is read from the start', async (_, change) => {
  open()
  await screen.findByText('Old text')
  await toTheEnd()
  change()
  await changed()
  await headed(text.title)
  expect(document.body.textContent).toContain(`The words of: ${text.title}`)
})

it('a step in the address that nobody took here is no step', async () => {
  location.hash = '#step-3'
  open()
  await headed('Old text')
})

it('thanks only who has just agreed', async () => {
  open()
  await screen.findByText('Old text')
  await toTheEnd()
  await press('I have read this and will keep to it')
  await headed('Thank you!')
  person = BEN
  await changed()
  await headed('You have said yes to this')
})

it.each([
  ['a parent is missing', { missing: 'parent' }],
  ['the text is missing', { text: undefined }],
] as const)('promises set work only where there is some: %s', async (_, missing) => {
  more = { ...missing, work: true }
  open()
  await screen.findByText(/set work and help lines stay open/i)
  cleanup()
  more = { ...missing, work: false }
  open()
  await screen.findByText(/help lines stay open/i)
  expect(document.body.textContent).not.toMatch(/set work/i)
})

it('says so where a yes from before was refused', async () => {
  open()
  await screen.findByText('The words of: Old text')
  expect(screen.queryByText(/your school could not take it/)).toBeNull()
  cleanup()
  more = { again: true }
  open()
  await screen.findByText(/You have said yes before, but your school could not take it/)
})
