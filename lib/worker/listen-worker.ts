/** Which part hears of which event of the browser: registered in one synchronous step, at the top of the worker. */
import { listenDownloads } from '../browser/downloads.ts'
import { listen } from '../browser/events.ts'
import { listenNetwork } from '../browser/network.ts'
import { own } from '../browser/messaging.ts'
import { injectIntoOpenTabs } from '../browser/runtime.ts'
import { createRouter } from '../messages/router.ts'
import type { Handlers } from '../messages/router.ts'
import { isNewTab } from '../navigation/new-tabs.ts'
import type { DownloadRoom } from './download-room.ts'
import type { GuardRoom } from './guard/room.ts'
import type { Kerb } from './kerb.ts'
import type { KnowingRoom } from './knowing.ts'
import type { Live } from './live.ts'
import type { OtherExtensions } from './other-extensions.ts'
import { watched } from './message-faults.ts'
import type { Reporting } from './reporting.ts'
import type { Routines } from './routines.ts'
import { nameMenu } from './report-menu.ts'

export interface Listening {
  readonly kerb: Kerb
  readonly live: Live
  readonly reporting: Reporting
  readonly room: DownloadRoom
  readonly knowing: KnowingRoom
  readonly guard: GuardRoom
  readonly routines: Routines
  readonly answers: Handlers
  readonly others: Pick<OtherExtensions, 'look'>
  /** The alarm at which the policy says something else; any other is the minute's. */
  readonly changeAlarm: string
  /** Each event is a step of its own: what fails is told of by its name, until it works again. */
  readonly later: (step: string, work: () => Promise<unknown>) => void
}

export function listenWorker(parts: Listening): void {
  const { kerb, live, reporting, room, knowing, guard, routines, answers, others, changeAlarm, later } = parts
  const firstPages = () => later('first-pages', () => knowing.look())
  const isCovered = async () => (await knowing.cover.state()) !== null
  listen({
    frameRequest: (request) => kerb.launch.answer(request),
    beforeNavigate: (event) => {
      kerb.newTabs.begins(event)
      later('before-navigate', () => kerb.guard.beforeNavigate(event))
    },
    committed: (event) => {
      later('new-tab', () => kerb.newTabs.shows(event))
      if (event.frameId === 0 && isNewTab(event.url)) firstPages()
      later('committed', () => kerb.guard.committed(event))
      later('guard-committed', () => guard.committed(event))
      live.tabsMoved()
    },
    moved: (event) => {
      later('moved', () => kerb.guard.moved(event))
      live.tabsMoved()
    },
    failed: (event) => later('failed', () => kerb.guard.failed(event)),
    tabMade: (tabId, url) => {
      later('new-tab', () => kerb.newTabs.made(tabId, url))
      // In some browsers the new tab page is a web site, and only its making says what it is.
      if (isNewTab(url)) firstPages()
    },
    tabOpened: (tabId, url, by) => later('guard-opened', () => guard.opened(tabId, url, by)),
    tabRemoved: (tabId) =>
      later('tab-removed', async () => {
        await kerb.ready
        kerb.stops.closed(tabId)
        kerb.newTabs.closed(tabId)
        live.tabsMoved()
        await Promise.all([kerb.visits.left(tabId), kerb.shown.cleared(tabId), kerb.lifelines.closed(tabId)])
        await Promise.all([reporting.ways.closed(tabId), guard.closed(tabId)])
      }),
    lastWindowClosed: () => later('window-closed', () => routines.lastWindowClosed()),
    idle: (state) => later('cover', () => knowing.cover.heard(state)),
    managedChanged: () => later('managed', () => routines.managedChanged()),
    alarm: (name) => {
      if (name === changeAlarm) return later('change', () => routines.changeIsDue())
      later('minute', () => routines.eachMinute().then(firstPages))
      // The browser says nothing when one that is there already is given more rights.
      later('extensions', () => others.look())
    },
    personChanged: () => later('person', () => routines.personChanged()),
    message: watched((onRefused) => createRouter(answers, own(), onRefused, isCovered), kerb.faults),
    tell: () => later('report', () => reporting.ways.open()),
    installed: (first) => {
      later('inject', injectIntoOpenTabs)
      later('report-menu', nameMenu)
      later('cover', () => knowing.cover.began(first))
      later('began', () => routines.began(first ? 'install' : 'update'))
      if (first) later('profile', () => knowing.age.started())
    },
    browserStarted: () => {
      later('cover', () => knowing.cover.began(false))
      later('began', () => routines.began('browser start'))
      later('profile', () => knowing.age.started())
    },
    updateWaits: () => live.makeWayForUpdate(),
  })
  listenDownloads(room.handlers)
  listenNetwork(guard.network)
}
