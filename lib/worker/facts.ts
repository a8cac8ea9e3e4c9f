/**
 * What this installation knows and keeps: the last good managed values, the last accepted policy and lists. Read
 * once when the worker starts, in one step; written through, so that a worker may die at any moment. Where it is
 * belongs to the browser session and is kept by lib/worker/place.
 */
import type { AgreedHere } from '../policy/agreed.ts'
import { policyDocumentSchema } from '../policy/document.ts'
import type { Place, PolicyDocument } from '../policy/document.ts'
import { restoreManaged } from '../policy/managed.ts'
import { lessonSchema } from '../policy/lesson.ts'
import type { Lesson } from '../policy/lesson.ts'
import type { ManagedConfig, ManagedProblem } from '../policy/managed.ts'
import { quarantinedSchema } from '../policy/quarantine.ts'
import type { Quarantined } from '../policy/quarantine.ts'
import { listsDocumentSchema } from '../protocol/lists-document.ts'
import type { ListsDocument } from '../protocol/lists-document.ts'
import { type LockedDocument, lockedDocumentSchema } from '../protocol/locked-document.ts'
import { z } from '../zod.ts'
import type { LocalPort } from './careful-storage.ts'

export interface Facts {
  readonly managed: ManagedConfig | null
  readonly managedProblems: readonly ManagedProblem[]
  readonly server: PolicyDocument | null
  readonly lists: ListsDocument | null
  readonly locked: LockedDocument | null
  /** What the server sent, the ended ones too until something is sent again. */
  readonly lessons: readonly Lesson[]
  /** What this device found itself; kept by lib/worker/quarantine. */
  readonly quarantine: readonly Quarantined[]
  readonly place: Place
  /** What was agreed to on this device; kept by lib/worker/kept-agreed. */
  readonly agreed: AgreedHere
  /** Since when the rules of the policy in force have been in force, and which policy that is. */
  readonly since: { readonly version: string; readonly at: number } | null
}

const KEYS = {
  managed: 'managed',
  server: 'policy',
  lists: 'lists',
  locked: 'locked',
  lessons: 'lessons',
  quarantine: 'quarantine',
  since: 'since',
} as const

const lessonsSchema = z.array(lessonSchema)
const sinceSchema = z.object({ version: z.string(), at: z.number() })
/** What a fresh installation knows. */
export const NO_FACTS: Facts = {
  managed: null,
  managedProblems: [],
  server: null,
  lists: null,
  locked: null,
  lessons: [],
  quarantine: [],
  place: 'unknown',
  agreed: { person: '', given: [] },
  since: null,
}

/** Checks what was stored; what a fault or an older version left unreadable counts as not there. */
function read(stored: Record<string, unknown>): Omit<Facts, 'place' | 'agreed'> {
  const or = <T>(result: { success: boolean; data?: T | undefined }): T | null =>
    result.success ? (result.data ?? null) : null
  return {
    managed: restoreManaged(stored[KEYS.managed]) ?? null,
    managedProblems: [],
    server: or(policyDocumentSchema.safeParse(stored[KEYS.server])),
    lists: or(listsDocumentSchema.safeParse(stored[KEYS.lists])),
    locked: or(lockedDocumentSchema.safeParse(stored[KEYS.locked])),
    lessons: or(lessonsSchema.safeParse(stored[KEYS.lessons])) ?? [],
    quarantine: goodOnes(stored[KEYS.quarantine]),
    since: or(sinceSchema.safeParse(stored[KEYS.since])),
  }
}

/** One entry that cannot be read opens none of the others. */
const goodOnes = (stored: unknown): Quarantined[] =>
  (Array.isArray(stored) ? stored : []).flatMap((one: unknown) => {
    const read = quarantinedSchema.safeParse(one)
    return read.success ? [read.data] : []
  })

export class FactsKeeper {
  private readonly local: LocalPort
  private facts: Facts = NO_FACTS
  /** What was learned while the disk could not be read: it is newer than what lies there. */
  private changed: Partial<Facts> = {}
  private isRead_ = false
  private loading: Promise<void> | undefined

  constructor(local: LocalPort) {
    this.local = local
  }

  get current(): Facts {
    return this.facts
  }

  /** False while nobody knows what the disk holds. */
  get isRead(): boolean {
    return this.isRead_
  }

  /** Once, however often it is called; after a failure it may be called again. */
  load(): Promise<void> {
    this.loading ??= this.readAll().catch((error: unknown) => {
      this.loading = undefined
      throw error
    })
    return this.loading
  }

  private async readAll(): Promise<void> {
    const stored = read(await this.local.get(Object.values(KEYS)))
    this.facts = { ...NO_FACTS, ...stored, ...this.changed }
    this.isRead_ = true
  }

  /**
   * Reads the policy again when what was read of it withholds people: who uses the browser may be known by now.
   * @returns whether more is known than before
   */
  async reopen(): Promise<boolean> {
    const before = this.facts.server
    if (before?.narrowed !== 'withheld') return false
    const { server } = read(await this.local.get([KEYS.server]))
    // What was learned meanwhile is newer.
    if (this.facts.server !== before || server === null || server.narrowed === 'withheld') return false
    this.facts = { ...this.facts, server }
    return true
  }

  /** In memory at once. Never rejects; resolves with whether it is on the disk. */
  async change(change: Partial<Facts>): Promise<boolean> {
    this.facts = { ...this.facts, ...change }
    this.changed = { ...this.changed, ...change }
    const items: Record<string, unknown> = {}
    for (const [name, key] of Object.entries(KEYS))
      if (name in change) items[key] = change[name as keyof typeof KEYS]
    return Object.keys(items).length === 0 || this.local.set(items)
  }
}
