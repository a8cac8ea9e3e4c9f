/** The agreement, as the console and the school server speak of it, under /admin. */
import { agreementNameSchema, audienceSchema, schoolYearSchema } from '../policy/agreement.ts'
import { z } from '../zod.ts'
import { pageNumberSchema } from './paging.ts'
import { agreementTextSchema } from './agreement.ts'
import { emailSchema } from './email.ts'
import { figureSchema } from './figures.ts'

const count = z.int().check(z.minimum(0))
const text = (max: number) => z.string().check(z.maxLength(max))
const DAY = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'a day, as 2026-09-30'))

/**
 * POST /admin/agreement/texts. Stricter than what devices read, since what was published before must stay readable: of
 * two equal answers one would be called wrong.
 */
export const newTextSchema = agreementTextSchema.check(({ value, issues }) => {
  for (const [i, { answers }] of value.questions.entries()) {
    const said = answers.map((answer) => answer.trim().toLowerCase())
    const again = said.findIndex((answer, j) => said.indexOf(answer) < j)
    if (again < 0) continue
    const path = ['questions', i, 'answers', again]
    const message = 'this says the same as another answer: write another'
    issues.push({ code: 'custom', message, input: answers[again], path })
  }
})

/** One time that a text was put in force. */
export const publicationSchema = z.object({
  id: z.int(),
  audience: audienceSchema,
  name: agreementNameSchema,
  title: z.string(),
  questions: count,
  /** Bytes of its PDF, 0 for none. */
  pdf: count,
  at: z.number(),
  /** Empty for the one-time link, and for somebody who is gone. */
  by: z.string(),
  /** Null while it is in force. */
  ended: z.nullable(z.number()),
  /** Ended by somebody; otherwise another text took its place. */
  withdrawn: z.boolean(),
})
export type Publication = z.infer<typeof publicationSchema>
/** GET /admin/agreement/texts, newest first; POST there and to :text/withdraw, :text/again answer the same. */
export const publicationsSchema = z.object({ publications: z.array(publicationSchema) })

/** `not-yet`: the person has not agreed to this text in this school year. `permission`: they have, no parent has. */
export const STANDINGS = ['agreed', 'not-yet', 'permission'] as const
export const standingSchema = z.enum(STANDINGS)
export type Standing = z.infer<typeof standingSchema>

export const agreementCountsSchema = z.object({
  /** Who is asked. */
  asked: count,
  agreed: count,
  notYet: count,
  /** A parent's permission is missing, whether or not they have agreed themselves. */
  permission: count,
})
export type AgreementCounts = z.infer<typeof agreementCountsSchema>

/** The same for whoever may not see the list of people. */
const agreementFiguresSchema = z.object({
  asked: figureSchema,
  agreed: figureSchema,
  notYet: figureSchema,
  permission: figureSchema,
})
export type AgreementFigures = z.infer<typeof agreementFiguresSchema>

/** GET /admin/agreement/numbers: nobody's name. In fives a group of few is among all alone. */
export const agreementNumbersSchema = z.discriminatedUnion('inFives', [
  z.object({
    inFives: z.literal(false),
    year: schoolYearSchema,
    all: agreementCountsSchema,
    groups: z.array(z.object({ name: z.string(), counts: agreementCountsSchema })),
  }),
  z.object({
    inFives: z.literal(true),
    year: schoolYearSchema,
    all: agreementFiguresSchema,
    groups: z.array(z.object({ name: z.string(), counts: agreementFiguresSchema })),
  }),
])
export type AgreementNumbers = z.infer<typeof agreementNumbersSchema>

