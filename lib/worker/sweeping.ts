/** Judging what is open, as one worker does it. */
import { blockedPage } from '../browser/runtime.ts'
import { tabs } from '../browser/tabs.ts'
import { Behind } from '../navigation/behind.ts'
import { sweep } from '../navigation/sweep.ts'
import type { GuardRoom } from './guard/room.ts'
import type { Kerb } from './kerb.ts'

export function sweeping(kerb: Kerb, { whose }: Pick<GuardRoom, 'whose'>): () => Promise<unknown> {
  const behind = new Behind({
    tabs,
    stops: kerb.stops,
    session: kerb.storage.session,
    page: blockedPage(),
    later: (work) => void kerb.faults.run('behind', work),
  })
  return () => sweep({ ...kerb, tabs, whose, behind, page: blockedPage() })
}
