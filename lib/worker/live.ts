/** The live channel of this worker, put together: kept open, answered, and told when something here has changed. */
import { lessonTabsPort } from '../browser/lesson-tabs.ts'
import { blockedPage } from '../browser/runtime.ts'
import { tabs } from '../browser/tabs.ts'
import type { Installation } from '../device/keys.ts'
import type { Lesson } from '../policy/lesson.ts'
import { isLessonTime, running } from '../verdict/lesson.ts'
import type { GuardRoom } from './guard/room.ts'
import { holding } from './holding.ts'
import type { Kerb } from './kerb.ts'
import type { KeptDocuments } from './kept-documents.ts'
import { LiveAnswers } from './live-answers.ts'
import { LiveLink } from './live-link.ts'
import { SeenTabs } from './seen-tabs.ts'

export interface LiveParts {
  readonly kerb: Kerb
  readonly whose: GuardRoom['whose']
  readonly installation: Promise<Installation>
  readonly documents: Pick<KeptDocuments, 'enrolment'>
  /** In force before it resolves. */
  readonly lessonsSent: (sent: readonly Lesson[], at: number) => Promise<unknown>
  /** Asks the server what is new about who uses the device. */
  readonly news: () => Promise<unknown>
}

export interface Live {
  /** Sees to it that the channel is as it should be. Never rejects. */
  keep(): Promise<void>
  /** Lets the worker sleep, outside lessons, so that the browser can put a new version in its place. */
  makeWayForUpdate(): void
  /** What is held of lessons may be something else: rules and tabs have been seen to. */
  held(): void
  /** Something happened to a tab. */
  tabsMoved(): void
  /** What this device says of the lessons it was told of. */
  holding(): ReturnType<typeof holding>
}

export function createLive({ kerb, whose, installation, documents, lessonsSent, news }: LiveParts): Live {
  const { enforcement, clock, facts, faults } = kerb
  // Not truth: when this worker ends, the browser takes the new version.
  let updateWaits = false
  const now = () => clock.now()
  const ruling = () => enforcement.ruling()
  const held = () => {
    const policy = ruling()?.policy
    return policy ? holding(facts.current.lessons, policy, now(), enforcement.lessonsInForce) : []
  }
  const seen: SeenTabs = new SeenTabs({
    tabs: lessonTabsPort,
    whose,
    blockedPage: blockedPage(),
    ruling,
    now,
    send: (found) => link.say({ type: 'tabs', tabs: [...found] }),
    later: (work) => void faults.run('seen-tabs', work),
  })
  const answers: LiveAnswers = new LiveAnswers({
    ready: kerb.ready,
    ruling,
    now,
    session: kerb.storage.session,
    tabs: lessonTabsPort,
    frames: (tabId) => tabs.frames(tabId),
    lessonsSent,
    holding: held,
    watch: (seconds) => seen.watch(seconds),
    mayClose: (tabId) => seen.shows(tabId),
    say: (message) => link.say(message),
    news: () => void faults.run('news', news),
    newTab: () => kerb.newTabs.address,
  })
  const link: LiveLink = new LiveLink({
    installation,
    server: () => facts.current.managed?.values.serverAddress,
    standing: (server) => documents.enrolment.get(server),
    mayRun: () => {
      const policy = ruling()?.policy
      if (policy === undefined || (updateWaits && running(policy, now()).length === 0)) return false
      return isLessonTime(policy.lessonHours, policy.timeZone, now().at)
    },
    heard: (message) => answers.hear(message),
    left: () => {
      seen.end()
      answers.forget()
    },
    problems: kerb.problems,
    faults,
  })
  return {
    keep: () => link.keep(),
    makeWayForUpdate() {
      updateWaits = true
      void link.keep()
    },
    held() {
      answers.tell()
      // Not waited for: a server that is away holds nothing up.
      void link.keep()
    },
    tabsMoved: () => seen.poke(),
    holding: held,
  }
}
