/** The lessons on their page: one as a rule, and while eyes are up nothing else, for nothing is open. */
import type { LessonCard } from '../../messages/lesson-card.ts'
import { useWords } from '../i18n/context.ts'
import { endWords, whenWords } from '../i18n/when.ts'
import type { Clock } from '../i18n/when.ts'
import { Lesson } from '../parts/Lesson.tsx'
import { Quote } from '../parts/Quote.tsx'

interface Props {
  readonly lesson: LessonCard
  readonly clock: Clock
}

function Whose({ lesson: { teacher, until }, clock }: Props) {
  const words = useWords()
  const when = endWords(words, until, clock)
  return (
    <p class="lead">
      {teacher === '' ? words.t('lesson.whosePlain', { when }) : words.t('lesson.whose', { teacher, when })}
    </p>
  )
}

function EyesUp({ lesson, clock }: Props) {
  const words = useWords()
  const { t } = words
  const teacher = lesson.teacher === '' ? t('blocked.yourTeacher') : lesson.teacher
  return (
    <>
      <h1>{t('blocked.title.eyesUp')}</h1>
      <p class="lead">{t('blocked.lead.eyesUp', { teacher, lesson: lesson.name })}</p>
      {lesson.message !== undefined && <Quote intro={t('blocked.teacherSays')}>{lesson.message}</Quote>}
      <p>{t('blocked.until.eyesUp', { when: whenWords(words, lesson.until, clock) })}</p>
    </>
  )
}

export function LessonCards({ lessons, clock }: { lessons: readonly LessonCard[]; clock: Clock }) {
  const { t } = useWords()
  const eyesUp = lessons.find(({ mode }) => mode === 'eyes-up')
  return (
    <>
      {eyesUp ? (
        <EyesUp lesson={eyesUp} clock={clock} />
      ) : (
        lessons.map((lesson, place) => (
          <section key={`${lesson.name} ${lesson.teacher}`} class="lesson">
            {place === 0 ? <h1>{lesson.name}</h1> : <h2>{lesson.name}</h2>}
            <Whose lesson={lesson} clock={clock} />
            <Lesson lesson={lesson} />
          </section>
        ))
      )}
      <p class="small soft noted">{t('lesson.seen')}</p>
    </>
  )
}
