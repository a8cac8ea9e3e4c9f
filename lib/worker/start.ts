/** Starts the worker: makes the parts, registers every listener in one synchronous step. A table of contents. */
import { repeat, wakeIn } from '../browser/alarms.ts'
import { identity } from '../browser/identity.ts'
import { onOtherExtension, otherExtensions, switchOff } from '../browser/doctor.ts'
import { rulesPort } from '../browser/rules.ts'
import { browserName, extensionVersion, ourPage } from '../browser/runtime.ts'
import { managed } from '../browser/storage.ts'
import { showIcon as showIconOf } from '../browser/toolbar.ts'
import { claimOf } from '../device/identity.ts'
import type { Pause } from '../device/pause.ts'
import { ruleSets } from '../rules/both.ts'
import { continuedWarnings } from '../rules/continued.ts'
import { iconState } from '../ui/icon-state.ts'
import { AgreementRoom } from './agreement.ts'
import { createAnswers } from './answers.ts'
import { type AskingRoom, createAsking } from './asking.ts'
import { ChangeTimer } from './change-timer.ts'
import { checkLists } from './check-lists.ts'
import { Delivery } from './delivery.ts'
import { createDownloads, type DownloadRoom } from './download-room.ts'
import { Icon } from './icon.ts'
import { createGuard, type GuardRoom } from './guard/room.ts'
import { createKerb, type Kerb } from './kerb.ts'
import { createKnowing, type KnowingRoom } from './knowing.ts'
import { inSession } from './in-session.ts'
import { KeptDocuments } from './kept-documents.ts'
import { lessonCards } from './lesson-cards.ts'
import { LessonNews } from './lesson-news.ts'
import { carriedLists } from './lists/of-worker.ts'
import type { CarriedLists } from './lists/room.ts'
import { listenWorker } from './listen-worker.ts'
import { createLive } from './live.ts'
import { openRecord } from './open-record.ts'
import { OtherExtensions } from './other-extensions.ts'
import { createOwnRecord } from './own-record.ts'
import { PersonKeeper } from './person.ts'
import { proveTime } from './prove-time.ts'
import { createReporting, type Reporting } from './reporting.ts'
import { nameMenu } from './report-menu.ts'
import { Round } from './round.ts'
import { Routines } from './routines.ts'
import { createSelfChecks } from './self-checks.ts'
import { ServerLink } from './server-link.ts'
import { staffProblems, status } from './status.ts'
import { sweeping } from './sweeping.ts'
import { words } from './words.ts'

const MINUTE_ALARM = 'minute'
const CHANGE_ALARM = 'policy-change'
const versions = () => ({ extension: extensionVersion(), browser: browserName() })

