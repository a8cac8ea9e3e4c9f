/**
 * Has open pages of ours follow what a pupil is told about themselves: they hear of it by an entry in session storage,
 * and ask again. Of what it is made only a digest lies there.
 */
import { isRecordingTime } from '../activity/redact.ts'
import { KNOWING_NEWS } from '../messages/knowing.ts'
import type { Ruling } from '../navigation/judge.ts'
import type { SessionPort } from '../navigation/ports.ts'
import type { Now } from '../time/now.ts'
import { suspensionNow } from '../verdict/suspension.ts'

export async function tellKnowing(session: SessionPort, { policy }: Ruling, now: Now): Promise<void> {
  const paused = suspensionNow(policy, now)
  // The version is a hash of everything in the policy: suspensions and what is recorded among it.
  const news = [policy.version, paused?.id ?? '', isRecordingTime(policy, now)].join(' ')
  if ((await session.get(KNOWING_NEWS)) !== news) await session.set(KNOWING_NEWS, news)
}
