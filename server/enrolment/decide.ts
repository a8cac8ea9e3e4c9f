/** What a person decides about an installation, in the console or from a shell. */
import type { Database } from '../db/open.ts'
import { foldEarlier } from './endings.ts'
import { unvouch, vouch } from './expected.ts'
import { type Installation, setState } from './installations.ts'

/** On a shared device the decision holds for the device: the next sign-in is another installation. */
export async function decideByHand(
  db: Database,
  installation: Installation,
  to: { readonly state: 'confirmed' | 'refused' | 'waiting'; readonly reason: 'click' | 'command' },
  now: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await setState(trx, installation.id, to, now)
    if (to.state === 'confirmed') {
      await vouch(trx, installation, 'hand', now)
      await foldEarlier(trx, installation.id)
    } else await unvouch(trx, installation)
  })
}