export function startWorker(): void {
  const { installation, store, outbox } = openRecord()
  const rules = ruleSets(rulesPort)
  const nextChange = new ChangeTimer(
    (wait) => wakeIn(CHANGE_ALARM, wait),
    () => later('change', () => routines.changeIsDue()),
  )
  const kerb: Kerb = createKerb({
    store,
    loads: {
      person: () => person.load(),
      documents: () => documents.load(),
      asking: () => asking.load(),
      downloads: () => room.load(),
      agreement: () => agreement.load(),
      guard: () => guard.load(),
    },
    warnings: continuedWarnings(rulesPort),
    lists: (...of) => carried.lists(...of),
    who: () => person.current,
    person: async () => {
      if (person.current === undefined) await person.load().catch(() => undefined) // `loads` tells of it.
      return person.current?.name
    },
    apply: ({ policy, lists }, now) => rules.ensure(policy, lists, now),
    wakeIn: (wait) => nextChange.in(wait),
    judgeTabs: (changed) => routines.judgeTabs(changed),
    enforced: async (...rules) => {
      agreement.enforced()
      await kerb.faults.run('quarantine', () => guard.quarantine.enforced(rules[0]))
      return room.forgetOthers().then(() => routines.enforced(...rules))
    },
    held: () => live.held(),
    found: (...at) => guard.found(...at),
    tokenFor: (stopped, verdict) => asking.tokenFor(stopped, verdict),
    written: (urgent) => void delivery.kick(urgent),
    jumped: (jump) => void kerb.faults.run('jump', () => routines.jumped(jump)),
  })
  const { local, session } = kerb.storage
  const guard: GuardRoom = createGuard(kerb)
  const remembered = inSession(session)
  const person: PersonKeeper = new PersonKeeper(
    identity,
    () => kerb.facts.current.managed?.values.userName,
    session,
  )
  const carried: CarriedLists = carriedLists(
    kerb,
    () => link.client(),
    (isInForce) => void (isInForce ? routines.judgeTabs('lists') : round.run()),
  )
  const documents: KeptDocuments = new KeptDocuments(kerb.facts, local, carried)
  const isShared = () => kerb.facts.current.managed?.values.sharedDevices === true
  const claim = () => claimOf(identity, kerb.facts.current.managed?.values ?? {}, isShared())
  const link: ServerLink = new ServerLink({
    installation,
    documents,
    claim,
    managed: () => kerb.facts.current.managed,
    enrolment: documents.enrolment,
    reader: remembered<string>('reader'),
    pause: remembered<Pause>('pause'),
    now: () => kerb.clock.now().at,
    state: async () => ({
      written: await (await store).told(),
      enforcing: kerb.enforcement.marker,
      inForce: kerb.enforcement.inForce,
      holding: live.holding(),
      problems: staffProblems(statusParts()),
    }),
    faults: kerb.faults,
    checkLists: (document) => checkLists(kerb.facts.current, document),
    proved: (time) => kerb.clock.prove(time, 'server'),
    placed: (place) => routines.placed(place),
    counted: async (count) =>
      Promise.all([(await outbox).heard(count, kerb.clock.now().at), agreement.counted(count)]),
    lessons: (sent, at) => routines.lessonsSent(sent, at),
    told: (said, to) =>
      Promise.all([knowing.heard(said.keptDays), reporting.heard(said, to), checks.asked(said.selfCheck)]),
    carried,
    accepted: () => kerb.enforcement.refresh().then(() => carried.tidy()),
  })
  const checks = createSelfChecks({ kerb, client: () => link.client(), versions })
  const reporting: Reporting = createReporting({ kerb, person, client: () => link.client() })
  const asking: AskingRoom = createAsking({ kerb, installation, documents, person, link })
  const room: DownloadRoom = createDownloads(kerb, person, asking.asks)
  const agreement: AgreementRoom = new AgreementRoom({
    kerb,
    installation,
    person,
    client: () => link.client(),
    isShared,
    address: ourPage('agreement'),
    look: () => later('first-pages', () => knowing.look()),
  })
  const knowing: KnowingRoom = createKnowing({
    kerb,
    person,
    installation,
    isShared,
    begun: () => routines.begun,
    forgetDownloads: () => room.forget(),
    after: [agreement],
  })
  const delivery: Delivery = new Delivery({
    store,
    outbox,
    client: () => link.client(),
    now: () => kerb.clock.now().at,
    isShared,
    problems: kerb.problems,
    faults: kerb.faults,
  })
  const statusParts = () => ({
    ruling: kerb.enforcement.ruling() ?? kerb.enforcement.settle(),
    facts: kerb.facts.current,
    now: kerb.clock.now(),
    who: person.current,
    problems: kerb.problems.all(),
    rules: kerb.enforcement.marker,
  })
  const icon = new Icon(session, showIconOf)
  const showIcon = async () => icon.show(iconState(await words(), status(statusParts())))
  const news = new LessonNews({
    session,
    newTabs: kerb.newTabs,
    cards: () => lessonCards(statusParts().ruling.policy, kerb.clock.now()),
  })
  const live = createLive({
    kerb,
    whose: guard.whose,
    installation,
    documents,
    lessonsSent: (sent, at) => routines.lessonsSent(sent, at),
    news: () => round.run(),
  })
  const round: Round = new Round({
    link,
    live,
    asking: { sync: () => Promise.all([asking.sync().then(() => room.follow()), agreement.sync()]) },
    clock: kerb.clock,
    place: kerb.place,
    enforcement: kerb.enforcement,
    problems: kerb.problems,
    faults: kerb.faults,
    proveTime: () => proveTime(kerb.clock, fetch, () => performance.now()),
    showIcon,
    // Where a profile lasts, the minute's alarm is soon enough, and the worker may sleep in between.
    isSettled: async () => !isShared() || (await link.isSettled()),
    soon: remembered<number>('asked-soon'),
  })
  const routines: Routines = new Routines({
    kerb,
    round,
    documents,
    delivery,
    concerns: reporting.concerns,
    person: { ask: async () => (await person.ask()) && (await agreement.follow(), true) },
    store,
    outbox,
    managed: () => managed.get(),
    sweep: sweeping(kerb, guard),
    keepAlarm: () => repeat(MINUTE_ALARM, 1),
    versions,
    showIcon,
    followLessons: () => Promise.all([news.follow(), knowing.follow()]),
  })
  const answers = createAnswers({
    kerb,
    selfCheck: checks.byHand,
    statusParts,
    store,
    outbox,
    installation,
    documents,
    versions,
    known: () => routines.known(),
    speak: () => Promise.all([nameMenu(), showIcon()]),
    reporting: reporting.answers,
    asking: asking.answers,
    agreement: agreement.answers(),
    guard: guard.answers,
    record: createOwnRecord({ kerb, person, client: () => link.client(), store, outbox }),
    downloads: room.answers,
    knowing,
  })

  /** Each event is a step of its own: what fails is told of by its name, until it works again. */
  const later = (step: string, work: () => Promise<unknown>): void => void kerb.faults.run(step, work)
  const others = new OtherExtensions({ all: otherExtensions, switchOff, problems: kerb.problems })
  const hearing = { kerb, live, reporting, room, knowing, guard, routines, answers, others }
  listenWorker({ ...hearing, changeAlarm: CHANGE_ALARM, later })
  onOtherExtension(() => later('extensions', () => others.look()))
  later('start', () => routines.atStart())
  later('extensions', () => kerb.ready.then(() => others.look()))
  later('first-pages', () => knowing.look())
  later('downloads', () => room.look())
  later('alarm', () => repeat(MINUTE_ALARM, 1))
}
