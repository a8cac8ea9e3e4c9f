/** A new life of the database: everything is published again above whatever devices have seen. */
import type { Version } from '../../lib/policy/document.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { startEpoch } from '../keys/epoch.ts'
import type { Vault } from '../keys/vault.ts'
import { renewLocked } from '../lists/locked.ts'
import { currentDocument, currentVersion, publish } from './documents.ts'

export interface Begun {
  readonly epoch: number
  readonly published: readonly {
    readonly what: 'policy' | 'lists' | 'locked lists'
    readonly version: Version
  }[]
}

/**
 * Starts an epoch above every earlier one and publishes what is in force in it: after a backup was restored devices
 * take it although they had a later one, and send again what the backup lacks.
 */
export async function beginEpoch(
  { db, vault, keysDir }: { readonly db: Database; readonly vault: Vault; readonly keysDir: string },
  actor: string,
): Promise<Begun> {
  const epoch = await startEpoch(db, keysDir)
  await note(db, actor, 'new-epoch', String(epoch))
  const published: Begun['published'][number][] = []
  for (const what of ['policy', 'lists'] as const) {
    if (!(await currentVersion(db, what))) continue
    const document = await currentDocument(db, vault, what)
    if (!document) continue
    const { version } = await publish(db, vault, what, document as never, { actor, note: 'new epoch' })
    published.push({ what, version })
  }
  const locked = await renewLocked({ db, vault })
  return { epoch, published: locked ? [...published, { what: 'locked lists', version: locked }] : published }
}
