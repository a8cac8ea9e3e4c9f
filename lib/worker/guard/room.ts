/** The guard, put together: pages are looked at, judged by what they are, and acted upon. */
import { bring } from '../../browser/bring.ts'
import { lessonTabsPort } from '../../browser/lesson-tabs.ts'
import type { NetworkHandlers } from '../../browser/network.ts'
import { purge } from '../../browser/purge.ts'
import { rulesPort } from '../../browser/rules.ts'
import { blockedPage } from '../../browser/runtime.ts'
import { originOf, shownIn, tabs } from '../../browser/tabs.ts'
import type { Handlers } from '../../messages/router.ts'
import type { JudgeParts } from '../../navigation/judge.ts'
import type { NavigationEvent } from '../../navigation/navigation-guard.ts'
import { workerRules } from '../../rules/workers.ts'
import { isNobodys } from '../../verdict/found.ts'
import type { Kerb } from '../kerb.ts'
import { createQuarantine, type QuarantineKeeper } from '../quarantine.ts'
import { Acting } from './acting.ts'
import { Covers } from './covers.ts'
import { FoundPages } from './found-pages.ts'
import { Looking } from './looking.ts'
import { NetworkMarks } from './marks.ts'
import { networkHandlers } from './network.ts'
import { OnceASecond } from './once-a-second.ts'
import { Openers } from './openers.ts'
import { Servers } from './servers.ts'
import { whose, type Shown } from './whose.ts'

export interface GuardRoom {
  readonly quarantine: QuarantineKeeper
  readonly load: () => Promise<unknown>
  readonly answers: Pick<Handlers, 'guard.saw' | 'guard.bring'>
  readonly network: NetworkHandlers
  /** What was found at an address, as a verdict on it. */
  readonly found: NonNullable<JudgeParts['found']>
  /** A page of the other tab opened this one, which is to show this address. */
  readonly opened: (tabId: number, url: string, by: number) => Promise<void>
  /** By which address what a tab shows is judged. */
  readonly whose: (tab: Shown) => Promise<string>
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
  const openers = new Openers({ session, shownIn })
  /** Nobody has chosen what holds there. */
  const isOpen = async (url: string): Promise<boolean> => {
    await kerb.judge.readyFor(url, 'page')
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
    purge: (origin) => purge.workersOf(origin),
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
    openers,
    tabs,
    bring: (tabId, documentId) => bring('guard', tabId, documentId),
  })
  const again = new OnceASecond((host) => void kerb.faults.run('guard', () => looking.again(host)))
  return {
    quarantine,
    load: () => Promise.all([pages.load(), marks.load(), servers.load(), covers.load(), openers.load()]),
    answers: { 'guard.saw': looking.saw, 'guard.bring': looking.bring },
    network: networkHandlers({
      ready: kerb.ready,
      isOpen,
      marks,
      servers,
      again: (host) => again.ask(host),
      run: (work) => kerb.faults.run('guard', work),
    }),
    found: (url, ruling, target) => {
      const finding = pages.at(url)
      return finding === undefined ? undefined : looking.foundAt(url, finding, ruling, target)
    },
    committed: async ({ tabId, frameId, url, documentLifecycle }) => {
      await kerb.ready
      if (frameId === 0 && documentLifecycle !== 'prerender') await covers.committed(tabId, url)
    },
    whose: (tab) => whose(tab, { openers, originOf }),
    opened: (tabId, url, by) => kerb.ready.then(() => openers.opened(tabId, url, by)),
    closed: async (tabId) => void (await Promise.all([covers.closed(tabId), openers.closed(tabId)])),
  }
}
