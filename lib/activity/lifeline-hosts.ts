/**
 * What a host says of a lifeline, and what of it may be written down. Helplines answer under more hosts than the
 * lists name (`support.childline.org.uk`), are read through translators (`www-childline-org-uk.translate.goog`) and
 * chat on other companies' hosts; and a proxy may call itself after one, hoping that nothing is recorded.
 */
import { registeredDomain } from '../hosts/public-suffixes.ts'
import { lineage } from '../verdict/address.ts'
import { hostNamesLifeline } from './names-lifeline.ts'

/**
 * The host as a row may name it; `outer` is set when that is only the site around a lifeline, and null stands for
 * a lifeline, of which no row says anything.
 *
 * @param lifelines exact hosts
 * @param isKnown whether the lists or the school name the host as something else: then its name alone is no cover
 */
export function recordedHost(
  host: string,
  lifelines: readonly string[],
  isKnown: boolean,
): { readonly host: string; readonly outer: boolean } | null {
  if (lineage(host).some((parent) => lifelines.includes(parent))) return null
  const domain = registeredDomain(host)
  if (domain === null) return { host, outer: false }
  const inside = host.slice(0, -domain.length - 1)
  if (hostNamesLifeline(inside, lifelines) || holds(inside, lifelines)) return { host: domain, outer: true }
  if (!isKnown && hostNamesLifeline(label(domain), lifelines)) return null
  return { host, outer: false }
}

const label = (domain: string): string => domain.split('.')[0] ?? ''

/** A whole host among the labels, its dots as they are or as hyphens. */
function holds(inside: string, lifelines: readonly string[]): boolean {
  if (!/[.-]/.test(inside)) return false
  const said = `-${hyphens(inside)}-`
  return lifelines.some((lifeline) => said.includes(`-${hyphens(lifeline.replace(/^www\./, ''))}-`))
}

const hyphens = (host: string): string => host.replace(/[.-]+/g, '-')
