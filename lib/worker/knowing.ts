/** What pupils are told about themselves, put together: the notice, the pages that open by themselves, the cover. */
import { autoLockDelay, forgetPrivatePages, idleNow, watchIdle } from '../browser/cover.ts'
import { firstTabs } from '../browser/first-tabs.ts'
import { ourPage } from '../browser/runtime.ts'
import type { Settings, Status } from '../messages/device.ts'
import type { Handlers } from '../messages/router.ts'
import type { KeptDays } from '../policy/keeping.ts'
import { running } from '../verdict/lesson.ts'
import { Cover } from './cover.ts'
import { createDoctor } from './doctor.ts'
import { type FirstPage, FirstPages } from './first-pages.ts'
import type { Kerb } from './kerb.ts'
import { KeptDaysHeard } from './kept-days.ts'
import { tellKnowing } from './knowing-news.ts'
import { Notice } from './notice.ts'
import type { PersonKeeper } from './person.ts'
import { ProfileAge } from './profile-age.ts'

export interface KnowingRoom {
  readonly answers: Pick<Handlers, 'notice' | 'notice.seen' | 'cover' | 'cover.answer'>
  readonly cover: Cover
  /** Something of ours may be due that opens by itself. */
  look(): Promise<void>
  /** Rules and tabs have been seen to: open pages of ours follow. */
  follow(): Promise<void>
  /** For how long the server keeps what is recorded. */
  heard(days: KeptDays | undefined): Promise<void>
  /** What the popup says of it. */
  unread(): Promise<Pick<Status, 'unread'>>
  /** What the settings page says of it. */
  locking(): Promise<Pick<Settings, 'locking'>>
  readonly doctor: Handlers['doctor']
  readonly age: Pick<ProfileAge, 'started'>
}

export interface KnowingParts {
  readonly kerb: Kerb
  readonly person: PersonKeeper
  readonly installation: Promise<{ readonly id: string }>
  readonly isShared: () => boolean
  /** Resolves when management and sign-in have said who is here: another person's page is nobody's to see. */
  readonly begun: () => Promise<void>
  /** Drops files that wait for an answer. */
  readonly forgetDownloads: () => Promise<unknown>
  /** Pages that open by themselves once the notice has been read, in order. */
  readonly after: readonly FirstPage[]
}

/** Nothing opens over these. */
const KEEPS_OFF = ['report', 'lesson', 'download', 'safeguarding']

export function createKnowing(parts: KnowingParts): KnowingRoom {
  const { kerb, person, installation, isShared } = parts
  const { session } = kerb.storage
  const age = new ProfileAge(kerb.storage.local, Date.now)
  const kept = new KeptDaysHeard(session, () => kerb.clock.now().at)
  const notice = new Notice({ kerb, person, installation, isShared, kept, address: ourPage('welcome') })
  const cover = new Cover({
    session,
    person,
    ready: kerb.ready,
    isShared,
    watch: watchIdle,
    stateNow: idleNow,
    isSomebodys: () => parts.begun().then(() => person.current !== undefined),
    forget: async (except) => void (await Promise.all([forgetPrivatePages(except), parts.forgetDownloads()])),
  })
  const inLesson = (): boolean => {
    const policy = kerb.judge.ruling()?.policy
    return policy === undefined || running(policy, kerb.clock.now()).length > 0
  }
  const first = new FirstPages({
    pages: [notice, ...parts.after],
    session,
    tabs: firstTabs,
    keepsOff: KEEPS_OFF.map(ourPage),
    mayOpen: async () => !inLesson() && (await cover.state()) === null,
    now: () => kerb.clock.now().at,
  })
  return {
    answers: { ...notice.answers(), ...cover.answers() },
    cover,
    age,
    doctor: createDoctor(isShared, age),
    look: () => parts.begun().then(() => first.look()),
    async follow() {
      const ruling = kerb.judge.ruling()
      if (ruling) await tellKnowing(session, ruling, kerb.clock.now())
      await cover.watch()
    },
    heard: (days) => kept.heard(days),
    unread: async () => ((await notice.isDue()) ? { unread: true } : {}),
    async locking() {
      const autoLock = await autoLockDelay()
      return { locking: { coverAfter: cover.after, ...(autoLock !== undefined && { autoLock }) } }
    },
  }
}
