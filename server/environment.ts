/** What the server is told through its environment: read once at start, every error names its variable. */
import { readFileSync } from 'node:fs'
import { BlockList, isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from '../lib/zod.ts'
import { type BackupSettings, backupVariables, readBackup } from './backup/settings.ts'
import { type MailSettings, mailVariables, readMail } from './mail/settings.ts'
import { type OidcSettings, oidcVariables, readOidc } from './staff/oidc-settings.ts'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const portSchema = z.pipe(
  z.string().check(z.regex(/^\d{1,5}$/, 'a port number from 0 to 65535')),
  z.pipe(
    z.transform((text: string) => Number(text)),
    z.int().check(z.maximum(65_535)),
  ),
)

const variables = z.object({
  KERB_HOST: z._default(z.string().check(z.minLength(1)), '127.0.0.1'),
  KERB_PORT: z.prefault(portSchema, '8460'),
  KERB_DATA: z._default(z.string().check(z.minLength(1)), '.data'),
  KERB_KEYS: z._default(z.string().check(z.minLength(1)), '.keys'),
  KERB_DATA_KEY: z.optional(
    z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/, '32 bytes as base64url, 43 characters')),
  ),
  KERB_DATA_KEY_FILE: z.optional(z.string().check(z.minLength(1))),
  KERB_TLS_CERT: z.optional(z.string().check(z.minLength(1))),
  KERB_TLS_KEY: z.optional(z.string().check(z.minLength(1))),
  KERB_TRUSTED_PROXY: z.optional(z.string().check(z.minLength(1))),
  KERB_SITE_ADDRESSES: z.optional(z.string()),
  KERB_LIST_MIRRORS: z.optional(z.string()),
  KERB_PUBLIC_URL: z.optional(
    z.url({ protocol: /^https?$/, error: 'an address such as https://kerb.school.example' }),
  ),
  KERB_PACKAGE: z._default(z.string().check(z.minLength(1)), 'dist'),
  KERB_CERTIFICATE_SECONDS: z._default(
    z.string().check(z.regex(/^[1-9]\d{0,4}$/, 'seconds, a whole number from 1')),
    '30',
  ),
  KERB_LOG_LEVEL: z._default(z.enum(LOG_LEVELS), 'info'),
  ...backupVariables,
  ...mailVariables,
  ...oidcVariables,
})

export interface Environment {
  readonly host: string
  readonly port: number
  /** Folder of the database. */
  readonly dataDir: string
  /** Folder of the keys; never the same as the database's. */
  readonly keysDir: string
  /** The data key itself, when the environment carries it. */
  readonly dataKey?: string
  /** Where the data key is kept, when it is neither in the environment nor in the keys folder. */
  readonly dataKeyFile?: string
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Addresses of the proxy whose X-Forwarded-For is believed. */
  readonly trustedProxy: readonly string[]
  /** Ranges that count as on the school's site. */
  readonly siteAddresses: BlockList | null
  /** Machines inside the network that lists may be fetched from. */
  readonly listMirrors: BlockList | null
  readonly publicUrl?: string
  /** Folder of the extension's package and update manifest, as `npm run package` makes it. */
  readonly packageDir: string
  /** The provider through which staff sign in, when there is one. */
  readonly oidc: OidcSettings | null
  /** Through which mail goes out, when it does. */
  readonly mail: MailSettings | null
  /** Where backups go, when, and how many stay. */
  readonly backup: BackupSettings
  /** How often the certificate files are looked at. Milliseconds. */
  readonly certificateEvery: number
  readonly logLevel: (typeof LOG_LEVELS)[number]
}

