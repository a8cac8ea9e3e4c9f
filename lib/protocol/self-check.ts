/**
 * A self-check: a browser really tries addresses of each kind and says what became of each. What a device says of them
 * is a claim; what a result is worth is worked out from it here, the same on the device and on the server.
 */
import { AGE_GROUPS, CATEGORY_IDS, type AgeGroup, type CategoryId } from '../policy/categories.ts'
import { placeSchema, versionSchema } from '../policy/document.ts'
import { z } from '../zod.ts'
import { checkPlanSchema, runSchema } from './self-check-plans.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

/** What the policy wants of an address. */
export const EXPECTED = ['stopped', 'asked', 'open'] as const
export type Expected = (typeof EXPECTED)[number]

/**
 * What became of it. `late`: it was shown before it was stopped. `elsewhere`: another address answered, as a filter in
 * the network does. `untried`: the policy leaves it open, and nobody is sent there for nothing.
 */
export const OUTCOMES = [
  'stopped',
  'late',
  'loaded',
  'elsewhere',
  'unreachable',
  'unclear',
  'untried',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** `opened`: the school's own entry or a timed unblock opens this very address. */
export const RESULTS = ['held', 'failed', 'unsure', 'opened'] as const
export type CheckResult = (typeof RESULTS)[number]

/** What no pupil may be able to open, whatever a policy says: where it does, the check fails without a try. */
const REQUIRED: readonly CategoryId[] = ['illegal-csam', 'illegal-terror', 'adult']

/** An address of the school's own choice: an outside test page, for example. */
export const checkAddressSchema = z.url({ protocol: /^https?$/ }).check(z.maxLength(500))

const triedSchema = z.object({
  /** Left out for an address of the school's own. */
  category: z.optional(z.enum(CATEGORY_IDS)),
  address: checkAddressSchema,
  expected: z.enum(EXPECTED),
  outcome: z.enum(OUTCOMES),
  /** The kind of the verdict's reason. */
  reason: z.optional(text(40)),
})
export type Tried = z.infer<typeof triedSchema>

/** The most addresses in one check. */
export const MOST_TRIED = 120

/** POST /v1/self-check, signed. */
export const selfCheckReportSchema = z.object({
  /** The run's own name: one that is sent again is kept once. */
  run: runSchema,
  /** By Kerb's clock on the device. */
  at: z.number(),
  /** `plan`: the server asked for it, by the run's name. */
  how: z.enum(['hand', 'plan']),
  group: text(200),
  ageGroup: z.enum(AGE_GROUPS),
  place: placeSchema,
  extension: text(40),
  browser: text(100),
  policy: z.optional(versionSchema),
  lists: z.optional(versionSchema),
  tried: z.array(triedSchema).check(z.minLength(1), z.maxLength(MOST_TRIED)),
})
export type SelfCheckReport = z.infer<typeof selfCheckReportSchema>

/** What comes back: how many of it were taken as failed. */
export const selfCheckTakenSchema = z.object({ failed: z.int(), unsure: z.int() })

/** GET /v1/self-check: what the school wants tried beside Kerb's own cases. */
export const selfCheckWantedSchema = z.object({
  addresses: z
    .array(z.object({ address: checkAddressSchema, expected: z.enum(['stopped', 'open']) }))
    .check(z.maxLength(20)),
})

const BY_SCHOOL: ReadonlySet<string> = new Set(['own-entry', 'unblock'])

/** What one try is worth. Pure. */
export function resultOf(tried: Tried, ageGroup: AgeGroup): CheckResult {
  const { category, expected, outcome, reason } = tried
  const isShown = outcome === 'loaded' || outcome === 'late'
  if (expected === 'open') {
    if (category !== undefined && REQUIRED.includes(category) && ageGroup !== 'staff') return 'failed'
    if (outcome === 'stopped') return 'failed'
    return outcome === 'loaded' || outcome === 'untried' ? 'held' : 'unsure'
  }
  if (outcome === 'stopped') return 'held'
  if (isShown && reason !== undefined && BY_SCHOOL.has(reason)) return 'opened'
  return isShown ? 'failed' : 'unsure'
}

/** How many of a check's tries came out so. */
export function countsOf(tried: readonly Tried[], ageGroup: AgeGroup): Readonly<Record<CheckResult, number>> {
  const counts = { held: 0, failed: 0, unsure: 0, opened: 0 }
  for (const one of tried) counts[resultOf(one, ageGroup)] += 1
  return counts
}

/** How long a group may go without a check before staff are reminded: a school term. Days. */
export const CHECK_WITHIN = 90

/** A check as staff read it. */
export const selfCheckSchema = z.object({
  id: z.int(),
  at: z.number(),
  received: z.number(),
  how: z.enum(['hand', 'plan']),
  /** Empty: it is no group's proof. */
  group: text(200),
  /** Another group, which the device alone says. */
  claimed: z.nullable(text(200)),
  /** Somebody who knows the device may say that it is so. */
  countable: z.boolean(),
  ageGroup: z.enum(AGE_GROUPS),
  place: placeSchema,
  /** The device's asset id or first letters of its code; null once it is forgotten. */
  device: z.nullable(text(200)),
  extension: text(40),
  browser: text(100),
  policy: z.nullable(text(40)),
  lists: z.nullable(text(40)),
  cases: z.int(),
  failed: z.int(),
  unsure: z.int(),
  /** What did not hold, and what could not be told. */
  notes: z
    .array(
      z.object({
        address: text(500),
        category: z.nullable(z.enum(CATEGORY_IDS)),
        expected: z.enum(EXPECTED),
        outcome: z.enum(OUTCOMES),
        result: z.enum(RESULTS),
      }),
    )
    .check(z.maxLength(MOST_TRIED)),
})
export type SelfCheck = z.infer<typeof selfCheckSchema>

/** GET /admin/self-checks?group=&page= */
export const selfChecksQuerySchema = z.object({
  group: z.optional(text(200)),
  show: z._default(z.enum(['all', 'failed']), 'all'),
  page: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(10_000)), 0),
})

export const selfChecksSchema = z.object({
  checks: z.array(selfCheckSchema),
  total: z.int(),
  pageSize: z.int(),
  /** Each group of the policy in force, with its newest check. */
  groups: z.array(
    z.object({
      group: text(200),
      ageGroup: z.enum(AGE_GROUPS),
      last: z.nullable(z.object({ at: z.number(), failed: z.int(), unsure: z.int() })),
      /** Null while it is checked by hand alone. */
      plan: z.nullable(checkPlanSchema),
    }),
  ),
  /** Groups with a schedule that the policy in force does not have: it rests. */
  lost: z.array(text(200)),
  timeZone: z.string(),
  /** Places from which a check came in the last year: on-site and away are both to be checked. */
  places: z.array(placeSchema),
  addresses: z.array(
    z.object({ id: z.int(), address: text(500), expected: z.enum(['stopped', 'open']), label: text(120) }),
  ),
  at: z.number(),
})
export type SelfChecks = z.infer<typeof selfChecksSchema>

/** POST /admin/self-checks/addresses */
export const newCheckAddressSchema = z.object({
  address: checkAddressSchema,
  expected: z.enum(['stopped', 'open']),
  label: z.string().check(z.trim(), z.minLength(1), z.maxLength(120)),
})
export type NewCheckAddress = z.infer<typeof newCheckAddressSchema>
