/** The roll-out, as the console and the school server speak of it, under /admin/rollout. */
import { AGE_GROUPS } from '../policy/categories.ts'
import { z } from '../zod.ts'

const count = z.int().check(z.minimum(0))

/** The package that this server hosts. */
export const hostedSchema = z.object({
  id: z.string(),
  version: z.string(),
  /** For `update_url`. */
  updateUrl: z.string(),
})

/** What stands in the way: see the console's words. */
export const ROLLOUT_PROBLEMS = [
  'no-address',
  'not-https',
  'no-package',
  'package-elsewhere',
  'no-policy',
  'no-safeguarding-key',
] as const
export type RolloutProblem = (typeof ROLLOUT_PROBLEMS)[number]

/** GET /admin/rollout */
export const rolloutSchema = z.object({
  school: z.nullable(z.string()),
  /** As devices and staff reach this server. */
  address: z.nullable(z.string()),
  keys: z.array(z.string()),
  safeguardingKey: z.nullable(z.string()),
  hosted: z.nullable(hostedSchema),
  groups: z.array(z.object({ name: z.string(), ageGroup: z.enum(AGE_GROUPS) })),
  problems: z.array(z.enum(ROLLOUT_PROBLEMS)),
  /** The settings that were made last, while their token is not revoked: whose first device is watched. */
  watched: z.nullable(z.object({ token: count, made: z.number() })),
})
export type Rollout = z.infer<typeof rolloutSchema>

/** POST /admin/rollout: makes a token, and every file with it. Its text is in them and is told this once. */
export const makeRolloutSchema = z.object({
  /** Of the policy; null lets the policy's own rules decide. */
  group: z.nullable(z.string().check(z.minLength(1), z.maxLength(100))),
  /** What holds until the policy has arrived. */
  ageGroup: z.enum(AGE_GROUPS),
  /** Profiles are thrown away at sign-out. */
  isShared: z.boolean(),
  /** After so many days the token lets nobody ask any more. */
  days: z.int().check(z.minimum(1), z.maximum(3660)),
  /** From a store or another server; left out, what this server hosts. */
  package: z.optional(
    z.object({
      id: z.string().check(z.regex(/^[a-p]{32}$/, '32 letters from a to p')),
      updateUrl: z.url({ protocol: /^https?$/, error: 'the address of an update manifest' }),
    }),
  ),
})
export type MakeRollout = z.infer<typeof makeRolloutSchema>
export const madeRolloutSchema = z.object({
  /** The number of the token. */
  token: count,
  files: z.array(z.object({ name: z.string(), text: z.string() })),
})
export type MadeRollout = z.infer<typeof madeRolloutSchema>

/** GET /admin/rollout/:id: how far the first device is that asked with this token. */
export const firstDeviceSchema = z.object({
  at: z.number(),
  /** The start of its code; null while nothing has asked. */
  device: z.nullable(
    z.object({
      installation: z.string(),
      directoryId: z.nullable(z.string()),
      assetId: z.nullable(z.string()),
      browser: z.string(),
      extension: z.string(),
      firstSeen: z.number(),
      isConfirmed: z.boolean(),
      /** It holds the policy in force, and its rules are in the browser. */
      isEnforcing: z.boolean(),
      /** Rows of it that are here. */
      rows: count,
      findings: z.array(z.string()),
      hasBeaten: z.boolean(),
    }),
  ),
  /** How many have asked with it. */
  asked: count,
})
export type FirstDevice = z.infer<typeof firstDeviceSchema>
