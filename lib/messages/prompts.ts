/** What the scripts beside a page say of searches and of AI assistants. */
import { z } from '../zod.ts'

/** Longer texts are looked at from both ends. Characters. */
const LONGEST_PROMPT = 20_000

/** One part of the table of messages. */
export const PROMPTS_PROTOCOL = {
  /**
   * Something is sent to an AI assistant. The text is looked at in memory, and is in no store, row or message to anybody
   * but where the school keeps worrying words and the page has said so (`told`).
   */
  'prompt.said': {
    pages: [],
    content: true,
    request: z.object({ text: z.string().check(z.maxLength(LONGEST_PROMPT)), told: z.boolean() }),
    response: z.object({}),
  },
  /** The helplines beside a search were closed: they do not come back for it. */
  'help.closed': { pages: [], content: true, request: z.object({}), response: z.object({}) },
} as const