/** The environment is wrong; the message is for the person who starts the server. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
}

/** Reads the environment, or throws an EnvironmentError that names each wrong variable and the fix. */
export function readEnvironment(from: Readonly<Record<string, string | undefined>>): Environment {
  // An empty variable is an unset one: `KERB_TLS_CERT= npm run server` is how people unset things.
  const given = Object.fromEntries(
    Object.entries(from).filter(([key, value]) => key.startsWith('KERB_') && value),
  )
  const parsed = variables.safeParse(given)
  if (!parsed.success) {
    throw new EnvironmentError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    )
  }
  const v = parsed.data
  const problems: string[] = []
  if (!v.KERB_TLS_CERT !== !v.KERB_TLS_KEY)
    problems.push('KERB_TLS_CERT and KERB_TLS_KEY: give both or neither')
  if (v.KERB_DATA_KEY && v.KERB_DATA_KEY_FILE) {
    problems.push('KERB_DATA_KEY and KERB_DATA_KEY_FILE: give one of them, not both')
  }
  const dataDir = resolve(v.KERB_DATA)
  const keysDir = resolve(v.KERB_KEYS)
  if (dataDir === keysDir) {
    problems.push('KERB_KEYS: must be another folder than KERB_DATA, so that a copy of the data holds no key')
  }
  const trustedProxy = addresses('KERB_TRUSTED_PROXY', v.KERB_TRUSTED_PROXY, problems)
  const site = addresses('KERB_SITE_ADDRESSES', v.KERB_SITE_ADDRESSES, problems)
  const mirrors = addresses('KERB_LIST_MIRRORS', v.KERB_LIST_MIRRORS, problems)
  const oidc = readOidc(v, problems)
  const mail = readMail(v, problems)
  const backup = readBackup(v, { dataDir, keysDir }, problems)
  if (problems.length > 0) throw new EnvironmentError(problems.join('\n'))
  return {
    host: v.KERB_HOST,
    port: v.KERB_PORT,
    dataDir,
    keysDir,
    ...(v.KERB_DATA_KEY ? { dataKey: v.KERB_DATA_KEY } : {}),
    ...(v.KERB_DATA_KEY_FILE ? { dataKeyFile: resolve(v.KERB_DATA_KEY_FILE) } : {}),
    ...(v.KERB_TLS_CERT && v.KERB_TLS_KEY ? { tls: { cert: v.KERB_TLS_CERT, key: v.KERB_TLS_KEY } } : {}),
    trustedProxy,
    siteAddresses: site.length > 0 ? blockListOf(site) : null,
    listMirrors: mirrors.length > 0 ? blockListOf(mirrors) : null,
    ...(v.KERB_PUBLIC_URL ? { publicUrl: v.KERB_PUBLIC_URL.replace(/\/+$/, '') } : {}),
    packageDir: resolve(v.KERB_PACKAGE),
    oidc,
    mail,
    backup,
    certificateEvery: Number(v.KERB_CERTIFICATE_SECONDS) * 1000,
    logLevel: v.KERB_LOG_LEVEL,
  }
}

/** Addresses and ranges of a comma-separated list; unreadable ones are added to `problems`. */
function addresses(name: string, text: string | undefined, problems: string[]): string[] {
  const items = (text ?? '').split(/[\s,]+/).filter(Boolean)
  for (const item of items) {
    if (!rangeOf(item)) problems.push(`${name}: "${item}" is not an address or a range such as 10.20.0.0/16`)
  }
  return items
}

function rangeOf(item: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } | null {
  const [address = '', prefix, ...more] = item.split('/')
  const version = isIP(address)
  const most = version === 4 ? 32 : 128
  const bits = prefix === undefined ? most : Number(prefix)
  if (!version || more.length > 0 || prefix === '' || !Number.isInteger(bits) || bits < 0 || bits > most)
    return null
  return { address, prefix: bits, family: version === 4 ? 'ipv4' : 'ipv6' }
}

/** The addresses and ranges as one list to check against. */
export function blockListOf(items: readonly string[]): BlockList {
  const list = new BlockList()
  for (const item of items) {
    const range = rangeOf(item)
    if (range) list.addSubnet(range.address, range.prefix, range.family)
  }
  return list
}

/** True when nothing but this machine can reach the address that the server listens on. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)

/**
 * Why the server must not listen where it is told to, or null when it may. Beyond loopback it needs TLS of its own
 * or a named proxy that brings it: pupils' activity never crosses a network in the clear.
 */
export function refusalToListen(environment: Environment): string | null {
  if (isLoopback(environment.host)) return null
  if (environment.tls || environment.trustedProxy.length > 0) return null
  return (
    `KERB_HOST is ${environment.host}, which other machines can reach, and there is no TLS. ` +
    'Set KERB_TLS_CERT and KERB_TLS_KEY to certificate files, or KERB_TRUSTED_PROXY to the address of the proxy ' +
    'that serves HTTPS in front of Kerb, or leave KERB_HOST unset to listen on this machine only.'
  )
}

/** The certificate files as they are now. */
export const readTls = (tls: { cert: string; key: string }): { cert: Buffer; key: Buffer } => ({
  cert: readFileSync(tls.cert),
  key: readFileSync(tls.key),
})

/** The database file of an environment. */
export const databaseFile = (environment: Pick<Environment, 'dataDir'>): string =>
  join(environment.dataDir, 'kerb.sqlite')
