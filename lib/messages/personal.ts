/** What the script that pauses before personal details leave asks the worker. Nothing that was typed is in any message. */
import { PERSONAL_KINDS } from '../policy/personal.ts'
import { z } from '../zod.ts'

const words = z.string().check(z.maxLength(200))

/** The prompt's words: the content script has no languages of its own. */
export const pauseWordsSchema = z.object({
  title: words,
  detail: words,
  /** One line for each kind. */
  kinds: z.record(z.enum(PERSONAL_KINDS), words),
  keep: words,
  goOn: words,
  ask: words,
  /** Where nothing but unkind words were found. */
  unkind: z.object({ title: words, detail: words, change: words, send: words }),
  /** When the worker does not answer a press of `ask`. */
  unanswered: words,
  lang: z.string().check(z.maxLength(35)),
  dir: z.enum(['ltr', 'rtl']),
})
export type PauseWords = z.infer<typeof pauseWordsSchema>

/** What is paused for in a document: no kinds, no pause. */
export const pauseHereSchema = z.object({
  kinds: z.array(z.enum(PERSONAL_KINDS)),
  words: z.optional(pauseWordsSchema),
  /** What is sent here is sent to an AI assistant, and is looked at (lib/messages/prompts.ts). */
  assistant: z.optional(z.literal(true)),
})
export type PauseHere = z.infer<typeof pauseHereSchema>

/** One part of the table of messages. Neither reads more of the policy than the page itself could find out by trying. */
export const PERSONAL_PROTOCOL = {
  'personal.here': { pages: [], content: true, request: z.object({}), response: pauseHereSchema },
  /** Somebody writes in a document that is still being sent: the script that looks at what leaves is brought at once. */
  'personal.bring': { pages: [], content: true, request: z.object({}), response: z.object({}) },
  /** The pupil wants to ask somebody: our page to tell someone comes to the front. */
  'personal.ask': { pages: [], content: true, request: z.object({}), response: z.object({}) },
} as const
