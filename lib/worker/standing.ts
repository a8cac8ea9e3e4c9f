/** What a pupil is told about themselves at this moment, beyond any one page. */
import { recordingTime } from '../activity/recording-time.ts'
import type { Status } from '../messages/device.ts'
import type { SuspensionCard, Watcher } from '../messages/knowing.ts'
import type { Ruling } from '../navigation/judge.ts'
import type { Suspension } from '../policy/document.ts'
import type { Now } from '../time/now.ts'
import { decide } from '../verdict/decide.ts'
import { running } from '../verdict/lesson.ts'
import { suspensionNow } from '../verdict/suspension.ts'

type Standing = Pick<Status, 'recording' | 'times' | 'watching' | 'suspension'>

/** More than any child is in at once. */
const MOST_WATCHERS = 20

export function standing(ruling: Ruling, now: Now): Standing {
  const { on, ...times } = recordingTime(ruling.policy, now)
  const watching = watchers(ruling, now)
  const paused = suspensionNow(ruling.policy, now)
  return {
    recording: on,
    times,
    ...(watching.length > 0 && { watching }),
    ...(paused !== undefined && { suspension: suspensionCard(paused, ruling, now) }),
  }
}

/** Set work is named only where it opens: a page that is closed for another reason is no help. */
export function suspensionCard(
  { reason, talkTo, from, until, open }: Suspension,
  { policy, lists }: Ruling,
  now: Now,
): SuspensionCard {
  const opens = (host: string): boolean =>
    decide(`https://${host}/`, policy, lists, now, 'page').action !== 'block'
  return { reason, ...(talkTo !== undefined && { talkTo }), from, until, open: open.filter(opens) }
}

/** While a lesson runs its teacher can see the tabs, whether they look or not. */
const watchers = ({ policy }: Ruling, now: Now): Watcher[] =>
  running(policy, now)
    .slice(0, MOST_WATCHERS)
    .map(({ teacher, from, until }) => ({ who: teacher, since: from, until }))
