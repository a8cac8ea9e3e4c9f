/** The ways to the report's page: what the popup asks before it goes there, and the button that stands on web pages. */
import { CATEGORY_IDS } from '../policy/categories.ts'
import { z } from '../zod.ts'

/** What may go with a concern that is started from a page. */
export const reportPageSchema = z.object({
  /** False for lifelines, whose visit leaves no trace, and for what is no web page. */
  attach: z.boolean(),
  categories: z.array(z.enum(CATEGORY_IDS)),
})
export type ReportPage = z.infer<typeof reportPageSchema>

/** Where the button stands. `end` is the right in a language that is read from the left. */
export const CORNERS = ['bottom-end', 'bottom-start', 'top-start', 'top-end'] as const
export const cornerSchema = z.enum(CORNERS)
export type Corner = z.infer<typeof cornerSchema>

const words = z.string().check(z.maxLength(200))

/** The button, with its words: the content script has no languages of its own. */
export const reportButtonSchema = z.object({
  /** Left out where the school does not want it, and on lifelines. */
  button: z.optional(
    z.object({
      corner: cornerSchema,
      tell: words,
      move: words,
      /** When the worker does not answer a press. */
      unanswered: words,
      lang: z.string().check(z.maxLength(35)),
      dir: z.enum(['ltr', 'rtl']),
    }),
  ),
})
export type ReportButton = NonNullable<z.infer<typeof reportButtonSchema>['button']>

/** One part of the table of messages. */
export const REPORT_PROTOCOL = {
  'report.page': {
    pages: ['popup'],
    content: false,
    request: z.object({ url: z.string().check(z.maxLength(65_536)) }),
    response: reportPageSchema,
  },
  /** The three that a content script sends say what the pupil did with our button; none reads or sets policy. */
  'report.button': { pages: [], content: true, request: z.object({}), response: reportButtonSchema },
  'report.moved': {
    pages: [],
    content: true,
    request: z.object({ corner: cornerSchema }),
    response: z.object({}),
  },
  'report.pressed': { pages: [], content: true, request: z.object({}), response: z.object({}) },
} as const
