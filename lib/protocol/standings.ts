/** How a device stands, as the console and the school server speak of it, each with its reasons. */
import { z } from '../zod.ts'

/**
 * `enforcing`: it proved with each heartbeat that it holds the installation's key, and says that the rules of the policy
 * in force are in its browser. `silent`: it speaks, and sends no heartbeat. `tampered`: something is not as Kerb left
 * it, by somebody's hand or by a fault. `not-seen`: nothing is heard of it.
 */
export const DEVICE_STANDINGS = ['enforcing', 'silent', 'tampered', 'not-seen'] as const
export type DeviceStanding = (typeof DEVICE_STANDINGS)[number]

export const STANDING_WHYS = [
  'copied',
  'numbers-forked',
  'wiped',
  'rules-missing',
  'rules-refused',
  'policy-older',
  'clock',
] as const
export type StandingWhy = (typeof STANDING_WHYS)[number]

export const deviceStandingSchema = z.object({
  is: z.enum(DEVICE_STANDINGS),
  /** Of `tampered`. */
  whys: z.array(z.enum(STANDING_WHYS)),
})
