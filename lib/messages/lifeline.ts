/** A helpline as our pages show it. */
import { z } from '../zod.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

/** `number` is free text ("text SHOUT to 85258"); a plain number becomes a link. */
export const lifelineSchema = z.object({
  /** Its id in assets/lifelines.json, by which other languages say whom it is for and when. */
  id: z.optional(text(60)),
  name: text(100),
  /** https address. */
  url: text(500),
  number: z.optional(text(100)),
  hours: z.optional(text(200)),
  forWhom: text(300),
})
export type LifelineCard = z.infer<typeof lifelineSchema>
