/** A time that somebody says, epoch milliseconds: one that pages can write out. */
import { z } from '../zod.ts'

/** The end of the year 9999. */
const LAST_MOMENT = Date.UTC(10_000, 0, 1) - 1

/** Fractions stand: what pupils' devices add to a concern has them. */
export const momentSchema = z.number().check(z.minimum(0), z.maximum(LAST_MOMENT))
