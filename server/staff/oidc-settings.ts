/** How staff sign in through the school's provider, as the environment says it; every mistake names its variable. */
import { readFileSync } from 'node:fs'
import { type Role, ROLES, roleSchema } from '../../lib/protocol/staff-roles.ts'
import { z } from '../../lib/zod.ts'

const text = z.optional(z.string().check(z.minLength(1)))
const KINDS = ['google', 'microsoft', 'other'] as const

export const oidcVariables = {
  KERB_OIDC_ISSUER: z.optional(z.url({ error: 'an address such as https://accounts.google.com' })),
  KERB_OIDC_CLIENT_ID: text,
  KERB_OIDC_CLIENT_SECRET: text,
  KERB_OIDC_CLIENT_SECRET_FILE: text,
  KERB_OIDC_ALLOWED: text,
  KERB_OIDC_ROLES: text,
  KERB_OIDC_NAME: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
  KERB_OIDC_PROVIDER: z.optional(z.enum(KINDS)),
}

const variablesSchema = z.object({ ...oidcVariables, KERB_PUBLIC_URL: text })
type Variables = z.infer<typeof variablesSchema>

/** A claim with this value gives this role. */
export interface RoleRule {
  readonly claim: string
  readonly value: string
  readonly role: Role
}

export interface OidcSettings {
  readonly issuer: string
  /** What the provider calls the account's organisation differs: `hd` at Google, `tid` at Microsoft. */
  readonly kind: (typeof KINDS)[number]
  /** On the sign-in button. */
  readonly name: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where the provider sends the browser back to. */
  readonly redirect: string
  /** The school's domains, lower case. */
  readonly domains: readonly string[]
  /** The school's Entra tenants. */
  readonly tenants: readonly string[]
  readonly roles: readonly RoleRule[]
}

const NAMES = { google: 'Google', microsoft: 'Microsoft', other: 'your school account' } as const
const HOSTS: Readonly<Record<string, 'google' | 'microsoft'>> = {
  'accounts.google.com': 'google',
  'login.microsoftonline.com': 'microsoft',
  'login.microsoftonline.us': 'microsoft',
  'login.partner.microsoftonline.cn': 'microsoft',
}
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const DOMAIN = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/

/** The settings, or null without them. What is wrong goes into `problems`, a line each. */
export function readOidc(v: Variables, problems: string[]): OidcSettings | null {
  if (!v.KERB_OIDC_ISSUER) {
    const alone = Object.keys(oidcVariables).find((name) => v[name as keyof Variables] !== undefined)
    if (alone) problems.push(`${alone}: means nothing without KERB_OIDC_ISSUER; give both, or neither`)
    return null
  }
  const before = problems.length
  const issuer = new URL(v.KERB_OIDC_ISSUER)
  const kind = kindOf(issuer, v.KERB_OIDC_PROVIDER, problems)
  if (!isProtected(issuer)) problems.push('KERB_OIDC_ISSUER: must be https')
  if (!v.KERB_OIDC_CLIENT_ID)
    problems.push('KERB_OIDC_CLIENT_ID: give the id of the client you made at the provider')
  const clientSecret = secretOf(v, problems)
  const { domains, tenants } = allowedOf(v.KERB_OIDC_ALLOWED, kind, issuer, problems)
  const roles = rolesOf(v.KERB_OIDC_ROLES, problems)
  if (!v.KERB_PUBLIC_URL) {
    problems.push('KERB_PUBLIC_URL: sign-in needs the address at which staff reach this server')
  } else if (URL.canParse(v.KERB_PUBLIC_URL) && !isProtected(new URL(v.KERB_PUBLIC_URL))) {
    problems.push('KERB_PUBLIC_URL: must be https for staff to sign in')
  }
  if (problems.length > before) return null
  return {
    issuer: v.KERB_OIDC_ISSUER,
    kind,
    name: v.KERB_OIDC_NAME ?? NAMES[kind],
    clientId: v.KERB_OIDC_CLIENT_ID ?? '',
    clientSecret,
    redirect: `${(v.KERB_PUBLIC_URL ?? '').replace(/\/+$/, '')}/signin/callback`,
    domains,
    tenants,
    roles,
  }
}

