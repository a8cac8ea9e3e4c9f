/** Holds what the database has against what the test web server saw. Pure: a complaint a line, none when all is well. */

/** A document that the web server was asked for. Times are epoch milliseconds. */
export interface Served {
  readonly host: string
  readonly finishedAt?: number
  /** When its own script ran, as the web server heard. Not judged: said beside a complaint. */
  readonly shownAt?: number
}

export interface Asked {
  readonly host: string
  readonly target: 'page' | 'frame'
  readonly how: string
  /** When it had surely begun; undefined when that was never seen. */
  readonly begun?: number
}

export interface Stored {
  readonly installation: string
  readonly seq: number
  readonly kind: string
  readonly host: string | null
  readonly target: string | null
  readonly at: number
}

/** A browser kill, from the decision to the last process's end. */
export interface Kill {
  readonly from: number
  readonly until: number
  /** When the next session's browser answered. */
  readonly restarted: number
  /** The next session took the tabs of this one up again, so it may have asked for their addresses once more. */
  readonly restored: boolean
}

export interface Evidence {
  /** Requests for forbidden hosts that reached the web server, and when. */
  readonly leaked: readonly { readonly host: string; readonly at: number }[]
  readonly served: readonly Served[]
  readonly asked: readonly Asked[]
  readonly kills: readonly Kill[]
  readonly rows: readonly Stored[]
  /** The highest number that each installation says it has written. */
  readonly written: Readonly<Record<string, number>>
}

/** What began this shortly before a kill may be without its row. */
export const GRACE_MS = 250

export function complaints(evidence: Evidence): string[] {
  return [...leaks(evidence), ...numbers(evidence), ...visits(evidence), ...stops(evidence)]
}

/** Too close to a kill to be held against anybody, or never seen to begin. */
const isExcused = (at: number | undefined, kills: readonly Kill[]): boolean =>
  at === undefined || kills.some((kill) => at >= kill.from - GRACE_MS && at <= kill.until)

function leaks({ leaked, asked, kills }: Evidence): string[] {
  return leaked.map(({ host, at }) => {
    const how = asked.find((ask) => ask.host === host)?.how ?? 'not asked for'
    const session = kills.findLast((kill) => kill.until <= at)
    const when = session ? `${at - session.restarted} ms after the browser's start` : 'before any kill'
    return `${host} (${how}) was let through, ${when}`
  })
}

/** Numbers 1…n once each, per installation, and none spoken of as lost or unreadable. */
function numbers({ rows, written }: Evidence): string[] {
  const found: string[] = []
  const installations = new Set([...rows.map((row) => row.installation), ...Object.keys(written)])
  for (const installation of installations) {
    const seqs = rows.filter((row) => row.installation === installation).map((row) => row.seq)
    const count = new Map<number, number>()
    for (const seq of seqs) count.set(seq, (count.get(seq) ?? 0) + 1)
    const most = written[installation] ?? 0
    for (let seq = 1; seq <= most; seq += 1)
      if (count.get(seq) !== 1)
        found.push(`number ${seq} of ${installation} is there ${count.get(seq) ?? 0} times`)
    for (const seq of count.keys())
      if (seq < 1 || seq > most) found.push(`number ${seq} of ${installation} was never written`)
  }
  for (const row of rows)
    if (row.kind === 'lost' || row.kind === 'unreadable')
      found.push(`number ${row.seq} is a row "${row.kind}"`)
  return found
}

function visits({ served, kills, rows }: Evidence): string[] {
  const found: string[] = []
  const hosts = group(served, (one) => one.host)
  const stored = group(
    rows.filter((row) => row.kind === 'visit'),
    (row) => row.host ?? '',
  )
  for (const [host, times] of hosts) {
    const least = times.filter((one) => !isExcused(one.finishedAt, kills)).length
    const has = stored.get(host)?.length ?? 0
    if (has < least) {
      const when = times.map((one) => `${before(one.finishedAt, kills)}, ${shown(one)}`).join('; ')
      found.push(`${host} was served ${times.length} times (${when}) and has ${has} visit rows`)
    }
    if (has > times.length) found.push(`${host} was served ${times.length} times and has ${has} visit rows`)
  }
  for (const host of stored.keys())
    if (!hosts.has(host)) found.push(`${host} has a visit row and was never served`)
  return found
}

function stops({ asked, kills, rows }: Evidence): string[] {
  const found: string[] = []
  const sessionOf = (at: number): number => kills.filter((kill) => kill.until <= at).length
  const hosts = new Map(asked.map((ask) => [ask.host, ask]))
  const stored = group(
    rows.filter((row) => row.kind === 'blocked'),
    (row) => row.host ?? '',
  )
  for (const ask of hosts.values()) {
    const own = stored.get(ask.host) ?? []
    const name = `${ask.host} (${ask.how}, ${before(ask.begun, kills)})`
    if (own.some((row) => row.target !== ask.target)) found.push(`${name} has a row of another kind`)
    const bySession = group(own, (row) => sessionOf(row.at))
    for (const [session, some] of bySession)
      if (some.length > 1) found.push(`${name} has ${some.length} blocked rows in session ${session}`)
    if (ask.begun === undefined) continue
    const session = sessionOf(ask.begun)
    if (!isExcused(ask.begun, kills) && !bySession.has(session)) found.push(`${name} has no blocked row`)
    // The kill before session n has the index n - 1.
    for (const later of bySession.keys())
      if (later < session || (later > session && !kills[later - 1]?.restored))
        found.push(`${name}, of session ${session}, has a blocked row in session ${later}`)
  }
  for (const host of stored.keys())
    if (!hosts.has(host)) found.push(`${host} has a blocked row and was never asked for`)
  return found
}

const shown = ({ finishedAt, shownAt }: Served): string =>
  finishedAt === undefined || shownAt === undefined ? 'never shown' : `shown ${shownAt - finishedAt} ms later`

/** How long before the next kill, for a person. */
function before(at: number | undefined, kills: readonly Kill[]): string {
  if (at === undefined) return 'not seen to the end'
  const kill = kills.find((one) => one.until >= at)
  return kill ? `${kill.from - at} ms before a kill` : 'after the last kill'
}

function group<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const name = key(item)
    const there = groups.get(name)
    if (there) there.push(item)
    else groups.set(name, [item])
  }
  return groups
}
