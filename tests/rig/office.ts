/**
 * What a school's office does beside its running server, in this process: a command's own process costs half a second of
 * processor time, a thousand times in a run. The commands themselves are shown by server/cli and by `School.command`.
 */
import { checkAndPublish } from '../../server/documents/check.ts'
import { openDatabase } from '../../server/db/open.ts'
import { createToken } from '../../server/enrolment/tokens.ts'
import { openWindow } from '../../server/enrolment/windows.ts'
import { databaseFile, type Environment } from '../../server/environment.ts'
import { dataKeyOf } from '../../server/keys/data-key.ts'
import { SealKeys } from '../../server/keys/seal-key.ts'
import { SigningKeys } from '../../server/keys/signing.ts'
import { Vault } from '../../server/keys/vault.ts'
import type { PolicyDocument } from '../../lib/policy/document.ts'

const HOUR = 3_600_000

export class Office {
  readonly #environment: Environment

  constructor(environment: Environment) {
    this.#environment = environment
  }

  /** The public keys that managed values pin. */
  async keys(): Promise<string[]> {
    const { keysDir } = this.#environment
    return [await new SigningKeys(keysDir).pinned(), await new SealKeys(keysDir).pinned()]
  }

  async token(label: string): Promise<string> {
    const { token } = await this.#with((db) => createToken(db, label, null))
    return token
  }

  /** Confirms installations as they ask, up to `most`, for an hour. */
  async openWindow(most: number): Promise<void> {
    const now = Date.now()
    await this.#with((db) => openWindow(db, most, now + HOUR, now))
  }

  /** Rejects with what is wrong in the document. */
  async publish(document: PolicyDocument, why: string): Promise<void> {
    const vault = new Vault(dataKeyOf(this.#environment).key)
    const by = { actor: 'command', note: why }
    const checked = await this.#with((db) => checkAndPublish(db, vault, 'policy', document, by))
    if (!checked.ok) throw new Error(checked.problems.join('\n'))
  }

  /** The database is open only for that: a test may take its folder away at any time. */
  async #with<T>(work: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>): Promise<T> {
    const db = await openDatabase(databaseFile(this.#environment))
    try {
      return await work(db)
    } finally {
      await db.destroy()
    }
  }
}