const isProtected = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname))

function kindOf(
  issuer: URL,
  said: OidcSettings['kind'] | undefined,
  problems: string[],
): OidcSettings['kind'] {
  const known = HOSTS[issuer.hostname]
  if (known && said && said !== known) {
    problems.push(`KERB_OIDC_PROVIDER: ${issuer.hostname} is ${known}; leave it unset`)
  }
  return known ?? said ?? 'other'
}

function secretOf(v: Variables, problems: string[]): string {
  const { KERB_OIDC_CLIENT_SECRET: secret, KERB_OIDC_CLIENT_SECRET_FILE: file } = v
  if (!secret === !file) {
    problems.push('KERB_OIDC_CLIENT_SECRET: give it, or KERB_OIDC_CLIENT_SECRET_FILE, and not both')
    return ''
  }
  if (!file) return secret ?? ''
  try {
    const read = readFileSync(file, 'utf8').trim()
    if (!read) problems.push(`KERB_OIDC_CLIENT_SECRET_FILE: ${file} is empty`)
    return read
  } catch {
    problems.push(`KERB_OIDC_CLIENT_SECRET_FILE: ${file} cannot be read`)
    return ''
  }
}

function allowedOf(
  list: string | undefined,
  kind: OidcSettings['kind'],
  issuer: URL,
  problems: string[],
): Pick<OidcSettings, 'domains' | 'tenants'> {
  const items = (list ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
  const listed = items.filter((item) => GUID.test(item))
  const domains = items.filter((item) => DOMAIN.test(item))
  for (const item of items) {
    if (!listed.includes(item) && !domains.includes(item)) {
      problems.push(`KERB_OIDC_ALLOWED: "${item}" is neither a domain such as school.example nor a tenant id`)
    }
  }
  if (domains.length === 0) {
    problems.push('KERB_OIDC_ALLOWED: give the domains of your staff’s addresses, for example school.example')
  }
  if (kind !== 'microsoft') {
    if (listed.length > 0) problems.push('KERB_OIDC_ALLOWED: a tenant id means something for Microsoft only')
    return { domains, tenants: [] }
  }
  const tenant = issuer.pathname.split('/')[1]?.toLowerCase() ?? ''
  if (HOSTS[issuer.hostname] && !GUID.test(tenant)) {
    problems.push(
      `KERB_OIDC_ISSUER: "${tenant}" would let accounts of any organisation in; ` +
        'give your own tenant: https://login.microsoftonline.com/<tenant id>/v2.0',
    )
  }
  const tenants = listed.length > 0 ? listed : [tenant].filter((one) => GUID.test(one))
  if (tenants.length === 0) problems.push('KERB_OIDC_ALLOWED: give the id of your Entra tenant')
  if (GUID.test(tenant) && !tenants.includes(tenant)) {
    problems.push('KERB_OIDC_ALLOWED: the tenant of KERB_OIDC_ISSUER is not among the tenants here')
  }
  return { domains, tenants }
}

/** `value=role` (a value of the claim `groups`) or `claim:value=role`, separated by commas or lines. */
function rolesOf(list: string | undefined, problems: string[]): RoleRule[] {
  const items = (list ?? '')
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter(Boolean)
  return items.flatMap((item) => {
    const [, claim = 'groups', value = '', said = ''] = /^(?:([\w.-]+):)?(.+?)\s*=\s*(\w+)$/.exec(item) ?? []
    const role = roleSchema.safeParse(said)
    if (value && role.success) return [{ claim, value: value.trim(), role: role.data }]
    problems.push(
      `KERB_OIDC_ROLES: "${item}" must be <group>=<role>, a role being one of ${ROLES.join(', ')}`,
    )
    return []
  })
}
