/** The text that is being written, as the form has it; nothing of it is kept anywhere until it is published. */
import { signal } from '@preact/signals'
import type { Audience } from '../../lib/policy/agreement.ts'
import { type AgreementText, MOST_PDF_BYTES } from '../../lib/protocol/agreement.ts'
import { newTextSchema } from '../../lib/protocol/agreement-staff.ts'
import { toBase64url } from '../../lib/protocol/bytes.ts'
import { ApiError } from '../api.ts'
import type { Written } from './sample.ts'
import { fieldInWords } from './words.ts'

export interface DraftQuestion {
  readonly question: string
  /** Four; empty ones are left out. */
  readonly answers: readonly string[]
  readonly right: number
  readonly why: string
}

export interface Draft {
  readonly audience: Audience
  readonly title: string
  readonly body: string
  readonly pdf: { readonly name: string; readonly content: string } | null
  readonly questions: readonly DraftQuestion[]
}

export const EMPTY_QUESTION: DraftQuestion = { question: '', answers: ['', '', '', ''], right: 0, why: '' }
const EMPTY: Draft = { audience: 'child', title: '', body: '', pdf: null, questions: [] }

export const draft = signal<Draft>(EMPTY)
/** What is wrong with it, by field, since somebody last tried to publish. */
export const problems = signal<readonly string[]>([])

export const clearDraft = (): void => start(EMPTY)

export const change = (part: Partial<Draft>): void => void (draft.value = { ...draft.value, ...part })

export function changeQuestion(place: number, part: Partial<DraftQuestion>): void {
  const questions = draft.value.questions.map((one, i) => (i === place ? { ...one, ...part } : one))
  change({ questions })
}

function start(next: Draft): void {
  draft.value = next
  problems.value = []
}

/** From a sample, or from a text that was published. */
export function startFrom(audience: Audience, { title, body, questions }: Written): void {
  start({ audience, title, body, pdf: null, questions: questions.map(padded) })
}

export function startFromText(text: AgreementText): void {
  startFrom(text.audience, text)
  if (text.pdf !== undefined) change({ pdf: { name: 'the PDF of before', content: text.pdf } })
}

const padded = (one: AgreementText['questions'][number]): DraftQuestion => ({
  ...one,
  answers: [...one.answers, '', '', '', ''].slice(0, 4),
})

/** The draft as it is published, or null, with `problems` saying which fields and what to do. */
export function readDraft(): AgreementText | null {
  const { pdf, questions, ...words } = draft.value
  const read = newTextSchema.safeParse({
    ...words,
    ...(pdf === null ? {} : { pdf: pdf.content }),
    questions: questions.map(withoutEmpty),
  })
  problems.value = read.success
    ? []
    : read.error.issues.map(({ path, message }) => `${fieldInWords(path)}: ${message}.`)
  return read.success ? read.data : null
}

/** An answer that is left empty is none; the right one stays the right one. */
function withoutEmpty({ question, answers, right, why }: DraftQuestion) {
  const kept = answers.flatMap((answer, i) =>
    answer.trim() === '' ? [] : [{ answer, isRight: i === right }],
  )
  const place = kept.findIndex(({ isRight }) => isRight)
  return { question, answers: kept.map(({ answer }) => answer), right: place < 0 ? 3 : place, why }
}

/** Takes a file into the draft. Throws an ApiError, whose words are shown, for one that is no PDF or too large. */
export async function takePdf(file: File): Promise<void> {
  if (file.size > MOST_PDF_BYTES)
    throw new ApiError(0, `${file.name} is larger than 2 MB: save it with smaller pictures.`)
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (!/^%PDF-\d/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 8))))
    throw new ApiError(0, `${file.name} is not a PDF: save the agreement as a PDF and choose it again.`)
  change({ pdf: { name: file.name, content: toBase64url(bytes) } })
}
