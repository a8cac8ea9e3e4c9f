/** Hosts as conditions of rules: with everything under them, or exactly. */
import { isIpLiteral, otherSpellings } from '../verdict/address.ts'
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
export const exactly = (hosts: Iterable<string>): Where[] =>
  byLabels(spelled(hosts)).flatMap(([labels, same]) => withLabels(labels, same))

/**
 * What lies under these hosts and is none of them, nor is or lies under one of `spared`. As `exactly`, with an expression
 * that wants more labels; a port is none (`a.test.:8080`). A host of too many labels has no such rule: what lies under it is the worker's to judge.
 */
export function beneath(hosts: ReadonlySet<string>, spared: Iterable<string>): Where[] {
  const names = [...hosts].filter((host) => !isIpLiteral(host)).sort()
  const all = [...spared]
  return byLabels(names)
    .filter(([labels]) => labels <= MOST_LABELS)
    .map(([labels, same]) => {
      const regexFilter = `^[^/]+//(?:[^/]*@)?(?:[^/.@:]+\\.){${labels},}[^/.@:]+\\.*(?::\\d+)?/`
      const excludedRequestDomains = spelled([...all, ...names.filter((host) => labelsOf(host) > labels)])
      const condition = {
        requestDomains: same,
        regexFilter,
        ...(excludedRequestDomains.length > 0 && { excludedRequestDomains }),
      }
      return { condition, meaning: { kind: 'beneath', hosts: same, path: '' } }
    })
}

const labelsOf = (host: string): number => host.split('.').length

function byLabels(hosts: readonly string[]): [labels: number, hosts: string[]][] {
  const groups = new Map<number, string[]>()
  for (const host of hosts) {
    const same = groups.get(labelsOf(host))
    if (same === undefined) groups.set(labelsOf(host), [host])
    else same.push(host)
  }
  return [...groups].sort(([a], [b]) => a - b)
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
