/** E-mail addresses: one notion of them for rosters, staff and what is typed into the console. */
import { z } from '../zod.ts'

/** As long as a device may say a person's name (wire.ts). */
const LONGEST = 320
/** One @, no spaces, brackets or separators of lists; an apostrophe is a letter of a name. No start of a formula. */
const EMAIL =
  /^(?![=+\-@])[^\s@"<>(),;:\\[\]\p{Cc}\p{Cf}]+@[^\s@"'<>(),;:\\[\]\p{Cc}\p{Cf}.]+(?:\.[^\s@"'<>(),;:\\[\]\p{Cc}\p{Cf}.]+)+$/u

/** An address as it is compared: without case, and without the spaces around it. */
export const emailSchema = z
  .string()
  .check(
    z.trim(),
    z.normalize('NFC'),
    z.toLowerCase(),
    z.maxLength(LONGEST),
    z.regex(EMAIL, 'an e-mail address'),
  )

/** The address in that form, or null when the value is none. */
export function emailOf(value: string): string | null {
  const read = emailSchema.safeParse(value)
  return read.success ? read.data : null
}
