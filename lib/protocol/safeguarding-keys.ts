/**
 * Whose keys open a concern: a ledger that only grows. The first statement is a key's own, and its fingerprint stands in
 * managed configuration; every later one is signed by a key of the team that was in force then, and names the statement
 * before it. The server keeps and hands on the ledger. It cannot add to it, change it or leave out a part of its middle;
 * a device that once saw a longer one refuses a shorter one (docs/adr/0014-concerns.md).
 */
import { z } from '../zod.ts'
import { type Bytes, concat, fromBase64url, sha256, toBase64url, utf8 } from './bytes.ts'
import { base64urlSchema } from './wire.ts'

/** `team` reads concerns and looks after the keys; `head` and `chair` read what is meant for them. */
export const KEY_ROLES = ['team', 'head', 'chair'] as const
export const keyRoleSchema = z.enum(KEY_ROLES)
export type KeyRole = z.infer<typeof keyRoleSchema>

/** A raw P-256 point, 65 bytes. */
const pointSchema = base64urlSchema.check(z.length(87))
/** base64url SHA-256: 43 characters. */
export const keyNameSchema = base64urlSchema.check(z.length(43))

/** What a member's key consists of: `seal` is what concerns are sealed to (HPKE), `sign` signs statements and requests. */
export const publicKeysSchema = z.object({ seal: pointSchema, sign: pointSchema })
export type PublicKeys = z.infer<typeof publicKeysSchema>

const signedPart = {
  /** When it was signed, by the signer's clock. */
  at: z.number(),
  /** The fingerprint of the key that signs. */
  by: keyNameSchema,
  /** The name of the statement before; empty for the first. */
  after: base64urlSchema.check(z.maxLength(43)),
  /** ECDSA P-256 with SHA-256 over `statementBytes`. */
  signature: base64urlSchema.check(z.length(86)),
}
export const statementSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('join'),
    keys: publicKeysSchema,
    /** As pupils read it: "Mrs Khan, safeguarding". */
    name: z.string().check(z.minLength(1), z.maxLength(120)),
    role: keyRoleSchema,
    ...signedPart,
  }),
  z.object({ kind: z.literal('end'), key: keyNameSchema, ...signedPart }),
])
export type Statement = z.infer<typeof statementSchema>
type Unsigned<S> = S extends Statement ? Omit<S, 'signature'> : never
export type UnsignedStatement = Unsigned<Statement>

export const ledgerSchema = z.array(statementSchema).check(z.maxLength(500))
export type Ledger = z.infer<typeof ledgerSchema>

/** A key in force. */
export interface MemberKey extends PublicKeys {
  /** Its fingerprint. */
  readonly id: string
  readonly name: string
  readonly role: KeyRole
  readonly since: number
  /** Who vouched for it: its own fingerprint for the first. */
  readonly by: string
}

const ECDSA = { name: 'ECDSA', hash: 'SHA-256' } as const
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** The fingerprint of a member's keys: base64url SHA-256 over both points. */
export async function fingerprintOf({ seal, sign }: PublicKeys): Promise<string> {
  return toBase64url(await sha256(utf8(`kerb safeguarding key v1\n${seal}\n${sign}`)))
}

/** A fingerprint as people compare it on two screens: twelve groups of four, the first and last of them enough for nobody. */
export const spokenFingerprint = (id: string): string => (id.match(/.{1,4}/g) ?? []).join(' ')

const statementBytes = (statement: UnsignedStatement): Bytes => {
  const { kind, at, by, after } = statement
  const said =
    kind === 'join'
      ? [statement.keys.seal, statement.keys.sign, statement.name, statement.role]
      : [statement.key]
  return utf8(`kerb safeguarding statement v1\n${JSON.stringify([kind, ...said, at, by, after])}`)
}

/** The name of a statement, which the next one carries. */
export async function statementName(statement: Statement): Promise<string> {
  const signature = fromBase64url(statement.signature) ?? utf8('')
  return toBase64url(await sha256(concat(statementBytes(statement), signature)))
}

