/** What the settings page shows of the browser's own settings. */
import { CHECK_STATES } from '../doctor/check.ts'
import { z } from '../zod.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

export const checkSchema = z.object({
  name: text(100),
  state: z.enum(CHECK_STATES),
  why: text(600),
  fix: text(1000),
  seen: z.array(text(300)).check(z.maxLength(200)),
})

const checksSchema = z.object({ checks: z.array(checkSchema).check(z.maxLength(100)) })

export const DOCTOR_PROTOCOL = {
  /** What can be seen; with `try`, after opening what should not open and closing it again. */
  doctor: {
    pages: ['settings'],
    content: false,
    request: z.object({ try: z.boolean() }),
    response: checksSchema,
  },
} as const
