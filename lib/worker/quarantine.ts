/**
 * Hosts that the guard of this device found to be something the school closes: closed at once and for a while, even
 * when the browser starts again, and undone in one step. Never what the school or Kerb keeps open, and on hosting that
 * strangers share only the one place. What is only suspected is watched until the browser session ends.
 */
import type { Ruling } from '../navigation/judge.ts'
import type { PurgePort, SessionPort } from '../navigation/ports.ts'
import { publicSuffix, registeredDomain } from '../hosts/public-suffixes.ts'
import type { CategoryLists } from '../lists/lists.ts'
import { holdsCleared, isCleared } from '../policy/cleared.ts'
import { CATEGORY_OF } from '../policy/found-kinds.ts'
import type { FoundKind } from '../policy/found-kinds.ts'
import { foundPlace } from '../policy/found-place.ts'
import type { FoundPlace } from '../policy/found-place.ts'
import type { Quarantined } from '../policy/quarantine.ts'
import { isTaught } from '../policy/with-quarantine.ts'
import { closedPlaces } from '../rules/quarantine.ts'
import type { Closed } from '../rules/quarantine.ts'
import type { WorkerRules } from '../rules/workers.ts'
import type { Now } from '../time/now.ts'
import { canonicalHost } from '../verdict/address.ts'
import { decide } from '../verdict/decide.ts'
import { isNobodys } from '../verdict/found.ts'
import { isHeld } from '../verdict/quarantine.ts'
import { z } from '../zod.ts'
import type { FactsKeeper } from './facts.ts'

export type Found = Omit<Quarantined, 'id'>
/** What was found, and where. */
type Looked = Pick<Found, 'host' | 'path' | 'found'>

const DAY = 86_400_000
/** No finding of a device alone closes a host for longer. */
const LONGEST_MS = 7 * DAY
/** More than a pupil finds in that time; the ones that end first make room. */
const MOST = 100
/** Of names under one that somebody registered: names without end must not push out what else was found. */
const MOST_OF_SITE = 10
const PURGED = 'purged'
const purgedSchema = z.array(z.string())

export interface QuarantineParts {
  readonly ready: Promise<void>
  readonly facts: FactsKeeper
  readonly ruling: () => Ruling | null
  readonly now: () => Now
  /** Has rules and tabs follow what the facts say. Never rejects. */
  readonly refresh: () => Promise<unknown>
  readonly purge: PurgePort
  readonly workers: WorkerRules
  readonly session: SessionPort
}

export class QuarantineKeeper {
  private readonly parts: QuarantineParts

  constructor(parts: QuarantineParts) {
    this.parts = parts
  }

  load(): Promise<void> {
    return this.parts.facts.load()
  }

  /** This device's own, the ended ones too until another is found. */
  get current(): readonly Quarantined[] {
    return this.parts.facts.current.quarantine
  }

  /**
   * In force, with what is open in the tabs taken out and its workers purged, when this resolves.
   * @returns false where a finding closes nothing: what is kept open by choice, or what nobody owns alone
   */
  async add(found: Found): Promise<boolean> {
    await this.parts.ready
    const ruling = this.parts.ruling()
    const now = this.parts.now()
    const place = placeOf(found)
    if (!ruling || place === null || !mayClose(ruling, found, place, now)) return false
    const { path: _, ...rest } = found
    // A clock that was set back must not end it at once when it is put right.
    const behind = Math.max(...now.candidates) - now.at
    const until = Math.min(found.until, now.at + LONGEST_MS) + behind
    const one: Quarantined = { ...rest, ...place, id: crypto.randomUUID(), since: now.at, until }
    const others = this.current.filter((other) => isLive(other, now) && !isSame(other, one))
    await this.change([...withRoomFor(one, others), one])
    return true
  }

  /** Open again, as far as this device closed it. */
  async undo(id: string): Promise<void> {
    await this.parts.ready
    const kept = this.current.filter((one) => one.id !== id)
    if (kept.length < this.current.length) await this.change(kept)
  }

  /** Until the browser session ends, pages of a host that is only suspected start no workers. */
  async watch(host: string): Promise<void> {
    await this.parts.ready
    const ruling = this.parts.ruling()
    const at = { host, found: 'unblocker' } as const
    const place = placeOf(at)
    // What many share, and what is open by choice, keeps its workers.
    if (!ruling || place === null || place.path !== undefined) return
    if (!mayClose(ruling, at, place, this.parts.now())) return
    if (await this.parts.workers.watch(place.host)) await this.purgeHost(place.host)
  }

  /** The rules have been seen to: worker scripts are held by rules of the session, and what is new is purged. */
  async enforced({ policy }: Ruling): Promise<void> {
    const now = this.parts.now()
    const places = closedPlaces(policy, now)
    await Promise.all([this.parts.workers.follow(places), this.purgeNew(places), this.shorten(now)])
  }

