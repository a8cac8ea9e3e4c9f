/** New tabs in a lesson, over the browser's tabs and the policy that holds. */
import { lessonPage } from '../browser/runtime.ts'
import { tabs } from '../browser/tabs.ts'
import { NewTabs } from '../navigation/new-tabs.ts'
import { takesNewTabs } from '../policy/lesson.ts'
import { running } from '../verdict/lesson.ts'
import type { ClockKeeper } from './clock-keeper.ts'
import type { Enforcement } from './enforcement.ts'

interface LessonTabsParts {
  readonly ready: Promise<void>
  readonly enforcement: Enforcement
  readonly clock: ClockKeeper
}

export function lessonTabs({ ready, enforcement, clock }: LessonTabsParts): NewTabs {
  const isTaken = (): boolean => {
    const ruling = enforcement.ruling()
    return ruling !== null && running(ruling.policy, clock.now()).some(takesNewTabs)
  }
  return new NewTabs({ tabs, page: lessonPage(), ready, isTaken })
}
