/** A concern that is being written: what the report page keeps, in memory only, so that a reload loses nothing. */
import { z } from '../zod.ts'
import { KEY_ROLES } from '../protocol/safeguarding-keys.ts'
import { MAX_WORDS } from './content.ts'
import { CONCERN_KINDS } from './kinds.ts'

const name = z.string().check(z.maxLength(120))

/** As the browser hands out a tab's picture, and as a canvas gives it back. */
const pictureSchema = z.string().check(z.startsWith('data:image/jpeg;base64,'), z.maxLength(8_000_000))

export const STEPS = ['kind', 'words', 'who'] as const
export type Step = (typeof STEPS)[number]

export const draftSchema = z.object({
  step: z.enum(STEPS),
  kind: z.optional(z.enum(CONCERN_KINDS)),
  words: z.string().check(z.maxLength(MAX_WORDS)),
  /** Whose it is (`concern.start`), once the page has asked: shown to nobody else. */
  who: z.optional(z.string().check(z.maxLength(400))),
  withPage: z.boolean(),
  /** The page as it looked at the tap. Gone for good once the kind or the pupil says so. */
  picture: z.optional(pictureSchema),
  /** Only a picture that the pupil has asked for is sent. */
  withPicture: z.boolean(),
  /** With a hidden name these go along only when they were chosen once more, after a warning. */
  pageAnyway: z.optional(z.boolean()),
  pictureAnyway: z.optional(z.boolean()),
  today: z.boolean(),
  whom: z.union([z.enum(KEY_ROLES), z.object({ name })]),
  not: z.array(name).check(z.maxLength(40)),
  hideName: z.boolean(),
})
export type Draft = z.infer<typeof draftSchema>

export const newDraft = (picture?: string): Draft => ({
  step: 'kind',
  words: '',
  withPage: true,
  withPicture: false,
  today: false,
  whom: 'team',
  not: [],
  hideName: false,
  ...(picture === undefined ? {} : { picture }),
})

/** What of the page goes along. */
export const along = ({ hideName, withPage, withPicture, pageAnyway, pictureAnyway }: Draft) => ({
  page: withPage && (!hideName || pageAnyway === true),
  picture: withPicture && (!hideName || pictureAnyway === true),
})

/** The pupil's word on the page's address; with a hidden name it is the word after the warning. */
export const sendPage = ({ hideName }: Draft, yes: boolean): Partial<Draft> => ({
  withPage: yes,
  ...(hideName && { pageAnyway: yes }),
})
export const sendPicture = ({ hideName }: Draft, yes: boolean): Partial<Draft> => ({
  withPicture: yes,
  ...(hideName && { pictureAnyway: yes }),
})

/** Without the picture, which is not to be had back. */
export function withoutPicture(draft: Draft): Draft {
  const left = { ...draft, withPicture: false }
  delete left.picture
  return left
}
