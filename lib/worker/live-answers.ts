/** What this device does at the server's word, on the live channel: each only as far as its own judgement allows. */
import { opens, running } from '../verdict/lesson.ts'
import type { Ruling } from '../navigation/judge.ts'
import type { LessonTabsPort, SessionPort, TabsPort } from '../navigation/ports.ts'
import type { HeldLesson, Lesson } from '../policy/lesson.ts'
import type { Action, FromDevice, FromServer, OwnTab } from '../protocol/live.ts'
import type { Now } from '../time/now.ts'
import { canonical } from '../verdict/address.ts'

export interface LiveAnswersParts {
  readonly ready: Promise<void>
  readonly ruling: () => Ruling | null
  readonly now: () => Now
  readonly session: SessionPort
  readonly tabs: LessonTabsPort
  readonly frames: TabsPort['frames']
  /** In force before it resolves. */
  readonly lessonsSent: (sent: readonly Lesson[], at: number) => Promise<unknown>
  readonly holding: () => readonly HeldLesson[]
  readonly watch: (seconds: number) => Promise<void>
  readonly mayClose: (tabId: number) => Promise<boolean>
  readonly say: (message: FromDevice) => void
  /** Something about who uses the device is other than before: asks what. Not waited for. */
  readonly news: () => void
  /** Where the last tab of a window goes when it is closed for the pupil. */
  readonly newTab: () => string
}

type Of<T extends FromServer['type']> = Extract<FromServer, { type: T }>

/** Orders that were done, so that one that is sent again after a break is not done twice. */
const DONE = 'live-done'
const MOST_DONE = 50
/** A page is given this long to load before its frames are listed. Milliseconds. */
const PAGE_WITHIN = 10_000
const MOST_TABS = 60
const MOST_FRAMES = 50

export class LiveAnswers {
  private readonly parts: LiveAnswersParts
  private said: string | undefined

  constructor(parts: LiveAnswersParts) {
    this.parts = parts
  }

  async hear(message: FromServer): Promise<void> {
    await this.parts.ready
    switch (message.type) {
      case 'lessons':
        await this.parts.lessonsSent(message.lessons, message.at)
        this.tell(true)
        break
      case 'watch':
        await this.parts.watch(message.seconds)
        break
      case 'do':
        await this.obey(message)
        break
      case 'news':
        this.parts.news()
        break
      case 'ask':
        await this.answer(message)
        break
      default:
        break // The channel's own: challenge, welcome, beat.
    }
  }

  /** Says what is held: always after the server told of lessons, else when it has changed. */
  tell(always = false): void {
    const lessons = [...this.parts.holding()]
    const text = JSON.stringify(lessons)
    if (!always && text === this.said) return
    this.said = text
    this.parts.say({ type: 'holding', lessons })
  }

  /** Another channel: nothing was said on it yet. */
  forget(): void {
    this.said = undefined
  }

  private async obey({ id, lesson, action }: Of<'do'>): Promise<void> {
    const done = (await this.parts.session.get<readonly string[]>(DONE)) ?? []
    if (!done.includes(id)) {
      const why = this.refusal(lesson, action)
      if (why !== undefined) return this.parts.say({ type: 'done', id, why })
      // Kept before it is done: a page that opens twice is worse than one that has to be opened again.
      await this.parts.session.set(DONE, [...done, id].slice(-MOST_DONE))
      if ('open' in action) await this.parts.tabs.open(action.open)
      // It may show a lifeline by now, of which nobody hears: to the teacher it is gone.
      else if (await this.parts.mayClose(action.close))
        await this.parts.tabs.close(action.close, this.parts.newTab())
    }
    this.parts.say({ type: 'done', id })
  }

  /** Why this device will not: no such lesson runs here, or its own sites do not have the page. */
  private refusal(id: string, action: Action): string | undefined {
    const ruling = this.parts.ruling()
    const lesson = ruling && running(ruling.policy, this.parts.now()).find((one) => one.id === id)
    if (!lesson) return 'no-lesson'
    return 'open' in action && !opens(lesson, action.open) ? 'not-in-lesson' : undefined
  }

  /** Of a member of staff's own browser only; a pupil's tells nothing, whoever asks. */
  private async answer({ id, page }: Of<'ask'>): Promise<void> {
    const isStaff = this.parts.ruling()?.policy.ageGroup === 'staff'
    if (!isStaff) return this.parts.say({ type: 'answer', id, tabs: [] })
    const tabs = page === undefined ? await this.ownTabs() : [await this.framesOf(page)]
    this.parts.say({ type: 'answer', id, tabs })
  }

  private async ownTabs(): Promise<OwnTab[]> {
    const found = (await this.parts.tabs.list()).filter(({ url }) => /^https?:/.test(url)).slice(0, MOST_TABS)
    return Promise.all(
      found.map(async ({ id, url, title }) => ({
        url: url.slice(0, 2048),
        title: title.slice(0, 200),
        frames: await this.hostsFramed(id, url),
      })),
    )
  }

  private async framesOf(page: string): Promise<OwnTab> {
    const open = (await this.parts.tabs.list()).find(({ url }) => bare(url) === bare(page))
    const frames = open
      ? await this.hostsFramed(open.id, page)
      : await this.parts.tabs.visit(page, PAGE_WITHIN, (id) => this.hostsFramed(id, page))
    return { url: page, title: open?.title.slice(0, 200) ?? '', frames }
  }

  /** The hosts of the frames in a tab, without the page's own. */
  private async hostsFramed(tabId: number, url: string): Promise<string[]> {
    const own = canonical(url)?.host
    const frames = await this.parts.frames(tabId)
    const hosts = frames.flatMap((frame) => (frame.frameId === 0 ? [] : (canonical(frame.url)?.host ?? [])))
    return [...new Set(hosts)].filter((host) => host !== own).slice(0, MOST_FRAMES)
  }
}

const bare = (url: string): string => url.replace(/#.*$/, '')
