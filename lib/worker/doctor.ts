/** What the settings page is told of the browser's own settings: seen, and on a press of its button tried. */
import { seen, tryOut } from '../browser/doctor.ts'
import { checks } from '../doctor/check.ts'
import type { Handlers } from '../messages/router.ts'
import { triedAddresses } from '../policy/browser-policies.ts'

const MOST_SEEN = 200

export const doctor: Handlers['doctor'] = async ({ try: isTry }) => {
  const found = await seen()
  const tried = isTry ? await tryOut(triedAddresses(found.browser)) : undefined
  const short = (text: string): string => text.slice(0, 300)
  return {
    checks: checks({ ...found, tried }).map((one) => ({
      ...one,
      seen: one.seen.slice(0, MOST_SEEN).map(short),
    })),
  }
}
