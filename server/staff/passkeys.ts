/** Passkeys of staff: made, listed, removed, and signed in with. */
import { isIP } from 'node:net'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { newPasskeySchema, PasskeyInfo, passkeySignInSchema } from '../../lib/protocol/passkeys.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import type { Environment } from '../environment.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { nameOf } from './members.ts'

/** What passkeys are bound to: the host of the console, and its origin. */
export interface RelyingParty {
  readonly id: string
  readonly origin: string
}

/** One person's passkeys at most: enough for every device of theirs, and no way to fill the table. */
const MOST = 20
/** EdDSA, ES256 and RS256: what authenticators of today make. */
const ALGORITHMS = [-8, -7, -257]
const transportsSchema = z.array(z.string())

/** Null where browsers have no passkeys: without a name of its own, or without TLS except on the machine itself. */
export function relyingParty({ publicUrl }: Pick<Environment, 'publicUrl'>): RelyingParty | null {
  if (publicUrl === undefined) return null
  const { hostname, origin, protocol } = new URL(publicUrl)
  if (isIP(hostname) || hostname.startsWith('[')) return null
  return protocol === 'https:' || hostname === 'localhost' ? { id: hostname, origin } : null
}

/** Stands for a person inside their authenticator; says nothing to anybody else. */
const handleOf = ({ vault }: Pick<Context, 'vault'>, person: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(vault.lookup(`passkey-user:${person}`))

/** What the browser needs to make a passkey. */
export async function registrationOptions(context: Context, rp: RelyingParty, person: number) {
  const known = await context.db
    .selectFrom('staff_passkeys')
    .select(['credential', 'transports'])
    .where('person', '=', person)
    .execute()
  return generateRegistrationOptions({
    rpName: 'Kerb',
    rpID: rp.id,
    userID: handleOf(context, person),
    userName: (await context.people.nameOf(context.db, person)) ?? '',
    userDisplayName: (await nameOf(context, person)) ?? '',
    attestationType: 'none',
    excludeCredentials: known.map((one) => ({
      id: one.credential,
      transports: transportsSchema.parse(JSON.parse(one.transports)),
    })),
    // Found without a name being typed, and never by touch alone: who has the device must also be its owner.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  })
}

/** A passkey that was verified, ready to be kept. */
export interface Verified {
  readonly credential: string
  readonly public_key: Uint8Array
  readonly counter: number
  readonly transports: string
}

/** Verifies a new passkey against the challenge it was made for. */
export async function verifyNew(
  rp: RelyingParty,
  challenge: string,
  { response, ...rest }: z.infer<typeof newPasskeySchema>['credential'],
): Promise<Verified> {
  const verified = await verifyRegistrationResponse({
    response: { ...rest, response, clientExtensionResults: {} } as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null)
  if (!verified?.verified) {
    throw new Refusal(422, 'passkey', 'This passkey does not fit what was asked for. Start again.', {
      field: 'credential',
    })
  }
  const { id, publicKey, counter } = verified.registrationInfo.credential
  return {
    credential: id,
    public_key: publicKey,
    counter,
    transports: JSON.stringify(response.transports ?? []),
  }
}

/** Keeps a verified passkey. In the caller's transaction, if there is one. */
export async function keep(
  { vault }: Pick<Context, 'vault'>,
  db: Database,
  person: number,
  verified: Verified,
  label: string,
  now: number,
): Promise<void> {
  const { count } = await db
    .selectFrom('staff_passkeys')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('person', '=', person)
    .executeTakeFirstOrThrow()
  if (count >= MOST) throw new Refusal(409, 'passkeys', 'You have many passkeys already: remove one first.')
  const sealed = vault.seal(label || 'Passkey', PLACE_OF.passkeyLabel(verified.credential))
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('staff_passkeys')
    .values({ ...verified, person, label: sealed, created: now, last_used: null })
    .onConflict((c) => c.column('credential').doNothing())
    .executeTakeFirstOrThrow()
  if (!numInsertedOrUpdatedRows) throw new Refusal(409, 'passkey-known', 'This passkey is here already.')
}

/** What the browser needs to find a passkey by itself. */
export const signInOptions = (rp: RelyingParty) =>
  generateAuthenticationOptions({ rpID: rp.id, userVerification: 'required' })

/** The person whose passkey answered the challenge; throws a Refusal when it is nobody's, or does not hold. */
export async function personOfPasskey(
  context: Context,
  rp: RelyingParty,
  challenge: string,
  { response, ...rest }: z.infer<typeof passkeySignInSchema>['credential'],
  now: number,
): Promise<number> {
  const { db } = context
  const refusal = new Refusal(
    401,
    'passkey',
    'This passkey does not open Kerb here. Use another one, or ask for a new invitation.',
  )
  const kept = await db
    .selectFrom('staff_passkeys')
    .select(['id', 'credential', 'person', 'public_key', 'counter'])
    .where('credential', '=', rest.id)
    .executeTakeFirst()
  const handle = kept && Buffer.from(handleOf(context, kept.person)).toString('base64url')
  if (!kept || response.userHandle !== handle) throw refusal
  const { credential: id, public_key, counter } = kept
  const verified = await verifyAuthenticationResponse({
    response: { ...rest, response, clientExtensionResults: {} } as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    requireUserVerification: true,
    credential: { id, publicKey: new Uint8Array(public_key), counter },
  }).catch(() => null)
  if (!verified?.verified) throw refusal
  // A counter that does not rise is a copied passkey. Those that are copied on purpose, between one's devices, stay at 0.
  const next = verified.authenticationInfo.newCounter
  const { numUpdatedRows } = await db
    .updateTable('staff_passkeys')
    .set({ counter: next, last_used: now })
    .where('id', '=', kept.id)
    .where((e) => (next === 0 ? e('counter', '=', 0) : e('counter', '<', next)))
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw refusal
  return kept.person
}

/** A person's passkeys, newest first. */
export async function listPasskeys({ db, vault }: Context, person: number): Promise<PasskeyInfo[]> {
  const rows = await db
    .selectFrom('staff_passkeys')
    .select(['id', 'credential', 'label', 'created', 'last_used'])
    .where('person', '=', person)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ id, credential, label, created, last_used }) => ({
    id,
    label: vault.open(label, PLACE_OF.passkeyLabel(credential)),
    created,
    lastUsed: last_used,
  }))
}

/** Removes one of a person's own passkeys; false when it is not theirs. */
export async function removePasskey(db: Database, person: number, id: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('staff_passkeys')
    .where('id', '=', id)
    .where('person', '=', person)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
