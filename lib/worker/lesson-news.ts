/**
 * Has everything that shows lessons follow them: open pages of ours, which hear of it by an entry in session storage,
 * and new tabs. Both at each change, whichever worker brings it; what was told lasts as long as the browser session.
 */
import { LESSON_NEWS } from '../messages/lesson-card.ts'
import type { LessonCard } from '../messages/lesson-card.ts'
import type { NewTabs } from '../navigation/new-tabs.ts'
import type { SessionPort } from '../navigation/ports.ts'
import { takesNewTabs } from '../policy/lesson.ts'
import { oneAtATime } from '../rules/queue.ts'

export interface LessonNewsParts {
  readonly session: SessionPort
  readonly newTabs: Pick<NewTabs, 'follow'>
  readonly cards: () => readonly LessonCard[]
}

export class LessonNews {
  private readonly parts: LessonNewsParts
  private readonly inTurn = oneAtATime()

  constructor(parts: LessonNewsParts) {
    this.parts = parts
  }

  /** One after the other: what is remembered must be what was told last. */
  follow(): Promise<void> {
    return this.inTurn(() => this.tell())
  }

  private async tell(): Promise<void> {
    const { session, newTabs } = this.parts
    const cards = this.parts.cards()
    const news = JSON.stringify(cards)
    const isNew = (await session.get(LESSON_NEWS)) !== news
    // While a lesson takes new tabs they are looked at each time: one whose opening no worker saw is taken then.
    if (isNew || cards.some(takesNewTabs)) await newTabs.follow()
    // Last: a worker that dies half way leaves it to the next one.
    if (isNew) await session.set(LESSON_NEWS, news)
  }
}
