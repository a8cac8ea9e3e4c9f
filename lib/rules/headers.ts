/** What the school's policy says to other services in request headers. */
import type { EffectivePolicy } from '../policy/effective.ts'
import { directoryOf, isDirectoryId, NO_DIRECTORY } from '../policy/sign-in.ts'
import { GOOGLE_DOMAINS } from '../verdict/google-domains.ts'
import { SEARCH_ENGINES } from '../verdict/search.ts'
import { EVERYTHING, type Draft } from './draft.ts'
import { priorityOf } from './ids.ts'

const MICROSOFT_SIGN_IN = ['login.microsoft.com', 'login.microsoftonline.com', 'login.windows.net']
/** Personal Microsoft accounts sign in here, whatever the organisation. */
const MICROSOFT_PERSONAL = ['login.live.com']

export const headers = (policy: EffectivePolicy): Draft[] => [
  ...youtube(policy.youtube),
  ...signIn(policy.signInDomains),
]

/** YouTube Restricted Mode: support.google.com/a/answer/6214622. */
function youtube(level: EffectivePolicy['youtube']): Draft[] {
  if (level === 'off') return []
  const sites = SEARCH_ENGINES.filter((engine) => engine.setting === 'youtube').flatMap(
    (engine) => engine.sites,
  )
  return sites.flatMap(({ header, hosts }) =>
    header === undefined ? [] : [setting(hosts, { [header.name]: header[level] })],
  )
}

/**
 * Which accounts may sign in: support.google.com/a/answer/1668854 and learn.microsoft.com "Restrict access to a
 * tenant". Microsoft heeds the first header only beside the second, which names the school by its directory id: where
 * no sign-in domain is such an id, lib/policy/sign-in has a problem to show.
 */
function signIn(domains: readonly string[]): Draft[] {
  if (domains.length === 0) return []
  const sorted = domains.filter((domain) => domain !== NO_DIRECTORY).sort()
  const directory = directoryOf(sorted)
  const google = sorted.filter((domain) => !isDirectoryId(domain))
  const microsoft: Record<string, string> = { 'Restrict-Access-To-Tenants': sorted.join(',') }
  if (directory !== undefined) microsoft['Restrict-Access-Context'] = directory
  return [
    ...(google.length === 0
      ? []
      : [setting(GOOGLE_HOSTS, { 'X-GoogApps-Allowed-Domains': google.join(',') })]),
    ...(sorted.length === 0 ? [] : [setting(MICROSOFT_SIGN_IN, microsoft)]),
    setting(MICROSOFT_PERSONAL, { 'sec-Restrict-Tenant-Access-Policy': 'restrict-msa' }),
  ]
}

const GOOGLE_HOSTS = [...GOOGLE_DOMAINS, 'gmail.com', 'googlemail.com']

function setting(hosts: readonly string[], values: Readonly<Record<string, string>>): Draft {
  const requestHeaders = Object.entries(values).map(([header, value]) => ({
    header,
    operation: 'set' as const,
    value,
  }))
  return {
    layer: 'headers',
    priority: priorityOf('headers'),
    action: { type: 'modifyHeaders', requestHeaders },
    condition: { requestDomains: [...hosts].sort(), resourceTypes: EVERYTHING },
  }
}
