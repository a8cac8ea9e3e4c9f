/** What the provider's word is worth: which organisation an account is of, whether its address is proved, its roles. */
import { emailSchema } from '../../lib/protocol/email.ts'
import { inOrder, type Role } from '../../lib/protocol/staff-roles.ts'
import { Refusal } from '../errors.ts'
import type { OidcSettings } from './oidc-settings.ts'

export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string }

export interface Identity {
  readonly issuer: string
  /** The account's own, for ever: what a member of staff is bound to. */
  readonly subject: string
  /** Lower case; null when the provider does not vouch for it. */
  readonly address: string | null
  readonly name: string
  /** From groups. */
  readonly roles: readonly Role[]
}

/** Reads the claims of a verified ID token; throws a Refusal for an account of another organisation. */
export function identityOf(settings: OidcSettings, claims: Claims): Identity {
  needOwnOrganisation(settings, claims)
  return {
    issuer: claims.iss,
    subject: claims.sub,
    address: provedAddress(settings, claims),
    name: typeof claims['name'] === 'string' ? claims['name'].trim().slice(0, 100) : '',
    roles: inOrder(
      settings.roles
        .filter(({ claim, value }) => valuesOf(claims[claim]).includes(value))
        .map(({ role }) => role),
    ),
  }
}

function needOwnOrganisation({ kind, domains, tenants }: OidcSettings, claims: Claims): void {
  const [claim, allowed] =
    kind === 'google' ? (['hd', domains] as const) : kind === 'microsoft' ? (['tid', tenants] as const) : []
  if (!claim) return
  const value = claims[claim]
  if (typeof value === 'string' && allowed.includes(value.toLowerCase())) return
  throw new Refusal(
    403,
    'organisation',
    'This account does not belong to the school. Sign in with your school account.',
  )
}

/**
 * The address, when the provider proves that it is this account's. At Microsoft the address is what an administrator
 * of whatever tenant wrote down: only `xms_edov` says that its domain is proved. And only the school's own domains
 * count, because elsewhere addresses are given to somebody else one day.
 */
function provedAddress({ kind, domains }: OidcSettings, claims: Claims): string | null {
  const proof = kind === 'microsoft' ? claims['xms_edov'] : claims['email_verified']
  const proved =
    proof === true || (kind === 'microsoft' && (proof === 1 || proof === '1' || proof === 'true'))
  const address = emailSchema.safeParse(claims['email'])
  if (!proved || !address.success) return null
  return domains.includes(address.data.split('@')[1] ?? '') ? address.data : null
}

const valuesOf = (claim: unknown): readonly unknown[] =>
  Array.isArray(claim) ? (claim as unknown[]) : typeof claim === 'string' ? [claim] : []
