/**
 * What was found to be something the school closes, as the browser's own rules: a set of its own beside the policy's,
 * so that a host is closed within a moment of being found, whatever the size of the lists, and stays closed when the
 * browser starts cold.
 */
import { isPageOnly, stricter } from '../policy/categories.ts'
import type { Action, CategoryId } from '../policy/categories.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { CATEGORY_OF } from '../policy/found-kinds.ts'
import { contentHash } from '../policy/hash.ts'
import type { Now } from '../time/now.ts'
import { prepare } from '../verdict/prepare.ts'
import type { PreparedPolicy } from '../verdict/prepare.ts'
import { isHeld, plainQuarantine } from '../verdict/quarantine.ts'
import type { PlainQuarantine } from '../verdict/quarantine.ts'
import type { RuleProblem } from './apply.ts'
import { drafts, EVERYTHING, FRAMES, PAGES, type Draft, type RuleAction, type Where } from './draft.ts'
import { LAYERS, priorityOf, type LayerName } from './ids.ts'
import { numbered, type CompiledRules } from './number.ts'
import { inOneFilter, pathRegex, underPath } from './paths.ts'
import { spelled, suffixes } from './places.ts'

/** Raised whenever the same quarantines give other rules than before. */
const FORMAT = 2
/** Regular expressions that paths may use; the school's own entries need the rest. */
const MOST_REGEXES = 60
/** For paths: beside them stands one rule for all hosts, or two where some are for pages alone. */
const roomOf = (layer: LayerName): number => LAYERS[layer].ids[1] - LAYERS[layer].ids[0] - 1

/** A place and what holds there. */
export interface Closed {
  readonly host: string
  readonly path: string
  readonly action: Exclude<Action, 'allow'>
  /** What a page loads from there is left alone. */
  readonly pageOnly: boolean
}

interface Held extends Closed {
  readonly until: number
}

/** What is closed, or warned about, at any time that it may be; hosts before paths, in a fixed order. */
export const closedPlaces = (policy: EffectivePolicy, now: Now): readonly Closed[] =>
  heldPlaces(policy, now).map(placeOf)

function placeOf(held: Held): Closed {
  const { until: _, ...place } = held
  return place
}

function heldPlaces(policy: EffectivePolicy, now: Now): readonly Held[] {
  if (policy.quarantine.length === 0) return []
  const plain = prepare(policy)
  return policy.quarantine
    .map(plainQuarantine)
    .filter((one) => one !== null)
    .flatMap((one) => held(one, plain, now))
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
}

const nameOf = ({ host, path, action }: Closed): string => `${path} ${host} ${action}`

function held({ host, path, quarantined }: PlainQuarantine, plain: PreparedPolicy, now: Now): Held[] {
  const category: CategoryId = CATEGORY_OF[quarantined.found]
  const action = now.candidates
    .filter((at) => isHeld(quarantined, at))
    .map((at) => plain.momentAt(at).categories[category])
    .reduce<Action>(stricter, 'allow')
  const { until } = quarantined
  return action === 'allow' ? [] : [{ host, path, action, pageOnly: isPageOnly(category), until }]
}

/** What the layers hold of it. The browser is told of the rest by nobody but the worker. */
interface Fitting {
  readonly blocked: readonly Closed[]
  readonly warned: readonly Closed[]
  readonly withoutWorkers: readonly Closed[]
  /** For each layer that is full, how many it lacks. */
  readonly lacks: ReadonlyMap<LayerName, number>
}

function fitting(policy: EffectivePolicy, now: Now): Fitting {
  const all = heldPlaces(policy, now)
  const warned = all.filter((one) => !isBlocked(one))
  const lacks = new Map<LayerName, number>()
  const fit = (layer: LayerName, places: readonly Held[]): Closed[] => {
    const kept = latest(places, roomOf(layer))
    if (kept.length < places.length) lacks.set(layer, places.length - kept.length)
    return kept.map(placeOf)
  }
  return {
    blocked: fit('quarantine', all.filter(isBlocked)),
    warned: fit('quarantineWarned', warned),
    withoutWorkers: fit('quarantineWorkers', warned),
    lacks,
  }
}

/** All hosts, and of the paths as many as there is room for: those that end last, in the same order. */
function latest(places: readonly Held[], room: number): Held[] {
  let left = room
  const last = places
    .filter(({ path }) => path !== '')
    .toSorted((a, b) => b.until - a.until)
    .filter(({ host }) => (left -= spelled([host]).length) >= 0)
  const kept = new Set(last)
  return places.filter((one) => one.path === '' || kept.has(one))
}

/** What is closed, as a mark: the same places need the same rules. */
export const quarantineMarkerOf = (policy: EffectivePolicy, now: Now): string =>
  markerFor(fitting(policy, now))

const markerFor = ({ blocked, warned, withoutWorkers }: Fitting): string =>
  `${FORMAT}/${contentHash([blocked, warned, withoutWorkers])}`

/** What the rules lack because there is no room for more. */
export const lackingOf = (policy: EffectivePolicy, now: Now): RuleProblem[] =>
  [...fitting(policy, now).lacks].map(([layer, count]) => ({
    layer,
    message: `No room for ${count} of the places that were found`,
    outcome: 'left-out',
  }))

/** The rules of the quarantines that hold; the marker alone when none does. Never more than there is room for. */
export function compileQuarantine(policy: EffectivePolicy, now: Now): CompiledRules {
  const fits = fitting(policy, now)
  const { blocked, warned } = fits
  const budget = { left: MOST_REGEXES }
  const blockedPlaces = (pageOnly: boolean) =>
    placesOf(
      blocked.filter((one) => one.pageOnly === pageOnly),
      budget,
    )
  const all = [
    ...drafts('quarantine', 'block', EVERYTHING, blockedPlaces(false)),
    ...drafts('quarantine', 'block', FRAMES, blockedPlaces(true)),
    ...drafts('quarantineWarned', 'block', PAGES, placesOf(warned, budget)),
    ...withoutWorkers(placesOf(fits.withoutWorkers, budget)),
  ]
  return numbered('quarantine', markerFor(fits), all)
}

const isBlocked = ({ action }: Closed): boolean => action === 'block'

/** One rule for all hosts, and one for each path: an expression, or a filter once those in `budget` are used up. */
export function placesOf(
  places: readonly Pick<Closed, 'host' | 'path'>[],
  budget = { left: MOST_REGEXES },
): Where[] {
  const hosts = places.filter(({ path }) => path === '').map(({ host }) => host)
  const paths = places.filter(({ path }) => path !== '')
  return [...suffixes(new Set(hosts)), ...paths.flatMap((one) => onPath(one, budget))]
}

function onPath({ host, path }: Pick<Closed, 'host' | 'path'>, budget: { left: number }): Where[] {
  if (budget.left <= 0 || pathRegex(path, 'block') === undefined) return inOneFilter([host], path)
  budget.left -= 1
  return underPath([host], path, 'block', 1)
}

/** Documents from there may start no worker: a socket in one is seen by nobody (crbug 40808791). */
export const NO_WORKERS: RuleAction = {
  type: 'modifyHeaders',
  responseHeaders: [{ header: 'content-security-policy', operation: 'append', value: "worker-src 'none'" }],
}

const withoutWorkers = (places: readonly Where[]): Draft[] =>
  drafts('quarantineWorkers', 'block', FRAMES, places, priorityOf('quarantineWorkers')).map((draft) => ({
    ...draft,
    action: NO_WORKERS,
  }))
