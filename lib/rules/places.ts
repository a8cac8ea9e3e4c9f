/** Hosts as conditions of rules: with everything under them, or exactly. */
import { otherSpellings } from '../verdict/address.ts'
import type { Where } from './draft.ts'

/**
 * Hosts sorted and without repeats, each with the other spellings under which Chromium keeps the same host
 * apart. Chromium matches a final dot and any port by itself, and an IP address as a whole.
 */
export function spelled(hosts: Iterable<string>): string[] {
  const all = new Set<string>()
  for (const host of hosts) {
    all.add(host)
    for (const other of otherSpellings(host)) all.add(other)
  }
  return [...all].sort()
}

/** The hosts and everything under them. */
export function suffixes(hosts: Iterable<string>): Where[] {
  const requestDomains = spelled(hosts)
  return requestDomains.length === 0 ? [] : [{ condition: { requestDomains } }]
}

/** More labels than this need another way to be exact: the expression would pass the browser's 2 kB. */
const MOST_LABELS = 15

/**
 * Exactly these hosts. `requestDomains` also matches what lies under a host, so each rule holds the hosts of one
 * number of labels and an expression that wants that number: a host that is one of them or lies under one, and
 * has as many labels, is one of them. One regular expression for each number of labels, however many hosts.
 */
export function exactly(hosts: Iterable<string>): Where[] {
  const byLabels = new Map<number, string[]>()
  for (const host of spelled(hosts)) {
    const labels = host.split('.').length
    const same = byLabels.get(labels)
    if (same === undefined) byLabels.set(labels, [host])
    else same.push(host)
  }
  return [...byLabels].sort(([a], [b]) => a - b).flatMap(([labels, same]) => withLabels(labels, same))
}

function withLabels(labels: number, hosts: string[]): Where[] {
  if (labels > MOST_LABELS) return hosts.flatMap(byScheme)
  const regexFilter = `^[^/]+//(?:[^/]*@)?(?:[^/.]+\\.){${labels - 1}}[^/.]+\\.*(?::\\d+)?/`
  return [{ condition: { requestDomains: hosts, regexFilter }, meaning: { kind: 'host', hosts, path: '' } }]
}

/** Exact but for credentials before the host. */
const byScheme = (host: string): Where[] =>
  ['http', 'https', 'ws', 'wss'].map((scheme) => ({
    condition: { requestDomains: [host], urlFilter: `|${scheme}://${host}^` },
  }))
