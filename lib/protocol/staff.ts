/**
 * What the console and the school server say to each other, under /admin. Fleet health and counts only: no name of a
 * person but the reader's own, no address anybody visited. Staff: see staff-members.ts.
 */
import { versionSchema } from '../policy/document.ts'
import { z } from '../zod.ts'
import { roleSchema } from './staff-roles.ts'
import { deviceStandingSchema } from './standings.ts'
import { enrolmentStateSchema, installationIdSchema } from './wire.ts'

const text = (max: number) => z.string().check(z.maxLength(max))
const label = z.string().check(z.minLength(1), z.maxLength(100))
const count = z.int().check(z.minimum(0))

/** POST /admin/session: the one-time link's secret, from the fragment of its address. */
export const sessionRequestSchema = z.object({ link: text(100) })
export const sessionSchema = z.object({
  /** Signed in until then at the latest. Epoch milliseconds. */
  until: z.number(),
  /** Minutes without use after which it ends earlier. */
  idleMinutes: z.number(),
  /** Of the school's published policy, when there is one. */
  school: z.optional(z.string()),
  roles: z.array(roleSchema),
  how: z.enum(['link', 'provider', 'passkey']),
  /** The reader's own name or address; absent for the one-time link, which is nobody's in particular. */
  name: z.optional(z.string()),
})

export const gapSchema = z.object({ from: count, to: count, passed: z.boolean() })

/** How a throw-away profile ended: see docs/shared-devices.md. */
export const endingSchema = z.enum(['finished', 'unsaid', 'cut-off'])
export type Ending = z.infer<typeof endingSchema>

export const fleetInstallationSchema = z.object({
  installation: installationIdSchema,
  state: enrolmentStateSchema,
  /** Why it is in this state, in a code. */
  reason: text(60),
  since: z.number(),
  directoryId: z.nullable(z.string()),
  assetId: z.nullable(z.string()),
  /** Claims a device on the school's list. */
  expected: z.boolean(),
  /** The other installation of the same device that was at work when this one asked. */
  contestedWith: z.nullable(z.string()),
  /** A later installation on the same device: this one ended, perhaps unfinished. */
  replacedBy: z.nullable(z.string()),
  platform: z.string(),
  browser: z.string(),
  extension: z.string(),
  ephemeral: z.boolean(),
  firstSeen: z.number(),
  lastSeen: z.number(),
  place: z.string(),
  policy: z.nullable(versionSchema),
  /** It says that the rules of the policy it holds are in its browser, whole. */
  enforcing: z.boolean(),
  /** It holds a policy or lists newer than this server has: a backup was restored without a new epoch. */
  ahead: z.boolean(),
  /** It says that somebody else uses it than whom it was confirmed for; nothing about either is sent to it. */
  personChanged: z.boolean(),
  written: count,
  acknowledged: count,
  behindSince: z.nullable(z.number()),
  gaps: z.array(gapSchema),
  unreadable: count,
  /** Rows under numbers that hold other rows: a copied profile. */
  forks: count,
  /** When the newest of its rows that count was written; null when none does. Epoch milliseconds. */
  lastRow: z.nullable(z.number()),
  /** How this throw-away profile ended; null while it is at work, or for a profile that stays. */
  ending: z.nullable(endingSchema),
  /** The throw-away profiles before it on the same device, of the last 30 days; null when it is none itself. */
  earlier: z.nullable(z.object({ finished: count, unsaid: count, cutOff: count, rowsCutOff: count })),
  /** How it stands; null for one that nobody let in. */
  standing: z.nullable(deviceStandingSchema),
  /** Codes of what the device says is wrong; the words stay sealed. */
  problems: z.array(z.string()),
})
export type FleetInstallation = z.infer<typeof fleetInstallationSchema>

/** POST /admin/installations/:installation/decision */
export const decisionSchema = z.object({ state: z.enum(['confirmed', 'refused', 'waiting']) })
export const decidedSchema = z.object({ installation: installationIdSchema, state: enrolmentStateSchema })

/** POST /admin/window */
export const openWindowSchema = z.object({
  most: z.int().check(z.minimum(1), z.maximum(5000)),
  minutes: z.int().check(z.minimum(1), z.maximum(8 * 60)),
})
export const windowSchema = z.object({
  window: z.nullable(z.object({ id: z.int(), until: z.number(), most: count, used: count })),
  /** How the last one ended: by hand, replaced, flood. */
  lastEnded: z.nullable(z.string()),
})
export type WindowState = z.infer<typeof windowSchema>

export const tokenSchema = z.object({
  id: z.int(),
  label: z.string(),
  /** Its first characters. */
  hint: z.string(),
  created: z.number(),
  expires: z.nullable(z.number()),
  revoked: z.nullable(z.number()),
  uses: count,
  lastUsed: z.nullable(z.number()),
  /** Asks of the last day that were not kept one by one. */
  folded: count,
})
export type TokenInfo = z.infer<typeof tokenSchema>
export const tokensSchema = z.object({ tokens: z.array(tokenSchema) })
/** POST /admin/tokens */
export const newTokenSchema = z.object({
  label,
  days: z.optional(z.int().check(z.minimum(1), z.maximum(3660))),
})
/** The token's text, told this once. */
export const createdTokenSchema = z.object({ id: z.int(), token: z.string() })

/** POST /admin/expected: devices to expect. */
export const expectedSchema = z.object({
  devices: z
    .array(
      z.object({
        kind: z.enum(['directory', 'asset']),
        value: z.string().check(z.minLength(1), z.maxLength(200)),
      }),
    )
    .check(z.maxLength(5000)),
})
export const expectedCountSchema = z.object({ added: count, total: count })

export const historySchema = z.object({
  published: z.array(z.object({ version: versionSchema, at: z.number(), by: z.string(), note: z.string() })),
})
export type History = z.infer<typeof historySchema>

/** POST /admin/policy/check, /diff, /publish and the same for lists: the document as it would stand in a file. */
export const documentBodySchema = z.object({ document: z.unknown(), note: z._default(text(300), '') })
export const checkedSchema = z.object({
  ok: z.boolean(),
  problems: z.array(z.string()),
  remarks: z.array(z.string()),
})
export const changesSchema = z.object({
  ok: z.boolean(),
  problems: z.array(z.string()),
  /** Lines to read before publishing. Changes that name people are counted, not shown. */
  changes: z.array(z.string()),
  aboutPeople: count,
  first: z.boolean(),
})
export const publishedSchema = z.object({
  version: versionSchema,
  at: z.number(),
  remarks: z.array(z.string()),
})
