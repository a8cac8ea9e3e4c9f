/** Alerts for the safeguarding team, as the console and the school server speak of them, under /admin/alerts. */
import { severitySchema, themeSchema } from '../policy/themes.ts'
import { z } from '../zod.ts'
import { ownRowSchema } from './own-row.ts'
import { pageNumberSchema } from './paging.ts'
import { behindSchema } from './record-looks.ts'

const count = z.int().check(z.minimum(0))
const text = (max: number) => z.string().check(z.trim(), z.maxLength(max))

/** Who opens alerts. A deputy is another account with this role. */
export const ALERT_ROLES = ['dsl'] as const

/** `new`: waits for somebody. `dismissed`: there was nothing to it. `closed`: somebody dealt with it. */
export const ALERT_STATES = ['new', 'opened', 'dismissed', 'closed'] as const
export const alertStateSchema = z.enum(ALERT_STATES)
export type AlertState = z.infer<typeof alertStateSchema>

/** How it was come upon: searched for, written to an AI assistant, or a page that was stopped (`found`: by what it is). */
export const HOWS = ['search', 'prompt', 'page', 'found'] as const
export const howSchema = z.enum(HOWS)
export type How = z.infer<typeof howSchema>

/**
 * Why it weighs what it weighs, each with its points. `device`: what the words weigh by themselves. `theme`: what the
 * theme adds or takes. `again`: other sittings in seven days. `days`: on three days or more. `floor`: what was learned
 * may take no more.
 */
export const WHYS = [
  'device',
  'theme',
  'help',
  'lesson',
  'suspicion',
  'again',
  'days',
  'learned-same',
  'learned-kind',
  'floor',
] as const
export const reasonSchema = z.object({
  why: z.enum(WHYS),
  points: z.number(),
  /** Of `again` and `days`: how many. */
  count: z.optional(count),
})
export type Reason = z.infer<typeof reasonSchema>

const who = z.object({ person: z.int(), name: z.string() })

export const alertSchema = z.object({
  id: z.int(),
  /** Null where nobody was signed in: it is about the device. */
  pupil: z.nullable(who),
  /** What the school calls the device; only without a pupil. */
  device: z.nullable(z.string()),
  theme: themeSchema,
  severity: severitySchema,
  state: alertStateSchema,
  first: z.number(),
  last: z.number(),
  /** Searches, words and pages folded into it. */
  count,
  /** Since when nobody has opened it; null once somebody has, and for low ones. */
  waits: z.nullable(z.number()),
  assigned: z.nullable(who),
})
export type Alert = z.infer<typeof alertSchema>

export const ALERT_VIEWS = ['waiting', 'all', ...ALERT_STATES] as const
export const ALERT_SORTS = ['pressing', 'newest', 'oldest', 'count'] as const

const filters = {
  /** `waiting`: new and opened, which nobody has dealt with. */
  show: z._default(z.enum(ALERT_VIEWS), 'waiting'),
  severity: z.optional(severitySchema),
  theme: z.optional(themeSchema),
  /** Those of whoever asks. */
  mine: z.optional(z.literal('1')),
}
/** GET /admin/alerts.csv: all that fit, the newest first. */
export const alertsExportSchema = z.object(filters)
export type AlertsExportQuery = z.infer<typeof alertsExportSchema>
/** GET /admin/alerts */
export const alertsQuerySchema = z.object({
  ...filters,
  sort: z._default(z.enum(ALERT_SORTS), 'pressing'),
  page: pageNumberSchema,
})
export type AlertsQuery = Omit<z.infer<typeof alertsQuerySchema>, 'page'>
export const alertsSchema = z.object({
  at: z.number(),
  alerts: z.array(alertSchema),
  total: count,
  pageSize: count,
  /** New ones, whatever is shown. */
  waiting: z.object({ high: count, medium: count, low: count }),
  /** Who may be given one. */
  team: z.array(who),
  /** Whether mail goes out. */
  mail: z.enum(['none', 'works', 'fails']),
})
export type Alerts = z.infer<typeof alertsSchema>

