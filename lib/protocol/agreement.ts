/**
 * The agreement (the school's acceptable use policy), as devices and the school server speak of it. A text is named by
 * its content, so a device that checks the name has the very words that the school published.
 */
import { agreementNameSchema, audienceSchema, schoolYearSchema } from '../policy/agreement.ts'
import { canonicalJson } from '../policy/hash.ts'
import { z } from '../zod.ts'
import { type Bytes, fromBase64url, sha256, toBase64url, utf8 } from './bytes.ts'

/** Characters of Markdown, bytes of a PDF file, questions of one text. */
export const LONGEST_BODY = 60_000
export const MOST_PDF_BYTES = 2 * 1024 * 1024
export const MOST_QUESTIONS = 6
/** Acceptances in one request of a device. */
export const MOST_GIVEN = 20

const words = (max: number, empty: string) =>
  z.string().check(z.trim(), z.minLength(1, empty), z.maxLength(max, `write at most ${max} characters`))

/** One thing to understand before agreeing. Wrong answers cost nothing: `why` is shown, and it is asked again. */
export const agreementQuestionSchema = z
  .object({
    question: words(300, 'write the question'),
    answers: z
      .array(words(200, 'write the answer, or leave it out'))
      .check(z.minLength(2, 'give at least two answers'), z.maxLength(4, 'give at most four answers')),
    /** Which answer is right, counted from 0. */
    right: z.int().check(z.minimum(0), z.maximum(3)),
    why: words(400, 'say kindly why the answer is right'),
  })
  .check(
    z.refine(({ answers, right }) => right < answers.length, {
      path: ['right'],
      message: 'mark one of the answers as right',
    }),
  )
export type AgreementQuestion = z.infer<typeof agreementQuestionSchema>

/** `%PDF-` and a digit at the very start, which is how every PDF file begins. */
const PDF_MARK = 'JVBERi0'
const pdfSchema = z
  .string()
  .check(
    z.regex(/^[A-Za-z0-9_-]*$/, 'base64url without padding'),
    z.startsWith(PDF_MARK, 'this file is not a PDF: save it as one and choose it again'),
    z.maxLength(Math.ceil((MOST_PDF_BYTES * 4) / 3), 'the PDF is larger than 2 MB: save a smaller one'),
  )

/** A text as it was published. With a PDF, `body` is a summary of it and may be empty. */
export const agreementTextSchema = z
  .object({
    audience: audienceSchema,
    title: words(120, 'give the agreement a title'),
    /** Markdown. */
    body: z
      .string()
      .check(z.maxLength(LONGEST_BODY, `write at most ${LONGEST_BODY} characters, or choose a PDF`)),
    /** The file, base64url. */
    pdf: z.optional(pdfSchema),
    questions: z
      .array(agreementQuestionSchema)
      .check(z.maxLength(MOST_QUESTIONS, `ask at most ${MOST_QUESTIONS} questions`)),
  })
  .check(
    z.refine(({ body, pdf }) => pdf !== undefined || body.trim() !== '', {
      path: ['body'],
      message: 'write the agreement, or choose a PDF file',
    }),
  )
export type AgreementText = z.infer<typeof agreementTextSchema>

/** The name of what was received or is to be published. */
export const agreementNameOf = async (text: unknown): Promise<string> =>
  toBase64url(await sha256(utf8(canonicalJson(text))))

/**
 * GET /v1/agreement/:name, read: the text, or null when it is not the one of that name. The name is taken of what was
 * received, fields unknown here too, so that a newer server's texts are still known by their names.
 */
export async function readAgreementText(received: unknown, name: string): Promise<AgreementText | null> {
  if ((await agreementNameOf(received)) !== name) return null
  return agreementTextSchema.safeParse(received).data ?? null
}

/** The bytes of a text's PDF, or null when it has none, or none that can be read. */
export const pdfOf = ({ pdf }: Pick<AgreementText, 'pdf'>): Bytes | null =>
  pdf === undefined ? null : fromBase64url(pdf)

/** Somebody agreed. Sent again it is the same. */
export const givenSchema = z.object({
  /** The device's own name for it: random. */
  id: z.string().check(z.regex(/^[\w-]{10,40}$/)),
  text: agreementNameSchema,
  year: schoolYearSchema,
  /** By the device's trusted clock. Epoch milliseconds. */
  at: z.int().check(z.minimum(0)),
  /** The server was out of reach. */
  wasOffline: z.boolean(),
})
export type Given = z.infer<typeof givenSchema>

/** POST /v1/agreement, signed: what the server may not have yet, of one person. */
export const givensSchema = z.object({
  /** Who says so, as the device claims it; empty when nobody is known there. */
  person: z.string().check(z.maxLength(320)),
  given: z.array(givenSchema).check(z.minLength(1), z.maxLength(MOST_GIVEN)),
})
export type Givens = z.infer<typeof givensSchema>

/** Those that are on record now, or were already. */
export const keptSchema = z.object({ kept: z.array(givenSchema.shape.id) })