/** Signs a statement with a member's signing key. */
export async function signStatement<S extends UnsignedStatement>(
  statement: S,
  signKey: CryptoKey,
): Promise<S & { signature: string }> {
  const signature = await crypto.subtle.sign(ECDSA, signKey, statementBytes(statement))
  return { ...statement, signature: toBase64url(new Uint8Array(signature)) }
}

export type LedgerFault =
  /** The first statement is not the join of the key whose fingerprint is pinned, signed by itself. */
  | 'wrong-first'
  /** A statement does not name the one before it. */
  | 'broken-chain'
  /** Signed by nobody who was of the team then, or the signature does not fit. */
  | 'unsigned'
  /** A key that is in force joins again, or one that is not ends. */
  | 'senseless'
  /** It would leave the team without a key. */
  | 'nobody-left'

export type ReadLedger =
  | {
      readonly ok: true
      /** In force, in the order in which they joined. */
      readonly keys: readonly MemberKey[]
      /** The names of all statements: what a later ledger must begin with. */
      readonly names: readonly string[]
    }
  | { readonly ok: false; readonly fault: LedgerFault; readonly at: number }

/**
 * Reads a ledger against the fingerprint that is pinned. One bad statement makes it bad as a whole: a server that hands
 * one on is not to be believed in the rest.
 * @param root fingerprint of the first key, from managed configuration
 */
export async function readLedger(ledger: Ledger, root: string): Promise<ReadLedger> {
  const keys = new Map<string, MemberKey>()
  const names: string[] = []
  for (const [at, statement] of ledger.entries()) {
    const fault = await faultOf(statement, { keys, root, before: names.at(-1) ?? '' })
    if (fault) return { ok: false, fault, at }
    if (statement.kind === 'join') {
      const id = await fingerprintOf(statement.keys)
      const { name, role, at: since, by } = statement
      keys.set(id, { ...statement.keys, id, name, role, since, by })
    } else keys.delete(statement.key)
    if (![...keys.values()].some(isTeam)) return { ok: false, fault: 'nobody-left', at }
    names.push(await statementName(statement))
  }
  return { ok: true, keys: [...keys.values()], names }
}

interface Standing {
  readonly keys: ReadonlyMap<string, MemberKey>
  readonly root: string
  readonly before: string
}

async function faultOf(statement: Statement, { keys, root, before }: Standing): Promise<LedgerFault | null> {
  if (statement.after !== before) return 'broken-chain'
  const joining = statement.kind === 'join' ? await fingerprintOf(statement.keys) : undefined
  if (before === '') {
    const isFirst = statement.kind === 'join' && joining === root && statement.by === root
    if (!isFirst || statement.role !== 'team') return 'wrong-first'
    return (await verifies(statement.keys.sign, statement)) ? null : 'unsigned'
  }
  const signer = keys.get(statement.by)
  if (!signer || !isTeam(signer) || !(await verifies(signer.sign, statement))) return 'unsigned'
  const known = keys.has(joining ?? (statement.kind === 'end' ? statement.key : ''))
  return known === (statement.kind === 'join') ? 'senseless' : null
}

const isTeam = ({ role }: MemberKey): boolean => role === 'team'

async function verifies(sign: string, statement: Statement): Promise<boolean> {
  const key = await importSigningPoint(sign)
  const signature = fromBase64url(statement.signature)
  if (!key || !signature) return false
  return crypto.subtle.verify(ECDSA, key, signature, statementBytes(statement))
}

/** The key that verifies what a member signed, or null when it is no point of the curve. */
export async function importSigningPoint(sign: string): Promise<CryptoKey | null> {
  const point = fromBase64url(sign)
  if (!point) return null
  try {
    return await crypto.subtle.importKey('raw', point, P256, false, ['verify'])
  } catch {
    return null // Not a point of the curve.
  }
}

/** Whether a ledger goes on where another, read before, ended. The same ledger does. */
export const goesOnFrom = (before: readonly string[], now: readonly string[]): boolean =>
  before.length <= now.length && before.every((name, i) => now[i] === name)