/** What became of it. `wrong`: it was no such thing, and the school's weights learn it. The first two dismiss. */
export const DISMISSALS = ['wrong', 'nothing'] as const
export const OUTCOMES = ['spoken', 'family', 'referred', 'case', 'other'] as const
/** POST /admin/alerts/:alert/dismiss */
export const dismissSchema = z.object({ why: z.enum(DISMISSALS), words: z._default(text(1000), '') })
/** POST /admin/alerts/:alert/close */
export const closeSchema = z.object({ outcome: z.enum(OUTCOMES), words: z._default(text(1000), '') })
/** POST /admin/alerts/:alert/assign; null: nobody's. */
export const assignSchema = z.object({ person: z.nullable(z.int()) })

export const ACTS = ['opened', 'assigned', 'dismissed', 'closed', 'reopened'] as const
export const actSchema = z.object({
  at: z.number(),
  act: z.enum(ACTS),
  /** Empty for somebody who is gone. */
  by: z.string(),
  /** Of an assignment: to whom; empty for nobody. */
  to: z.optional(z.string()),
  what: z.optional(z.enum([...DISMISSALS, ...OUTCOMES])),
  words: z.optional(z.string()),
})

/** One alert as it is opened; opening is on record. */
export const openedAlertSchema = z.object({
  alert: alertSchema,
  reasons: z.array(reasonSchema),
  /** The newest first; those that are still kept, the first hundred of them. */
  rows: z.array(
    z.object({
      row: ownRowSchema,
      behind: z.optional(behindSchema),
      device: z.string(),
      /** It weighed most. */
      most: z.boolean(),
    }),
  ),
  acts: z.array(actSchema),
  team: z.array(who),
  timeZone: z.string(),
})
export type OpenedAlert = z.infer<typeof openedAlertSchema>

/** What the school's own dismissals have taught. `same`: these very words or this site; `kind`: all that comes so. */
export const learnedSchema = z.object({
  id: z.int(),
  at: z.number(),
  by: z.string(),
  what: z.enum(['same', 'kind']),
  theme: themeSchema,
  how: howSchema,
  severity: severitySchema,
  /** Of `same`: the words or the site. */
  text: z.nullable(z.string()),
  points: z.number(),
  /** The theme has a floor: it takes no more than what repeating added. */
  floor: z.boolean(),
  /** When and by whom it was taken back. */
  ended: z.nullable(z.object({ at: z.number(), by: z.string() })),
})
export const learnedListSchema = z.object({ learned: z.array(learnedSchema), more: z.boolean() })
export type Learned = z.infer<typeof learnedSchema>

/** Who is told first, and who next when nobody opened an alert in the set time. */
export const tellingSchema = z.object({
  order: z.array(who),
  /** Minutes. */
  openWithin: count,
  heads: count,
  mail: z.enum(['none', 'works', 'fails']),
})
export type Telling = z.infer<typeof tellingSchema>
/** POST /admin/alert-telling */
export const orderSchema = z.object({ order: z.array(z.int()).check(z.maxLength(100)) })

/** GET /admin/alert-week: the Monday, on the school's clock; the last whole week when left out. */
export const weekQuerySchema = z.object({
  from: z.optional(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/, 'a day'))),
})
/** Null: fewer than five, none too, for whoever sees numbers only. For them the rest is rounded down to fives. */
const shown = z.nullable(count)
export const weekSchema = z.object({
  /** Monday and Sunday. */
  from: z.string(),
  to: z.string(),
  bySeverity: z.object({ high: shown, medium: shown, low: shown }),
  byTheme: z.array(z.object({ theme: themeSchema, alerts: shown, pupils: shown })),
  opened: shown,
  unopened: shown,
  dismissed: shown,
  wrong: shown,
  closed: shown,
  /** From the first to the opening, half of them within; null without any. Minutes. */
  medianMinutes: z.nullable(z.number()),
  /** Of high ones. */
  medianHighMinutes: z.nullable(z.number()),
  /** Rows that were looked at. */
  rows: shown,
  timeZone: z.string(),
  /** Whether the weeks beside it can be looked at. */
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
})
export type Week = z.infer<typeof weekSchema>
