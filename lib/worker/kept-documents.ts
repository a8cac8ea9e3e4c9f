/**
 * Where the accepted policy and lists are kept: the documents in the facts, their tags and how this installation
 * stands with its server beside them. All of it belongs to one server: when managed values name another, what the
 * old one said no longer counts. The locked lists alone hold on until the new one has given its own: to name another
 * server is no way to switch them off.
 */
import type { Accepted, DocumentKind, DocumentStore } from '../device/fetch-documents.ts'
import { enrolmentStateSchema } from '../protocol/wire.ts'
import { z } from '../zod.ts'
import type { LocalPort } from './careful-storage.ts'
import type { FactsKeeper } from './facts.ts'
import type { EnrolmentStore } from './server-link.ts'

const KEY = 'server'
const FACT = { policy: 'server', lists: 'lists', locked: 'locked' } as const

const serverSchema = z.object({
  address: z.string(),
  state: z.optional(enrolmentStateSchema),
  etags: z.object({
    policy: z.optional(z.string()),
    lists: z.optional(z.string()),
    locked: z.optional(z.string()),
  }),
  /** The locked lists are this server's. */
  hasLocked: z.optional(z.literal(true)),
})
type Kept = z.infer<typeof serverSchema>

/** Keeps what belongs to lists and is too much to be read at every start. */
export interface ListsKeeper {
  /** `take` puts a document in force. @returns what it says: whether that is on the disk */
  keep(take: () => Promise<boolean>): Promise<boolean>
}

export class KeptDocuments implements DocumentStore {
  private readonly facts: FactsKeeper
  private readonly local: LocalPort
  private readonly lists: ListsKeeper | undefined
  private kept: Kept | null = null

  constructor(facts: FactsKeeper, local: LocalPort, lists?: ListsKeeper) {
    this.facts = facts
    this.local = local
    this.lists = lists
  }

  async load(): Promise<void> {
    const stored = serverSchema.safeParse((await this.local.get([KEY]))[KEY])
    this.kept = stored.success ? stored.data : null
  }

  /**
   * Managed values name this server. In memory at once: what holds must not wait for the disk.
   * @returns true when what another one said was put away
   */
  belongTo(address: string): boolean {
    if (this.kept?.address === address) return false
    const hadAnother = this.kept !== null
    void this.save({ address, etags: {} })
    if (hadAnother) void this.facts.change({ server: null, lists: null })
    return hadAnother
  }

  /** Rejects while the disk could not be read: an older document than the one there must not be taken for newer. */
  async get<K extends DocumentKind>(kind: K): Promise<Accepted<K> | undefined> {
    if (!this.facts.isRead) throw new Error('the documents have not been read')
    const document = this.facts.current[FACT[kind]]
    if (!document || (kind === 'locked' && this.kept?.hasLocked !== true)) return undefined
    // The tag is that of the whole document: with it the server would not send again what is missing of this one.
    const isWhole = !('narrowed' in document && document.narrowed === 'withheld')
    return {
      document: document as Accepted<K>['document'],
      etag: isWhole ? this.kept?.etags[kind] : undefined,
    }
  }

  async set<K extends DocumentKind>(kind: K, { document, etag }: Accepted<K>): Promise<void> {
    // The document first: a tag without its document would keep the document from ever being fetched.
    const take = () => this.facts.change({ [FACT[kind]]: document })
    const isKept = await (kind === 'lists' && this.lists ? this.lists.keep(take) : take())
    const before = this.kept ?? { address: '', etags: {} }
    await this.save({
      ...before,
      ...(kind === 'locked' && { hasLocked: true }),
      etags: { ...before.etags, [kind]: isKept ? etag : undefined },
    })
  }

  readonly enrolment: EnrolmentStore = {
    get: async (server) => (this.kept?.address === server ? this.kept.state : undefined),
    set: async (server, state) => {
      if (this.kept?.address === server && this.kept.state !== state) await this.save({ ...this.kept, state })
    },
  }

  /** Never rejects. */
  private async save(kept: Kept): Promise<void> {
    this.kept = kept
    // Nothing undefined: storage leaves it out, and the two must be the same.
    await this.local.set({ [KEY]: JSON.parse(JSON.stringify(kept)) as unknown })
  }
}