export const agreementPersonSchema = z.object({
  person: z.int(),
  /** E-mail address. */
  name: z.string(),
  group: z.string(),
  classes: z.array(z.string()),
  state: standingSchema,
  /** When they agreed to the text in force, this year. */
  agreed: z.nullable(z.number()),
  /** A parent must permit it. */
  needsParent: z.boolean(),
  /** The permission on record for this year. */
  permission: z.nullable(
    z.object({ at: z.number(), how: z.enum(['console', 'csv']), by: z.string(), on: z.string() }),
  ),
  /** A device says it is theirs and the school has not confirmed that: nothing on record holds there. */
  unconfirmed: z.boolean(),
})
export type AgreementPerson = z.infer<typeof agreementPersonSchema>

/** GET /admin/agreement/people: a named list, so each look is on record. */
export const peopleQuerySchema = z.object({
  class: z.optional(z.string().check(z.regex(/^\d{1,9}$/, 'the number of a class'))),
  group: z.optional(text(100)),
  /** `permission`: whose is missing, whether or not they have agreed. */
  state: z.optional(standingSchema),
  find: z.optional(text(320)),
  page: pageNumberSchema,
})
export type PeopleQuery = z.infer<typeof peopleQuerySchema>
export const agreementPeopleSchema = z.object({
  year: schoolYearSchema,
  /** Of the class or group that is shown, whatever their state. */
  counts: agreementCountsSchema,
  /** How many fit; `people` holds those of one page. */
  total: count,
  pageSize: count,
  people: z.array(agreementPersonSchema),
  classes: z.array(z.object({ id: z.int(), name: z.string() })),
  groups: z.array(z.string()),
})
export type AgreementPeople = z.infer<typeof agreementPeopleSchema>

/** GET /admin/my-agreement: the classes of a teacher. */
export const ownAgreementsSchema = z.object({
  year: schoolYearSchema,
  classes: z.array(z.object({ id: z.int(), name: z.string(), counts: agreementCountsSchema })),
})
/** GET /admin/my-agreement/:id: how each pupil stands, and nothing of parents but that a permission is missing. */
export const ownAgreementSchema = z.object({
  id: z.int(),
  name: z.string(),
  counts: agreementCountsSchema,
  pupils: z.array(
    z.object({ person: z.int(), name: z.string(), state: standingSchema, permissionMissing: z.boolean() }),
  ),
})
export type OwnAgreement = z.infer<typeof ownAgreementSchema>

/** POST /admin/agreement/permissions */
export const permissionSchema = z
  .object({
    /** The pupil: by an e-mail address, or by the number in the list, which those have too who have no address. */
    address: z.optional(emailSchema),
    person: z.optional(z.int().check(z.minimum(1))),
    /** This school year, when left out. */
    year: z.optional(schoolYearSchema),
    given: z.boolean(),
    /** Who gave it, and on which day; neither is needed to take one back. */
    by: z._default(z.string().check(z.trim(), z.maxLength(120)), ''),
    on: z.optional(DAY),
  })
  .check(
    z.refine(({ address, person }) => (address === undefined) !== (person === undefined), {
      path: ['address'],
      message: 'say who by an address or by the number in the list, not both',
    }),
  )
export type Permission = z.infer<typeof permissionSchema>
/** False: it was so already. */
export const permissionDoneSchema = z.object({ changed: z.boolean() })

/** POST /admin/agreement/permissions/preview: a CSV file, looked at. */
export const permissionsPreviewSchema = z.object({
  /** Names this preview when it is applied; null when there is nothing to apply. */
  preview: z.nullable(z.string()),
  expires: z.number(),
  year: schoolYearSchema,
  given: count,
  withdrawn: count,
  unchanged: count,
  /** Addresses that nobody here has yet: the first of them, and how many. */
  newcomers: z.array(z.string()),
  newcomerCount: count,
  problems: z.array(z.object({ line: z.nullable(z.int()), message: z.string() })),
  problemCount: count,
})
export type PermissionsPreview = z.infer<typeof permissionsPreviewSchema>
/** POST /admin/agreement/permissions/apply */
export const applyPermissionsSchema = z.object({ preview: text(60).check(z.minLength(1)) })
export const permissionsAppliedSchema = z.object({ given: count, withdrawn: count, unchanged: count })
