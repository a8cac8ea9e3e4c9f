/** For tests of looks: everything around a look, with a log of what it did. */
import { picture } from '../../guard/testing.ts'
import type { Asker } from '../../messages/router.ts'
import type { Ruling } from '../../navigation/judge.ts'
import { BASELINE } from '../../policy/baseline.ts'
import type { EffectivePolicy } from '../../policy/effective.ts'
import type { Finding } from '../../policy/finding.ts'
import type { Now } from '../../time/now.ts'
import { shippedLists } from '../../lists/load.ts'
import { liftWarning } from '../../verdict/decide.ts'
import { isNobodys } from '../../verdict/found.ts'
import type { Reason, Verdict } from '../../verdict/verdict.ts'
import { FakeStorage } from '../testing.ts'
import { Acting, type ActingParts } from './acting.ts'
import { Covers } from './covers.ts'
import { FoundPages } from './found-pages.ts'
import { Looking } from './looking.ts'
import { NetworkMarks } from './marks.ts'
import { Servers } from './servers.ts'

type Content = Extract<Asker, { readonly kind: 'content' }>

/** The name of a document that has gone. */
export const GONE = 'gone'
/** As the browser has one for each document: another at the same address in the same frame would be another. */
export const documentOf = (frameId: number, url: string): string => `${frameId} ${url}`

export const at = Date.UTC(2026, 5, 1, 10)
export const now: Now = { at, candidates: [at] } as unknown as Now
export const unblocker: Finding = {
  kind: 'unblocker',
  sureness: 'sure',
  evidence: [{ family: 'engine', sign: 'a-sign' }],
}
export const ruling: Ruling = { policy: BASELINE, lists: shippedLists() }

/** A page with a frame in a sandbox, and one within that. */
export const FRAMES = [
  { frameId: 0, parentFrameId: -1, url: 'https://maker.test/page' },
  { frameId: 3, parentFrameId: 0, url: 'about:srcdoc' },
  { frameId: 5, parentFrameId: 3, url: 'data:text/html,x' },
]

export function rig(
  findings: readonly Finding[],
  reason: Reason | ((url: string) => Reason) = { kind: 'unknown-host' },
  mayQuarantine = true,
  withRequests?: Finding,
  policy: EffectivePolicy = BASELINE,
) {
  const log: string[] = []
  const purged: string[] = []
  const asked: Ruling = { ...ruling, policy }
  const { rawSession } = new FakeStorage()
  const pages = new FoundPages(rawSession, () => 0)
  const [marks, servers, covers] = [
    new NetworkMarks(rawSession),
    new Servers(rawSession),
    new Covers(rawSession),
  ]
  let tabs = 0
  /** What each tab shows: what it was last seen to, unless it went on meanwhile. */
  const continued = new Set<string>()
  const shown = new Map<number, string>()
  /** Which page opened a tab. */
  const opened = new Map<number, string>()
  const reasonOf = (url: string): Reason => (typeof reason === 'function' ? reason(url) : reason)
  const around: ActingParts = {
    tabs: {
      frames: async (tabId) => [
        { frameId: 0, parentFrameId: -1, url: shown.get(tabId) ?? '' },
        {
          frameId: 3,
          parentFrameId: 0,
          url: shown.get(-3) ?? '',
          documentId: documentOf(3, shown.get(-3) ?? ''),
        },
      ],
    },
    isOpen: async (url) => isNobodys(reasonOf(url)),
    close: async (tab) => void log.push(`close ${tab}`),
    blank: 'blank',
    stops: {
      stop: async ({ tabId, url, verdict }) =>
        void log.push(`stop ${tabId} ${url} ${verdict.action} ${verdict.reason.kind}`),
    },
    frames: {
      takeOut: async ({ url }) => {
        log.push(`take out ${url}`)
        // What stands in the frame's place makes the page another one.
        if (url.startsWith('https://inner.')) await saw('https://shell.test/', { frames: [] })
      },
    },
    quarantine: {
      add: async ({ host, found }) => (log.push(`quarantine ${host} ${found}`), mayQuarantine),
      watch: async (host) => void log.push(`watch ${host}`),
    },
    pages,
    purge: async (origin) => void purged.push(origin),
    servers,
    at: () => at,
  }
  const acting = new Acting(around)
  const looking: Looking = new Looking({
    judge: {
      ready: Promise.resolve(),
      ruling: () => asked,
      readyFor: () => Promise.resolve(),
      verdict: (url, target): Verdict => {
        const found = pages.at(url)
        const seen = found && looking.foundAt(url, found, asked, target)
        if (seen !== undefined) return liftWarning(seen, continued.has(url))
        return { action: 'allow', reason: reasonOf(url), remedy: 'none' }
      },
    },
    now: () => now,
    continued: (url) => continued.has(url),
    marks,
    servers,
    covers,
    acting,
    tabs: { frames: async () => FRAMES },
    // A document that was there when it asked, and is no more.
    bring: async (tabId, documentId) => documentId !== GONE && log.push(`bring ${tabId} ${documentId}`) > 0,
    openers: { of: (tabId) => opened.get(tabId) },
    score: (signals, { network }) => {
      if (withRequests !== undefined && network.requests.length > 0) return [withRequests]
      return signals.url.startsWith('https://shell.') ? [] : [...findings]
    },
  })
  const from = (url: string, frameId = 0, origin = new URL(url).origin): Content => ({
    kind: 'content',
    tabId: (tabs = Math.max(1, tabs)),
    frameId,
    documentId: documentOf(frameId, url),
    origin,
    url,
  })
  const saw = async (
    url: string,
    more: { frameId?: number; origin?: string; tabId?: number; frames?: string[] } = {},
  ) => {
    shown.set(more.frameId === undefined ? (more.tabId ?? 1) : -more.frameId, url)
    return looking.saw(
      picture({
        url,
        top: (more.frameId ?? 0) === 0,
        frames: (more.frames ?? []).map((one) => ({ url: one, share: 0.9, sandboxed: false })),
      }),
      { ...from(url, more.frameId, more.origin), ...(more.tabId === undefined ? {} : { tabId: more.tabId }) },
    )
  }
  return {
    log,
    around,
    from,
    purged,
    session: rawSession,
    shown,
    opened,
    continued,
    covers,
    pages,
    saw,
    looking,
    marks,
  }
}
