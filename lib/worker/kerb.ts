/**
 * The worker, put together: which part hears of what. Everything here is made anew each time the browser starts the
 * worker; what must last is in storage, and is read in one step before `ready` resolves.
 */
import type { Happening } from '../activity/redact.ts'
import type { ActivityStore } from '../activity/store.ts'
import * as browserTabs from '../browser/tabs.ts'
import { purge } from '../browser/purge.ts'
import { blockedPage, wasActivatedBefore } from '../browser/runtime.ts'
import * as browserStorage from '../browser/storage.ts'
import { createJudge, type Judge, type JudgeParts } from '../navigation/judge.ts'
import type { FrameStops } from '../navigation/frame-stops.ts'
import { createLaunchGuard, type LaunchGuard } from '../navigation/launch-guard.ts'
import { LifelineTabs } from '../navigation/lifeline-tabs.ts'
import type { NewTabs } from '../navigation/new-tabs.ts'
import { NavigationGuard, type NavigationEvent } from '../navigation/navigation-guard.ts'
import type { SessionPort } from '../navigation/ports.ts'
import { ShownPages } from '../navigation/shown-pages.ts'
import { Stops } from '../navigation/stops.ts'
import type { Row } from '../protocol/rows.ts'
import type { ContinuedWarnings } from '../rules/continued.ts'
import { safeSearchAddress } from '../verdict/search.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { createBrowsing } from './browsing.ts'
import { carefulLocal, carefulSession, type LocalPort, type Retried } from './careful-storage.ts'
import { ClockKeeper, type Jumped } from './clock-keeper.ts'
import { Continued } from './continued.ts'
import { DiscreetLocal } from './discreet-storage.ts'
import { Enforcement, type EnforcementParts } from './enforcement.ts'
import { FactsKeeper } from './facts.ts'
import { Faults } from './faults.ts'
import type { HelpCards } from './help-cards.ts'
import { frameNotices, type TokenFor } from './frame-notices.ts'
import { lessonTabs } from './lesson-tabs.ts'
import { Loading } from './loading.ts'
import { PlaceKeeper } from './place.ts'
import { Problems } from './problems.ts'
import { Recorder } from './recorder.ts'
import { SelfCheckTabs } from './self-check-tabs.ts'
import { useSealKey } from './seal-key.ts'
import { Unwritten } from './unwritten.ts'
import type { Visits } from './visits.ts'
import { Zones } from './zones.ts'

export interface Kerb {
  /** Resolves when what is stored is in memory, as far as it could be read. Never rejects. */
  readonly ready: Promise<void>
  readonly loading: Loading
  readonly storage: Retried & { readonly local: LocalPort; readonly session: SessionPort }
  readonly judge: Judge
  readonly launch: LaunchGuard
  readonly guard: NavigationGuard
  readonly stops: Stops
  readonly frames: FrameStops
  readonly shown: ShownPages
  readonly newTabs: NewTabs
  readonly lifelines: LifelineTabs
  readonly visits: Visits
  readonly help: HelpCards
  readonly recorder: Recorder
  readonly tried: SelfCheckTabs
  readonly enforcement: Enforcement
  readonly facts: FactsKeeper
  readonly clock: ClockKeeper
  readonly place: PlaceKeeper
  readonly zones: Zones
  readonly continued: Continued
  readonly unwritten: Unwritten
  readonly problems: Problems
  readonly faults: Faults
}

export interface KerbParts {
  readonly store: Promise<ActivityStore>
  readonly warnings: ContinuedWarnings
  /** What else must be in memory before anything is judged, by name. */
  readonly loads: Readonly<Record<string, () => Promise<unknown>>>
  readonly who: () => Row['who']
  /** The same person's name, as soon as it can be said. Never rejects. */
  readonly person: () => Promise<string | undefined>
  readonly lists: EnforcementParts['lists']
  readonly apply: EnforcementParts['apply']
  readonly wakeIn: EnforcementParts['wakeIn']
  readonly judgeTabs: EnforcementParts['judgeTabs']
  readonly enforced: EnforcementParts['enforced']
  readonly held: EnforcementParts['held']
  /** By which a stopped frame is asked for. */
  readonly tokenFor: TokenFor
  readonly found: NonNullable<JudgeParts['found']>
  /** A row was written. */
  readonly written: (urgent: boolean) => void
  readonly jumped: (jump: Jumped) => void
}

