/** The lessons that run, at the top of the popup. */
import type { Status } from '../../messages/device.ts'
import { useWords } from '../i18n/context.ts'
import { lessonWords } from '../i18n/lesson.ts'
import { Lesson } from '../parts/Lesson.tsx'

/** Opens a site in the tab that the popup stands over. */
export type Open = (address: string) => void

export function InLesson({ status, open }: { status: Status; open: Open }) {
  const words = useWords()
  return (
    <div class="taught">
      {status.lessons.map((lesson, place) => {
        const Heading = place === 0 ? 'h1' : 'h2'
        const title = lessonWords(words, lesson, status)
        return (
          <section key={title} class="lesson">
            <Heading>{title}</Heading>
            <Lesson lesson={lesson} open={open} />
          </section>
        )
      })}
      <p class="small taught__seen">{words.t('lesson.seen')}</p>
    </div>
  )
}
