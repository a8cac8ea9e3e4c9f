/** What somebody is asked to agree to, and what they have: from the policy, from the record, and from this device. */
import type { AgreementMode, AgreementState, Audience } from './agreement.ts'
import type { GroupPolicy, PolicyDocument } from './document.ts'

/** What was agreed to on this device, by whoever uses it. */
export interface AgreedHere {
  /** E-mail, lower case; empty when nobody is known. */
  readonly person: string
  readonly given: AgreementState['agreed']
}

/** The agreement as it stands for one person. Years stay open: which of them counts, the time says. */
export interface Agreement {
  readonly text: string
  readonly title: string
  readonly audience: Audience
  /** School years in which they agreed to this very text. */
  readonly agreed: readonly number[]
  /** School years for which a parent's permission is on record; undefined where none is asked for. */
  readonly permitted?: readonly number[]
  /** The school does not know this device, so what is on record is not told to it. */
  readonly unconfirmed?: true
  /** Month and day. */
  readonly yearStarts?: string
  readonly until: AgreementMode
  /** Set work that stays open. Hosts, with all that lies under them. */
  readonly open: readonly string[]
  /** The school's own sites, where these stay open too. */
  readonly own: readonly OwnSite[]
}

/** A host alone, or with all that lies under it. */
export interface OwnSite {
  readonly host: string
  readonly exact: boolean
}

/** Hosts that stay open while something is missing, by whether all under them does; none where nobody asks. */
export function openHosts({ open, own }: Pick<Agreement, 'open' | 'own'> = { open: [], own: [] }): {
  readonly under: readonly string[]
  readonly exact: readonly string[]
} {
  const named = (exact: boolean) => own.filter((one) => one.exact === exact).map(({ host }) => host)
  return { under: [...open, ...named(false)], exact: named(true) }
}

/** @param person e-mail in lower case, undefined when nobody is known */
export function agreementOf(
  document: Pick<PolicyDocument, 'agreement' | 'agreementYearStarts'>,
  group: GroupPolicy,
  person: string | undefined,
  here: AgreedHere | undefined,
): Agreement | undefined {
  const asked = group.agreement
  const text = document.agreement?.texts.find(({ audience }) => audience === asked?.text)
  if (asked === undefined || text === undefined) return undefined
  const who = person ?? ''
  // What is on record for somebody else says nothing about whoever reads it here.
  const onRecord = document.agreement?.person === who && who !== '' ? document.agreement : undefined
  const given = [...(onRecord?.agreed ?? []), ...(here?.person === who ? here.given : [])]
  return {
    text: text.name,
    title: text.title,
    audience: text.audience,
    agreed: yearsOf(given.filter((one) => one.text === text.name).map(({ year }) => year)),
    ...(asked.parent && { permitted: yearsOf(onRecord?.permitted ?? []) }),
    ...(document.agreement?.unconfirmed && { unconfirmed: true }),
    ...(document.agreementYearStarts !== undefined && { yearStarts: document.agreementYearStarts }),
    until: asked.until,
    open: asked.open,
    own: asked.until === 'own-sites' ? ownSites(group) : [],
  }
}

/** The same years in the same order, so that the same things agreed to make the same policy. */
const yearsOf = (years: readonly number[]): readonly number[] => [...new Set(years)].sort((a, b) => a - b)

/** Of an entry for a path its host is open: rules that only close cannot leave a path open. */
function ownSites({ entries }: GroupPolicy): OwnSite[] {
  const sites = new Map<string, OwnSite>()
  for (const { action, kind, host } of entries) {
    if (action !== 'allow') continue
    sites.set(host, { host, exact: kind !== 'suffix' && sites.get(host)?.exact !== false })
  }
  return [...sites.values()]
}
