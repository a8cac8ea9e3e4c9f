/** The guard, put together: pages are looked at, judged by what they are, and acted upon. */
import { lessonTabsPort } from '../../browser/lesson-tabs.ts'
import type { NetworkHandlers } from '../../browser/network.ts'
import { purge } from '../../browser/purge.ts'
import { rulesPort } from '../../browser/rules.ts'
import { blockedPage } from '../../browser/runtime.ts'
import { tabs } from '../../browser/tabs.ts'
import { isEngineHeader } from '../../guard/structure/engine-header.ts'
import { siteOf } from '../../guard/structure/carried.ts'
import type { Handlers } from '../../messages/router.ts'
import type { JudgeParts } from '../../navigation/judge.ts'
import type { NavigationEvent } from '../../navigation/navigation-guard.ts'
import { workerRules } from '../../rules/workers.ts'
import { canonical } from '../../verdict/address.ts'
import { isNobodys } from '../../verdict/found.ts'
import type { Kerb } from '../kerb.ts'
import { createQuarantine, type QuarantineKeeper } from '../quarantine.ts'
import { Acting } from './acting.ts'
import { Covers } from './covers.ts'
import { FoundPages } from './found-pages.ts'
import { Looking } from './looking.ts'
import { NetworkMarks } from './marks.ts'
import { Servers } from './servers.ts'

export interface GuardRoom {
  readonly quarantine: QuarantineKeeper
  readonly load: () => Promise<unknown>
  readonly answers: Pick<Handlers, 'guard.saw'>
  readonly network: NetworkHandlers
  /** What was found at an address, as a verdict on it. */
  readonly found: NonNullable<JudgeParts['found']>
  readonly committed: (event: NavigationEvent) => Promise<void>
  readonly closed: (tabId: number) => Promise<void>
}

export function createGuard(kerb: Kerb): GuardRoom {
  const { session } = kerb.storage
  const quarantine = createQuarantine({
    ...kerb,
    session,
    purge,
    workers: workerRules(rulesPort),
    ruling: () => kerb.enforcement.ruling(),
    now: () => kerb.clock.now(),
  })
  const pages = new FoundPages(session, () => Date.now())
  const marks = new NetworkMarks(session)
  const servers = new Servers(session)
  const covers = new Covers(session)
  /** Nobody has chosen what holds there. */
  const isOpen = (url: string): boolean => {
    const verdict = kerb.judge.verdict(url, 'page')
    return verdict !== null && isNobodys(verdict.reason)
  }
  const acting = new Acting({
    tabs,
    isOpen,
    close: (tabId, instead) => lessonTabsPort.close(tabId, instead),
    blank: blockedPage(),
    stops: kerb.stops,
    frames: kerb.frames,
    quarantine,
    pages,
    servers,
    at: () => kerb.clock.now().at,
  })
  const looking = new Looking({
    judge: kerb.judge,
    now: () => kerb.clock.now(),
    continued: (url) => kerb.continued.has(url),
    marks,
    servers,
    covers,
    acting,
    tabs,
  })
  const noted = (work: Promise<void>): void => void kerb.faults.run('guard', () => work)
  return {
    quarantine,
    load: () => Promise.all([pages.load(), marks.load(), servers.load(), covers.load()]),
    answers: { 'guard.saw': looking.saw },
    network: {
      socket: (url, initiator) => noted(marks.note(hostOf(initiator), 'sockets', [url.slice(0, 300)])),
      chat: (url, initiator) => {
        const [host, asked] = [hostOf(initiator), url.replace(/[?#].*$/s, '').slice(0, 300)]
        noted(marks.note(host, 'requests', [asked]).then(() => looking.again(host)))
      },
      headers: (url, initiator, headers) => {
        const [host, by] = [hostOf(url), hostOf(initiator)]
        const sites = [siteOf(host), siteOf(by === '' ? host : by)]
        const odd = headers.filter(({ name, value }) => isEngineHeader(name, value ?? '', sites))
        if (odd.length > 0)
          noted(
            marks.note(
              by === '' ? host : by,
              'engineHeaders',
              odd.map(({ name }) => name.slice(0, 60)),
            ),
          )
      },
      served: (url, ip, headers) => noted(servers.served({ host: hostOf(url), ip, headers })),
    },
    found: (url, ruling, target) => {
      const finding = pages.at(url)
      return finding === undefined ? undefined : looking.foundAt(url, finding, ruling, target)
    },
    committed: async ({ tabId, frameId, url, documentLifecycle }) => {
      await kerb.ready
      if (frameId === 0 && documentLifecycle !== 'prerender') await covers.committed(tabId, url)
    },
    closed: (tabId) => covers.closed(tabId),
  }
}

const hostOf = (url: string): string => canonical(url)?.host ?? ''