  /** What was found under a clock that went ahead would last for as long as that: once the time is sure it ends as others. */
  private async shorten({ at, candidates }: Now): Promise<void> {
    const last = at + LONGEST_MS
    if (candidates.length > 1 || this.current.every(({ until }) => until <= last)) return
    const quarantine = this.current.map((one) => ({ ...one, until: Math.min(one.until, last) }))
    await this.parts.facts.change({ quarantine })
  }

  private async change(quarantine: readonly Quarantined[]): Promise<void> {
    const kept = this.parts.facts.change({ quarantine })
    await this.parts.refresh()
    await kept
  }

  /** Each once in a browser session: what answers from its own worker is reached by no rule. */
  private async purgeNew(places: readonly Closed[]): Promise<void> {
    // Other makers' workers on a host that many share are none of those that were found.
    const hosts = [...new Set(places.filter(({ path }) => path === '').map(({ host }) => host))]
    const stored = purgedSchema.safeParse(await this.parts.session.get(PURGED))
    const before = stored.success ? stored.data : []
    const fresh = hosts.filter((host) => !before.includes(host))
    // First, so that a worker that is killed meanwhile leaves it to the next.
    await Promise.all(fresh.map((host) => this.purgeHost(host)))
    // A host that came off the list may have workers again when it is found anew.
    if (fresh.length > 0 || before.length > hosts.length) await this.parts.session.set(PURGED, hosts)
  }

  private async purgeHost(host: string): Promise<void> {
    await Promise.all(['https', 'http'].map((scheme) => this.parts.purge.workersOf(`${scheme}://${host}`)))
  }
}

/** Canonical, and no more than its maker's own. */
function placeOf({ host, path }: Looked): FoundPlace | null {
  const name = canonicalHost(host)
  return name === null ? null : foundPlace(name, path)
}

/** Only where the verdict is nobody's choice, no teacher opens it, and the school has not said that it is no such thing. */
function mayClose({ policy, lists }: Ruling, at: Looked, place: FoundPlace, now: Now): boolean {
  const { host } = place
  if (place.path === undefined && isKnownAsOther(lists, host, at.found)) return false
  const address = { host, path: place.path ?? at.path ?? '/', found: at.found }
  // What closes for a while says nothing about the place.
  const { agreement: _, ...lasting } = policy
  const { reason } = decide(
    `https://${host}${address.path}`,
    { ...lasting, lessons: [], suspensions: [] },
    lists,
    now,
  )
  if (!isNobodys(reason)) return false
  if (isTaught(policy, host, now.at) || isCleared(policy.cleared, address, now.at)) return false
  // Closing all of it would close what the school has put right: its pages are closed one by one.
  return !holdsCleared({ ...place, found: at.found }, policy.cleared, now.at)
}

/** One page of a search engine or a newspaper says nothing about the rest of it. An ending is not the names under it. */
function isKnownAsOther(lists: CategoryLists, host: string, found: FoundKind): boolean {
  const ofEnding = lists.categoriesOf(publicSuffix(host, 'all').suffix)
  return [...lists.categoriesOf(host)].some((one) => one !== CATEGORY_OF[found] && !ofEnding.has(one))
}

/** Those that stay beside one more: of its own site's first, then of all, the ones that end first make room. */
function withRoomFor({ host }: Quarantined, others: readonly Quarantined[]): readonly Quarantined[] {
  const site = siteOf(host)
  const sorted = others.toSorted((a, b) => a.until - b.until)
  const ofSite = sorted.filter((one) => siteOf(one.host) === site)
  const over = new Set(ofSite.slice(0, Math.max(0, ofSite.length - (MOST_OF_SITE - 1))))
  return sorted.filter((one) => !over.has(one)).slice(-(MOST - 1))
}

const siteOf = (host: string): string => registeredDomain(host, 'all') ?? host

const isLive = (one: Quarantined, { candidates }: Now): boolean => candidates.some((at) => isHeld(one, at))

const isSame = (a: Quarantined, b: Quarantined): boolean =>
  a.host === b.host && a.path === b.path && a.found === b.found

export interface QuarantineWiring extends Omit<QuarantineParts, 'refresh'> {
  readonly enforcement: { refresh(): Promise<unknown> }
  readonly faults: { run(step: string, work: () => Promise<unknown>): Promise<boolean> }
}

export const createQuarantine = ({ enforcement, faults, ...parts }: QuarantineWiring): QuarantineKeeper =>
  new QuarantineKeeper({ ...parts, refresh: () => faults.run('rules', () => enforcement.refresh()) })
