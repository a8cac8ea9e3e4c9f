/** What a lesson asks of its class: what is open, and what the teacher says. */
import type { LessonCard } from '../../messages/lesson-card.ts'
import { useWords } from '../i18n/context.ts'
import { Quote } from './Quote.tsx'
import { Sites } from './Sites.tsx'

/** Which words say what is open. */
function modeOf({ mode, sites }: LessonCard): 'only' | 'none' | 'except' | 'eyesUp' {
  if (mode === 'eyes-up') return 'eyesUp'
  if (mode === 'except') return 'except'
  return sites.length === 0 ? 'none' : 'only'
}

interface Props {
  readonly lesson: LessonCard
  /** How a site opens; by itself where it is left out. */
  readonly open?: (address: string) => void
}

export function Lesson({ lesson, open }: Props) {
  const { t } = useWords()
  const mode = modeOf(lesson)
  return (
    <>
      {mode === 'eyesUp' && (
        <p>
          <strong>{t('blocked.title.eyesUp')}</strong>
        </p>
      )}
      {lesson.message !== undefined && <Quote intro={t('blocked.teacherSays')}>{lesson.message}</Quote>}
      <p>{t(`lesson.mode.${mode}`)}</p>
      {mode !== 'eyesUp' && (
        <Sites
          sites={lesson.sites}
          label={t(mode === 'except' ? 'lesson.closedSites' : 'lesson.sites')}
          closed={mode === 'except'}
          {...(open && { open })}
        />
      )}
    </>
  )
}
