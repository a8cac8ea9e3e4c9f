/**
 * Which devices are behind, in Kerb or in their browser. Pure. What a device says of itself is a claim: the newest Kerb
 * is the one that this server is part of, and a browser's newest version is one that several devices have, so that one
 * of them cannot make all others look old.
 */
export interface Claimed {
  readonly extension: string
  /** As the device says it: `Chrome 156`. */
  readonly browser: string
}

/** By the browser's name: the newest version that enough devices have. */
export type Newest = ReadonlyMap<string, number>

/** So many devices must have a version before it counts, or all there are when they are fewer. */
const ENOUGH = 3
/** A browser that stays so many versions behind has not been restarted, or updated, for two months. */
const BEHIND = 2

const BROWSER = /^(.{1,40}?) (\d{1,5})\b/

function browserOf(claim: Claimed): readonly [name: string, version: number] | null {
  const [, name, version] = BROWSER.exec(claim.browser) ?? []
  return name === undefined ? null : [name, Number(version)]
}

export function newestBrowsers(claims: Iterable<Claimed>): Newest {
  const byName = new Map<string, number[]>()
  for (const claim of claims) {
    const browser = browserOf(claim)
    if (!browser) continue
    const [name, version] = browser
    byName.set(name, [...(byName.get(name) ?? []), version])
  }
  const nth = (versions: number[]) =>
    versions.sort((a, b) => b - a)[Math.min(ENOUGH, versions.length) - 1] ?? 0
  return new Map([...byName].map(([name, versions]) => [name, nth(versions)]))
}

/** What of a device is old; empty when nothing is. `kerb`: the version that this server is part of. */
export function outdated(claim: Claimed, kerb: string, newest: Newest): readonly ('kerb' | 'browser')[] {
  const browser = browserOf(claim)
  const isOldBrowser = browser !== null && browser[1] + BEHIND <= (newest.get(browser[0]) ?? 0)
  return [
    ...(compareVersions(claim.extension, kerb) < 0 ? (['kerb'] as const) : []),
    ...(isOldBrowser ? (['browser'] as const) : []),
  ]
}

/** As browsers compare them: number by number. What is no number counts as none. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [a, b].map((text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0))
  for (let i = 0; i < Math.max(x?.length ?? 0, y?.length ?? 0); i += 1) {
    const apart = (x?.[i] ?? 0) - (y?.[i] ?? 0)
    if (apart !== 0) return apart
  }
  return 0
}
