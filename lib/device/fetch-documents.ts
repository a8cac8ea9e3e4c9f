/**
 * The signed policy, lists and locked lists: fetched, verified, and taken only when they are in order. Whatever is
 * wrong, the last good one stays in force and the problem is named.
 */
import { policyDocumentSchema } from '../policy/document.ts'
import type { PolicyDocument, Version } from '../policy/document.ts'
import { openEnvelope, type OpenFailure } from '../protocol/envelope.ts'
import { listsDocumentSchema } from '../protocol/lists-document.ts'
import type { ListsDocument } from '../protocol/lists-document.ts'
import { type LockedDocument, lockedDocumentSchema } from '../protocol/locked-document.ts'
import { isNewer } from '../protocol/version.ts'
import { type Envelope, envelopeSchema } from '../protocol/wire.ts'
import type { z } from '../zod.ts'
import type { Answer, Client } from './client.ts'
import { WireError } from '../protocol/wire-error.ts'

export interface DocumentOf {
  readonly policy: PolicyDocument
  readonly lists: ListsDocument
  readonly locked: LockedDocument
}
export type DocumentKind = keyof DocumentOf

const SCHEMAS = {
  policy: policyDocumentSchema,
  lists: listsDocumentSchema,
  locked: lockedDocumentSchema,
} as const

/** What is kept of a document that was accepted. */
export interface Accepted<K extends DocumentKind> {
  readonly document: DocumentOf[K]
  /** As the server wrote it; it may tell readers of one version apart. */
  readonly etag?: string | undefined
}

/** Where the last good documents are kept, across restarts. */
export interface DocumentStore {
  get<K extends DocumentKind>(kind: K): Promise<Accepted<K> | undefined>
  set<K extends DocumentKind>(kind: K, accepted: Accepted<K>): Promise<void>
}

export interface DocumentProblem {
  readonly code: string
  readonly detail: string
}

/**
 * `new`: accepted and stored. `same`: nothing newer. `kept`: what came was refused, or nothing came. `coming`: it is in
 * order, and what belongs to it is on its way.
 */
export type Fetched<K extends DocumentKind> =
  | { readonly state: 'new'; readonly document: DocumentOf[K] }
  | { readonly state: 'same' }
  | { readonly state: 'coming' }
  | { readonly state: 'kept'; readonly problem: DocumentProblem; readonly error?: WireError }

export interface FetchParts {
  readonly client: Client
  readonly store: DocumentStore
  /** The pinned signing keys of managed configuration: SPKI, base64url. */
  readonly signKeys: readonly string[]
  /** Says what else must hold before a document of this kind is taken (lists: canaries, shrinking). */
  readonly check?: (document: DocumentOf[DocumentKind]) => DocumentProblem | undefined
  /** Whether all that belongs to a document is here; what is not is begun to be fetched. */
  readonly isWhole?: (document: DocumentOf[DocumentKind]) => Promise<boolean>
  readonly waiting?: Waiting | undefined
}

/**
 * What came and waits for what belongs to it, as it was sent: asked for by its own tag, it need not come again. Checked
 * anew when it is taken. Lost with the worker.
 */
export type Waiting = Map<
  DocumentKind,
  { readonly client: Client; readonly text: string; readonly etag: string }
>

/** Asks for a newer document. Rejects only when the store itself fails. */
export async function fetchDocument<K extends DocumentKind>(kind: K, parts: FetchParts): Promise<Fetched<K>> {
  const held = await parts.store.get(kind)
  const left = parts.waiting?.get(kind)
  // Not what another server said.
  const waiting = left?.client === parts.client ? left : undefined
  let answer: Answer
  try {
    const known = waiting?.etag ?? held?.etag
    const headers = known ? { 'If-None-Match': known } : {}
    answer = await parts.client.send({ method: 'GET', path: `/v1/${kind}`, headers })
  } catch (error) {
    if (!(error instanceof WireError)) throw error
    return { state: 'kept', problem: { code: error.code, detail: error.message }, error }
  }
  parts.waiting?.delete(kind)
  if (answer.status === 304 && !waiting) return { state: 'same' }
  const isSame = answer.status === 304 && waiting !== undefined
  const text = isSame ? waiting.text : answer.text
  const etag = isSame ? waiting.etag : (answer.headers.get('ETag') ?? undefined)
  const opened = await openDocument(kind, text, parts.signKeys, held?.document.version)
  if ('problem' in opened) return { state: 'kept', problem: opened.problem }
  const { document } = opened
  const unfit = parts.check?.(document)
  if (unfit) return { state: 'kept', problem: unfit }
  if (!((await parts.isWhole?.(document)) ?? true)) {
    if (etag !== undefined) parts.waiting?.set(kind, { client: parts.client, text, etag })
    return { state: 'coming' }
  }
  const changed = !held || JSON.stringify(document) !== JSON.stringify(held.document)
  await parts.store.set(kind, { document, etag })
  return changed ? { state: 'new', document } : { state: 'same' }
}

/**
 * Opens a document as it came over the wire. The same version may come again with other content: the server leaves
 * out of a policy what concerns other people, and who is asking can change. An older version never is taken.
 */
export async function openDocument<K extends DocumentKind>(
  kind: K,
  text: string,
  signKeys: readonly string[],
  held: Version | undefined,
): Promise<{ document: DocumentOf[K] } | { problem: DocumentProblem }> {
  const envelope = readEnvelope(text)
  if (!envelope) return refuse(`${kind}-unreadable`, 'What came is not a signed document.')
  const opened = await openEnvelope(kind, envelope, signKeys)
  if (!opened.ok) return refuse(`${kind}-${opened.error}`, WORDS[opened.error])
  const parsed = SCHEMAS[kind].safeParse(opened.payload)
  if (!parsed.success) return refuse(`${kind}-invalid`, whatDoesNotFit(parsed.error))
  const document = parsed.data as DocumentOf[K]
  if (held && isNewer(held, document.version)) {
    const [came, has] = [document.version, held].map(({ epoch, number }) => `${epoch}.${number}`)
    return refuse(`${kind}-older`, `Version ${came} came, but ${has} was accepted before.`)
  }
  return { document }
}

const WORDS: Record<OpenFailure, string> = {
  'unknown-key':
    'It is signed with a key that the managed values do not name: add the server’s sign: key there.',
  'bad-signature': 'Its signature is not the school server’s.',
  'not-json': 'It is signed, but holds no JSON.',
}

const refuse = (code: string, detail: string): { problem: DocumentProblem } => ({ problem: { code, detail } })

function readEnvelope(text: string): Envelope | null {
  try {
    return envelopeSchema.parse(JSON.parse(text))
  } catch {
    return null // Not JSON, or not an envelope: the same to the caller.
  }
}

function whatDoesNotFit(error: z.core.$ZodError): string {
  const [issue] = error.issues
  return issue ? `${issue.path.join('.')}: ${issue.message}`.slice(0, 500) : 'It does not fit its schema.'
}
