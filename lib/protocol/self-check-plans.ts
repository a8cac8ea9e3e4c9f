/**
 * Self-checks by schedule: how often a group is to be checked and when, and what the server and the device that it asks
 * say to each other about one.
 */
import { z } from '../zod.ts'

/** A run's own name. The server makes that of a check it asks for, so that nobody files one unasked. */
export const runSchema = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{22}$/, 'the name of a run is 22 characters'))

/** How often. Kerb knows no term dates: half a term is six weeks, a term twelve. */
export const OFTEN = ['weekly', 'fortnightly', 'half-term', 'term'] as const
export type Often = (typeof OFTEN)[number]
export const WEEKS: Readonly<Record<Often, number>> = { weekly: 1, fortnightly: 2, 'half-term': 6, term: 12 }

export const OFTEN_NAMES: Readonly<Record<Often, string>> = {
  weekly: 'Every week',
  fortnightly: 'Every two weeks',
  'half-term': 'Each half term (six weeks)',
  term: 'Each term (twelve weeks)',
}

const whenSchema = {
  /** 1 is Monday. */
  weekday: z.int().check(z.minimum(1), z.maximum(7)),
  /** Minutes after midnight, by the school's clock. */
  minute: z.int().check(z.minimum(0), z.maximum(1439)),
}

/** POST /admin/self-checks/plan: a group's schedule, in place of the one it had. */
export const newCheckPlanSchema = z.object({
  group: z.string().check(z.minLength(1), z.maxLength(200)),
  often: z.enum(['off', ...OFTEN]),
  ...whenSchema,
})
export type NewCheckPlan = z.infer<typeof newCheckPlanSchema>

/** A group's schedule as staff read it. */
export const checkPlanSchema = z.object({
  often: z.enum(OFTEN),
  ...whenSchema,
  /** When the next is due, or the one that is looking for a device was. */
  due: z.number(),
  /** It is looking for a device until then; null while none is due. */
  until: z.nullable(z.number()),
  /** How many times a device was asked for it. */
  asked: z.int(),
  /** Its day and time are no school hours by the policy in force: no device will be asked. */
  outside: z.boolean(),
  /** When the newest that is over was due, if none could be made. */
  missed: z.nullable(z.number()),
})
export type CheckPlan = z.infer<typeof checkPlanSchema>

/** In a heartbeat's answer: this device is asked for a check. */
export const checkAskSchema = z.object({ run: runSchema })
export type CheckAsk = z.infer<typeof checkAskSchema>

/**
 * Why a device that was asked makes none now. `in-use`: somebody is at it. `closed`: a pause or the agreement closes
 * nearly everything. `not-filed`: it was made, and did not arrive.
 */
export const NOT_NOW = ['in-use', 'lesson', 'closed', 'not-filed'] as const
export type NotNow = (typeof NOT_NOW)[number]

/** POST /v1/self-check/not-now, signed. */
export const checkNotNowSchema = z.object({ run: runSchema, why: z.enum(NOT_NOW) })

/** What comes back: whether the server had asked, and now asks another device. */
export const checkPutOffSchema = z.object({ asked: z.boolean() })