export function createKerb(parts: KerbParts): Kerb {
  const problems: Problems = new Problems(
    ({ code, detail }) => void recorder.write({ kind: 'problem', code, detail }),
    browserStorage.session,
  )
  const faults = new Faults(problems)
  const local = carefulLocal(browserStorage.local, faults)
  const session = carefulSession(browserStorage.session, faults)
  const facts = new FactsKeeper(new DiscreetLocal({ local, session, person: parts.person }))
  const shown = new ShownPages(session)
  const lifelines = new LifelineTabs(session)
  const ticker = { wall: () => Date.now(), mono: () => performance.now() }
  const clock = new ClockKeeper({ session, local, ticker, onJump: parts.jumped })
  const continued = new Continued(parts.warnings, () => clock.now())
  const place = new PlaceKeeper({ session, facts, now: () => clock.now() })
  const zones = new Zones(session)
  const enforcement = new Enforcement({
    ...parts,
    facts,
    problems,
    faults,
    person: () => parts.who()?.name,
    now: () => clock.now(),
    wall: ticker.wall,
  })
  // A row under a key that is not wrapped yet is lost when the browser is killed: no row goes before the seal key.
  // Without it rows are sealed all the same, and their key is wrapped later.
  const store = Promise.all([parts.store, facts.load().catch(() => undefined)]).then(async ([made]) => {
    await faults.run('seal-key', () => useSealKey(made, facts.current.managed))
    return made
  })
  const unwritten = new Unwritten({
    append: async (rows) => (await store).append(rows),
    session,
    at: () => clock.now().at,
    written: parts.written,
    faults,
  })
  const recorder = new Recorder({
    store,
    ruling: () => enforcement.ruling(),
    now: () => clock.now(),
    who: parts.who,
    written: parts.written,
    unwritten,
  })
  const browsing = createBrowsing({
    session,
    recorder,
    ruling: () => enforcement.ruling(),
    verdict: (url) => judge.verdict(url, 'page'),
    at: () => clock.now().at,
    faults,
  })
  const { visits, help } = browsing
  const loading = new Loading(
    {
      facts: () => facts.load(),
      shown: () => shown.load(),
      lifelines: () => lifelines.load(),
      ...browsing.loads,
      continued: () => continued.load(),
      clock: () => clock.load(),
      place: () => place.load(),
      zones: () => zones.load(),
      problems: () => problems.load(),
      unwritten: () => unwritten.load(),
      ...parts.loads,
    },
    faults,
  )
  // A step later, when the caller's parts are made too.
  const makeReady = async (): Promise<void> => {
    await Promise.resolve()
    await loading.run()
    place.expire()
    enforcement.settle()
  }
  const ready = makeReady()
  const judge = createJudge({
    ready,
    ruling: () => enforcement.ruling(),
    now: () => clock.now(),
    continued: (url) => continued.has(url),
    found: parts.found,
    showsLifeline: (tabId) => lifelines.has(tabId),
    answered: () => void parts.judgeTabs('policy'),
  })
  const tried = new SelfCheckTabs()
  const stopped = ({ tabId, url, verdict }: { tabId: number; url: string; verdict: Verdict }): void => {
    if (tried.isTrying({ tabId, url })) return
    const isAsked = verdict.action === 'warn'
    const kind: Happening = isAsked ? { kind: 'warned' } : { kind: 'blocked', target: 'page' }
    void recorder.sighting(kind, url, verdict)
    void visits.stopped(url, verdict)
  }
  const newTabs = lessonTabs({ ready, enforcement, clock })
  const stops = new Stops({
    tabs: browserTabs.tabs,
    shown,
    page: blockedPage(),
    newTabs,
    clock: () => performance.now(),
    record: stopped,
  })
  const frames = frameNotices(recorder, parts.tokenFor)
  const launch = createLaunchGuard(judge, wasActivatedBefore())
  const guard = new NavigationGuard({
    judge,
    launch,
    stops,
    shown,
    lifelines,
    purge,
    frames,
    tabs: browserTabs.tabs,
    page: blockedPage(),
    visited: (event: NavigationEvent, verdict: Verdict) =>
      tried.isTrying(event) ? undefined : void faults.run('visit', () => visits.shown(event, verdict)),
    left: (tabId) => void faults.run('visit', () => visits.left(tabId)),
    moved: (event: NavigationEvent, verdict: Verdict) =>
      void faults.run('visit', () => visits.moved(event, verdict)),
    renewed: (since) => enforcement.renew(since),
    safeAddress: (url) => (enforcement.ruling()?.policy.safeSearch === true ? safeSearchAddress(url) : null),
  })
  return {
    ready,
    loading,
    storage: {
      local,
      session,
      retry: async () => void (await Promise.all([local.retry(), session.retry()])),
    },
    judge,
    launch,
    guard,
    stops,
    frames,
    shown,
    newTabs,
    lifelines,
    visits,
    help,
    recorder,
    tried,
    enforcement,
    facts,
    clock,
    place,
    zones,
    continued,
    unwritten,
    problems,
    faults,
  }
}
