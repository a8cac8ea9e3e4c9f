/** For this room’s tests: its parts around a browser that writes down what it is told. */
import type { Verdict } from '../verdict/verdict.ts'
import { FrameStops } from './frame-stops.ts'
import { Behind } from './behind.ts'
import type { Judge } from './judge.ts'
import { createLaunchGuard } from './launch-guard.ts'
import { NavigationGuard } from './navigation-guard.ts'
import { LifelineTabs } from './lifeline-tabs.ts'
import { NewTabs } from './new-tabs.ts'
import { ShownPages } from './shown-pages.ts'
import { Stops } from './stops.ts'

export const PAGE = 'chrome-extension://kerb/blocked.html'
export const LESSON_PAGE = 'chrome-extension://kerb/lesson.html'
export const BAD = 'https://bad.test/a'
export const GOOD = 'https://good.test/'
export const BLOCKED = 'net::ERR_BLOCKED_BY_CLIENT'

export const allow: Verdict = { action: 'allow', reason: { kind: 'unknown-host' }, remedy: 'none' }
export const block: Verdict = {
  action: 'block',
  reason: { kind: 'category', category: 'games' },
  remedy: 'ask',
}
export const taught: Verdict = {
  ...block,
  reason: { kind: 'lesson', id: 'l1', name: '9B Maths', mode: 'only' },
}
export const advert: Verdict = { ...block, reason: { kind: 'category', category: 'ads' } }

/** A worker whose policy becomes known when `warm` is called. */
export function rig({ warm = true, history = true, isWokenAgain = false } = {}) {
  const log: string[] = []
  const notices: unknown[] = []
  /** Which documents were told of a stopped frame. */
  const told: (string | undefined)[] = []
  let known = warm
  let makeReady = (): void => {}
  const ready = warm ? Promise.resolve() : new Promise<void>((resolve) => (makeReady = resolve))
  const own = new Map<string, Verdict>()
  /** How long the lists take to be read, question by question. */
  const answers: Promise<void>[] = []
  const rule = (url: string): Verdict =>
    own.get(url) ??
    (url.startsWith(PAGE)
      ? allow
      : url.includes('ads.test')
        ? advert
        : url.includes('taught.test')
          ? taught
          : url.includes('bad.test')
            ? block
            : allow)
  const judge: Judge = {
    ready,
    readyFor: () => ready.then(() => answers.shift()),
    ruling: () => null,
    verdict: (url) => (known ? rule(url) : null),
  }
  let time = 0
  const rules = { changedAt: -Infinity }
  const lesson = { isOn: false }
  let open: { id: number; url: string; active: boolean; pending?: string }[] = []
  const unreachable = new Set<number>()
  const writers = new Map<number, string>()
  const session = new Map<string, unknown>()
  const tabs = {
    go: async (tab: number, url: string) => void log.push(`go ${tab} ${url}`),
    again: async (tab: number) => void log.push(`again ${tab}`),
    empty: async (tab: number) => (log.push(`empty ${tab}`), !unreachable.has(tab)),
    settled: async (tab: number) => void log.push(`settled ${tab}`),
    lookedAt: async (): Promise<void> => void log.push('rest'),
    back: async (tab: number) => (log.push(`back ${tab}`), history),
    all: async () => open,
    frames: async () => [
      { frameId: 0, parentFrameId: -1, url: GOOD, documentId: 'document 0' },
      { frameId: 3, parentFrameId: 0, url: BAD, documentId: 'document 3', parentDocumentId: 'document 0' },
    ],
    emptyFrame: async (tab: number, document: string | undefined) =>
      void log.push(`empty ${tab} ${document}`),
    tellFrame: async (_tab: number, document: string | undefined, message: unknown) => {
      notices.push(message)
      told.push(document)
    },
  }
  const sessionPort = {
    get: async <T>(key: string) => session.get(key) as T | undefined,
    set: async (key: string, value: unknown) => void session.set(key, value),
  }
  const shown = new ShownPages(sessionPort)
  const lifelines = new LifelineTabs(sessionPort)
  const newTabs = new NewTabs({ tabs, page: LESSON_PAGE, ready, isTaken: () => lesson.isOn })
  const stops = new Stops({
    tabs,
    shown,
    page: PAGE,
    newTabs,
    clock: () => time,
    record: ({ url }) => log.push(`row blocked ${url}`),
  })
  /** As a worker makes it. */
  const makeBehind = (later: (turns: () => Promise<void>) => void = (turns) => void turns()): Behind =>
    new Behind({ tabs, stops, session: sessionPort, page: PAGE, later })
  const launch = createLaunchGuard(judge, isWokenAgain)
  const frames = new FrameStops({
    tabs,
    record: ({ url }) => log.push(`row frame ${url}`),
    notice: (urls) => urls,
  })
  const guard = new NavigationGuard({
    judge,
    launch,
    stops,
    shown,
    lifelines,
    tabs,
    page: PAGE,
    frames,
    purge: { workersOf: async (origin) => void log.push(`purge ${origin}`) },
    visited: ({ url }) => log.push(`row visit ${url}`),
    left: () => {},
    moved: ({ url }) => log.push(`row moved ${url}`),
    renewed: async (since) => since < rules.changedAt,
    safeAddress: () => null,
  })
  const event = (url: string, more: object = {}) => ({
    tabId: 1,
    frameId: 0,
    parentFrameId: -1,
    timeStamp: 0,
    url,
    ...more,
  })
  return {
    log,
    notices,
    told,
    rules,
    lesson,
    newTabs,
    guard,
    launch,
    shown,
    event,
    parts: {
      judge,
      tabs,
      whose: async ({ id, url }: { id: number; url: string }) => writers.get(id) ?? url,
      stops,
      frames,
      page: PAGE,
      behind: makeBehind(),
    },
    makeBehind,
    session: sessionPort,
    pass: (ms: number) => (time += ms),
    /** In front, where nothing else is said. */
    setOpen: (list: readonly { id: number; url: string; active?: boolean; pending?: string }[]) =>
      (open = list.map((tab) => ({ active: true, ...tab }))),
    /** A page of this address wrote what the tab shows. */
    setWriter: (tab: number, url: string) => void writers.set(tab, url),
    /** No script reaches what this tab shows. */
    setUnreachable: (tab: number) => void unreachable.add(tab),
    /** The next question that finds the worker cold is answered when this has settled. */
    setAnswer: (answer: Promise<void>) => void answers.push(answer),
    /** From now on this is the verdict on this address. */
    setRule: (url: string, verdict: Verdict) => void own.set(url, verdict),
    warm: () => ((known = true), makeReady()),
  }
}
