/** What the settings page is told of the browser's own settings: seen, and on a press of its button tried. */
import { autoLockDelay } from '../browser/cover.ts'
import { seen, tryOut } from '../browser/doctor.ts'
import { isChromeOs } from '../browser/runtime.ts'
import { checks } from '../doctor/check.ts'
import type { Handlers } from '../messages/router.ts'
import { triedAddresses } from '../policy/browser-policies.ts'
import type { ProfileAge } from './profile-age.ts'

const MOST_SEEN = 200

/** @param isShared whether management says that profiles are thrown away here */
export function createDoctor(isShared: () => boolean, age: Pick<ProfileAge, 'read'>): Handlers['doctor'] {
  const shared = async () => {
    const [onChromeOs, autoLock, profile] = await Promise.all([isChromeOs(), autoLockDelay(), age.read()])
    return { isChromeOs: onChromeOs, autoLock, profile }
  }
  return async ({ try: isTry }) => {
    const found = { ...(await seen()), shared: isShared() ? await shared() : undefined }
    const tried = isTry ? await tryOut(triedAddresses(found.browser)) : undefined
    const short = (text: string): string => text.slice(0, 300)
    return {
      checks: checks({ ...found, tried }).map((one) => ({
        ...one,
        seen: one.seen.slice(0, MOST_SEEN).map(short),
      })),
    }
  }
}
