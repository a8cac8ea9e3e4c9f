/**
 * Starts the worker: makes the parts, registers every listener in one synchronous step, then does what each start
 * needs. A table of contents; the work is in the parts.
 */
import { KerbDatabase } from '../activity/database.ts'
import { Outbox } from '../activity/outbox.ts'
import { ActivityStore } from '../activity/store.ts'
import { repeat, wakeAt } from '../browser/alarms.ts'
import { listen } from '../browser/events.ts'
import { identity } from '../browser/identity.ts'
import { own } from '../browser/messaging.ts'
import { rulesPort } from '../browser/rules.ts'
import {
  blockedPage,
  browserName,
  extensionVersion,
  injectIntoOpenTabs,
  languages,
} from '../browser/runtime.ts'
import { sessionSecrets } from '../browser/session-secrets.ts'
import { local, managed, session } from '../browser/storage.ts'
import { tabs } from '../browser/tabs.ts'
import { showIcon } from '../browser/toolbar.ts'
import { claimOf } from '../device/identity.ts'
import { loadInstallation } from '../device/keys.ts'
import { createRouter } from '../messages/router.ts'
import { rulesApplier } from '../rules/apply.ts'
import { compile, markerOf } from '../rules/compile.ts'
import { continuedWarnings } from '../rules/continued.ts'
import { iconState } from '../ui/icon-state.ts'
import { createWords } from '../ui/i18n/words.ts'
import { createAnswers } from './answers.ts'
import { checkLists } from './check-lists.ts'
import { Delivery } from './delivery.ts'
import { createKerb } from './kerb.ts'
import type { Kerb } from './kerb.ts'
import { KeptDocuments } from './kept-documents.ts'
import { PersonKeeper } from './person.ts'
import { proveTime } from './prove-time.ts'
import { Routines } from './routines.ts'
import { ServerLink } from './server-link.ts'
import { status } from './status.ts'

const MINUTE_ALARM = 'minute'
const CHANGE_ALARM = 'policy-change'

const versions = () => ({ extension: extensionVersion(), browser: browserName() })

export function startWorker(): void {
  const database = new KerbDatabase()
  const installation = loadInstallation(database)
  const store = installation.then(
    ({ id }) => new ActivityStore({ db: database, secrets: sessionSecrets, installation: id }),
  )
  const outbox = store.then((made) => new Outbox(made))
  const rules = rulesApplier(rulesPort)
  const person: PersonKeeper = new PersonKeeper(identity, () => kerb.facts.current.managed?.values.userName)
  const kerb: Kerb = createKerb({
    store,
    load: () => Promise.all([person.ask(), documents.load()]),
    warnings: continuedWarnings(rulesPort),
    who: () => person.current,
    apply: ({ policy, lists }, now) =>
      rules.ensure(markerOf(policy, lists, now), () => compile(policy, lists, now)),
    wakeAt: (at) => wakeAt(CHANGE_ALARM, at),
    enforced: (ruling, changed) => routines.enforced(ruling, changed),
    written: (urgent) => void delivery.kick(urgent),
    jumped: (jump) => void routines.jumped(jump),
  })
  const documents: KeptDocuments = new KeptDocuments(kerb.facts, local)
  const claim = () => claimOf(identity, kerb.facts.current.managed?.values ?? {}, false)
  const link: ServerLink = new ServerLink({
    installation,
    documents,
    claim,
    managed: () => kerb.facts.current.managed,
    enrolment: documents.enrolment,
    reader: { get: () => session.get<string>('reader'), set: (reader) => session.set('reader', reader) },
    state: async () => ({
      written: await (await store).highest(),
      enforcing: kerb.enforcement.marker,
      problems: status(statusParts()).problems,
    }),
    checkLists: (document) => checkLists(kerb.facts.current.lists, document),
    proved: (time) => kerb.clock.prove(time, 'server'),
    placed: (place) => routines.placed(place),
    counted: async (count) => (await outbox).acknowledge(count, kerb.clock.now().at),
    accepted: () => kerb.enforcement.refresh(),
  })
  const delivery: Delivery = new Delivery({
    store,
    outbox,
    client: () => link.client(),
    now: () => kerb.clock.now().at,
    problems: kerb.problems,
  })
  const statusParts = () => ({
    ruling: kerb.enforcement.ruling() ?? kerb.enforcement.settle(),
    facts: kerb.facts.current,
    now: kerb.clock.now(),
    who: person.current,
    problems: kerb.problems.all(),
    rules: kerb.enforcement.marker,
  })
  const routines: Routines = new Routines({
    kerb,
    link,
    documents,
    delivery,
    person,
    store,
    outbox,
    tabs,
    page: blockedPage(),
    managed: () => managed.get(),
    proveTime: () => proveTime(kerb.clock, fetch, () => performance.now()),
    versions,
    showIcon: () => showIcon(iconState(createWords(languages()), status(statusParts()))),
  })
  const answers = createAnswers({
    kerb,
    statusParts,
    store,
    outbox,
    installation,
    documents,
    versions,
  })
  const route = createRouter(answers, own())

  const later = (work: Promise<unknown>): void => {
    work.catch((error: unknown) =>
      kerb.problems.set('worker', [{ code: 'worker', detail: String(error).slice(0, 500) }]),
    )
  }
  listen({
    frameRequest: (request) => kerb.launch.answer(request),
    beforeNavigate: (event) => later(kerb.guard.beforeNavigate(event)),
    committed: (event) => later(kerb.guard.committed(event)),
    moved: (event) => later(kerb.guard.moved(event)),
    failed: (event) => later(kerb.guard.failed(event)),
    tabRemoved: (tabId) =>
      later(
        kerb.ready.then(() =>
          Promise.all([kerb.visits.left(tabId), kerb.shown.cleared(tabId), kerb.lifelines.closed(tabId)]),
        ),
      ),
    lastWindowClosed: () => later(routines.lastWindowClosed()),
    managedChanged: () => later(routines.managedChanged()),
    alarm: (name) => later(name === CHANGE_ALARM ? routines.changeIsDue() : routines.eachMinute()),
    personChanged: () => later(routines.personChanged()),
    message: route,
    installed: (first) =>
      later(Promise.all([injectIntoOpenTabs(), routines.began(first ? 'install' : 'update')])),
    browserStarted: () => later(routines.began('browser start')),
  })
  later(routines.atStart())
  later(repeat(MINUTE_ALARM, 1))
}
