/** A helpline as our pages show it. */
import { z } from '../zod.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

/** How to reach it: each number as people dial it, or else a text message. */
export const lifelineSchema = z.object({
  /** Its id in assets/lifelines.json, by which other languages say whom it is for and when. */
  id: z.optional(text(60)),
  name: text(100),
  /** https address. */
  url: text(500),
  numbers: z.array(text(40)).check(z.maxLength(8)),
  /** A text message; `word` is what to write, empty where it may be anything. */
  text: z.optional(z.object({ word: text(40), to: text(40) })),
  hours: z.optional(text(200)),
  forWhom: text(300),
})
export type LifelineCard = z.infer<typeof lifelineSchema>
