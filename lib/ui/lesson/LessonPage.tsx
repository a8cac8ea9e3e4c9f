/**
 * In place of a new tab while a lesson runs: what is open in it. It holds nothing: what it says is the worker's answer,
 * asked again when it may have changed, and when there is no such lesson any more it gives the tab back.
 */
import { useCallback, useEffect } from 'preact/hooks'
import type { Lessons } from '../../messages/protocol.ts'
import type { Ask } from '../../messages/send.ts'
import { takesNewTabs } from '../../policy/lesson.ts'
import { useWords } from '../i18n/context.ts'
import { Brand } from '../parts/Brand.tsx'
import { nextEnd } from '../parts/next-end.ts'
import { useAnswer } from '../use-answer.ts'
import type { Answer, News } from '../use-answer.ts'
import { LessonCards } from './LessonCards.tsx'

export interface LessonPageParts {
  readonly ask: Ask
  /** Hears that lessons have changed. */
  readonly news: News
  /** Gives the tab back to the browser. */
  readonly leave: () => void
  /** Whether the pupil came back to this page, so that to leave by itself would hold them up on their way. */
  readonly cameBack: boolean
}

const RETRY_MS = 5_000

/** In how many milliseconds the answer may be another one. */
function next(answer: Answer<Lessons>): number | undefined {
  if (answer.kind === 'unanswered') return RETRY_MS
  if (answer.kind !== 'answered') return undefined
  return nextEnd(answer.value)
}

function Plain({ kind, leave }: { kind: 'asking' | 'over' | 'unanswered'; leave: () => void }) {
  const { t } = useWords()
  // Shown by CSS only when the answer takes long: no flash of words that change at once.
  if (kind === 'asking') return <h1 class="wait">{t('blocked.wait')}</h1>
  return (
    <>
      <h1>{t(`lesson.title.${kind}`)}</h1>
      <p class="lead">{t(`lesson.lead.${kind}`)}</p>
      {kind === 'over' && (
        <div class="actions">
          <button type="button" class="button button--main" onClick={leave}>
            {t('lesson.newTab')}
          </button>
        </div>
      )}
    </>
  )
}

export function LessonPage({ ask, news, leave, cameBack }: LessonPageParts) {
  const { t } = useWords()
  const answer = useAnswer(
    useCallback(() => ask('lesson', {}), [ask]),
    { news, next },
  )
  const answered = answer.kind === 'answered' ? answer.value : undefined
  const shown = answered?.lessons.filter(takesNewTabs) ?? []
  const isOver = answered !== undefined && shown.length === 0
  const title = shown[0]?.name ?? t('app.name')
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => {
    if (isOver && !cameBack) leave()
  }, [isOver, cameBack, leave])
  const school = answered?.school.name
  return (
    <div class="blocked">
      <main class="card" aria-busy={answer.kind === 'asking'}>
        {answered !== undefined && !isOver ? (
          <LessonCards lessons={shown} clock={answered} />
        ) : (
          <Plain kind={answer.kind === 'answered' ? 'over' : answer.kind} leave={leave} />
        )}
      </main>
      <Brand school={school} />
    </div>
  )
}
