/**
 * What this installation knows and keeps: the last good managed values, the last accepted policy and lists, where
 * it is. Read once when the worker starts, in one step; written through, so that a worker may die at any moment.
 */
import { placeSchema, policyDocumentSchema } from '../policy/document.ts'
import type { Place, PolicyDocument } from '../policy/document.ts'
import { restoreManaged } from '../policy/managed.ts'
import type { ManagedConfig, ManagedProblem } from '../policy/managed.ts'
import { listsDocumentSchema } from '../protocol/lists-document.ts'
import type { ListsDocument } from '../protocol/lists-document.ts'
import { z } from '../zod.ts'

export interface LocalPort {
  get(keys: string[]): Promise<Record<string, unknown>>
  set(items: Record<string, unknown>): Promise<void>
}

export interface Facts {
  readonly managed: ManagedConfig | null
  readonly managedProblems: readonly ManagedProblem[]
  readonly server: PolicyDocument | null
  readonly lists: ListsDocument | null
  readonly place: Place
  /** Since when the rules of the policy in force have been in force, and which policy that is. */
  readonly since: { readonly version: string; readonly at: number } | null
}

const KEYS = { managed: 'managed', server: 'policy', lists: 'lists', place: 'place', since: 'since' } as const

const sinceSchema = z.object({ version: z.string(), at: z.number() })
const EMPTY: Facts = {
  managed: null,
  managedProblems: [],
  server: null,
  lists: null,
  place: 'unknown',
  since: null,
}

/** Checks what was stored; what a fault or an older version left unreadable counts as not there. */
function read(stored: Record<string, unknown>): Facts {
  const or = <T>(result: { success: boolean; data?: T | undefined }): T | null =>
    result.success ? (result.data ?? null) : null
  return {
    managed: restoreManaged(stored[KEYS.managed]) ?? null,
    managedProblems: [],
    server: or(policyDocumentSchema.safeParse(stored[KEYS.server])),
    lists: or(listsDocumentSchema.safeParse(stored[KEYS.lists])),
    place: or(placeSchema.safeParse(stored[KEYS.place])) ?? 'unknown',
    since: or(sinceSchema.safeParse(stored[KEYS.since])),
  }
}

export class FactsKeeper {
  private readonly local: LocalPort
  private facts: Facts = EMPTY

  constructor(local: LocalPort) {
    this.local = local
  }

  get current(): Facts {
    return this.facts
  }

  async load(): Promise<void> {
    this.facts = read(await this.local.get(Object.values(KEYS)))
  }

  /** In memory at once, on the disk when this resolves. */
  async change(change: Partial<Facts>): Promise<void> {
    this.facts = { ...this.facts, ...change }
    const items: Record<string, unknown> = {}
    for (const [name, key] of Object.entries(KEYS))
      if (name in change) items[key] = change[name as keyof typeof KEYS]
    if (Object.keys(items).length > 0) await this.local.set(items)
  }
}
