/** Whether somebody's browsing is paused, as a whole: what they are told beyond each page that is stopped. Pure. */
import type { Suspension } from '../policy/document.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { isActive } from './moment.ts'

/** Of several, the one that ends last, as verdicts name it. While the time is in doubt one that may run counts. */
export function suspensionNow(
  { suspensions }: Pick<EffectivePolicy, 'suspensions'>,
  now: Now,
): Suspension | undefined {
  return suspensions
    .filter((one) => now.candidates.some((at) => isActive(one, at)))
    .reduce<Suspension | undefined>(
      (last, one) => (last === undefined || one.until > last.until ? one : last),
      undefined,
    )
}
