/**
 * The fleet, as the console and the school server speak of it, under /admin/fleet: devices, what each lacks, and devices
 * that never came. No name of a person, no address anybody visited.
 */
import { versionSchema } from '../policy/document.ts'
import { z } from '../zod.ts'
import { pageNumberSchema } from './paging.ts'
import { fleetInstallationSchema } from './staff.ts'

const text = (max: number) => z.string().check(z.maxLength(max))
const count = z.int().check(z.minimum(0))

export const FLEET_VIEWS = [
  'attention',
  'tampered',
  'silent',
  'outdated',
  'gaps',
  'findings',
  'not-seen',
  'enforcing',
  'asking',
  'confirmed',
  'all',
] as const
export type FleetView = (typeof FLEET_VIEWS)[number]

/** `first`: who asks for a decision, then the latest seen. */
export const FLEET_SORTS = [
  'first',
  'name',
  'last-seen',
  'longest-unseen',
  'outstanding',
  'kerb',
  'browser',
] as const
export type FleetSort = (typeof FLEET_SORTS)[number]

/** GET /admin/fleet, and without `page` GET /admin/fleet/export */
export const fleetQuerySchema = z.object({
  show: z._default(z.enum(FLEET_VIEWS), 'attention'),
  sort: z._default(z.enum(FLEET_SORTS), 'first'),
  /** The start of an installation's code, or a directory or asset id. */
  find: z.optional(text(200)),
  page: pageNumberSchema,
})

export const fleetDeviceSchema = z.extend(fleetInstallationSchema, {
  /** What of it is older than it should be; of a confirmed one. */
  outdated: z.array(z.enum(['kerb', 'browser'])),
})
export type FleetDevice = z.infer<typeof fleetDeviceSchema>

export const fleetSchema = z.object({
  at: z.number(),
  counts: z.object({
    waiting: count,
    confirmed: count,
    held: count,
    refused: count,
    /** Confirmed and heard of in the last minutes. */
    active: count,
    /** Confirmed, active, and the rules of the policy in force are in its browser, whole. */
    enforcing: count,
    /** Confirmed, with rows outstanding for longer than an hour. */
    behind: count,
    /** Confirmed, and holding a newer policy or newer lists than this server has. */
    ahead: count,
    /** Confirmed, with numbers that were passed over. */
    gaps: count,
    /** Confirmed, and saying that something is wrong. */
    findings: count,
    /** Confirmed, with an older Kerb than this server's, or a browser far behind the others. */
    outdated: count,
    /** Rows that could not be opened. */
    unreadable: count,
    /** Let in, by how they stand. */
    standings: z.object({ enforcing: count, silent: count, tampered: count, 'not-seen': count }),
    /** Devices on the school's list, and those of them that never asked. */
    expected: count,
    neverSeen: count,
    /** Asks of the last day that were not kept one by one. */
    folded: count,
  }),
  policy: z.nullable(versionSchema),
  /** The version that this server is part of. */
  kerb: z.string(),
  installations: z.array(fleetDeviceSchema),
  /** How many the view has in all. */
  total: count,
  pageSize: count,
})
export type Fleet = z.infer<typeof fleetSchema>

const deviceSchema = z.object({ kind: z.enum(['directory', 'asset']), value: z.string() })

/** GET /admin/fleet/never-seen */
export const neverSeenQuerySchema = z.object({ page: pageNumberSchema })
export const neverSeenSchema = z.object({
  /** On the school's list. */
  expected: count,
  /** Of them, those that never asked. */
  total: count,
  devices: z.array(z.extend(deviceSchema, { added: z.number() })),
  pageSize: count,
})
export type NeverSeen = z.infer<typeof neverSeenSchema>

/** POST /admin/expected/preview, /import: a CSV file as it is. `isWhole`: what it does not name leaves the list. */
export const expectedFileSchema = z.object({
  text: z.string().check(z.minLength(1), z.maxLength(2_000_000)),
  isWhole: z.boolean(),
})
export const expectedPlanSchema = z.object({
  /** The columns that were read, by what they were taken for. */
  columns: z.array(z.object({ name: z.string(), kind: z.enum(['directory', 'asset']) })),
  rows: count,
  added: count,
  known: count,
  removed: count,
  /** Some of each, to look at. */
  samples: z.object({ added: z.array(deviceSchema), removed: z.array(deviceSchema) }),
  /** Rows that were left out, the first of them. */
  problems: z.array(z.object({ line: count, what: z.string() })),
  leftOut: count,
})
export type ExpectedPlan = z.infer<typeof expectedPlanSchema>
