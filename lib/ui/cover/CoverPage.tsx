/** “Is this still you?” Help is in sight whoever it is. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Ask } from '../../messages/send.ts'
import { useWords } from '../i18n/context.ts'
import { Lifelines } from '../parts/Lifelines.tsx'
import { Tell } from '../parts/Tell.tsx'
import { useAnswer } from '../use-answer.ts'

interface Props {
  readonly ask: Ask
  /** Somebody has said that it is another person. */
  readonly isForgotten: boolean
  readonly leave: () => void
  readonly tell?: () => void
}

/** Named, it is somebody's; without a name, it is still asked. */
function Whose({ person }: { person: string | undefined }) {
  const { t } = useWords()
  if (person === undefined) return <p>{t('cover.nobody')}</p>
  return (
    <p>
      {t('cover.person')} <bdi>{person}</bdi>
    </p>
  )
}

export function CoverPage({ ask, isForgotten, leave, tell }: Props) {
  const { t } = useWords()
  const answer = useAnswer(useCallback(() => ask('cover', {}), [ask]))
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    document.title = t('cover.documentTitle')
  }, [t])
  const say = (same: boolean) => () => {
    setFailed(false)
    // Yes is heard by the gate, in every page at once.
    ask('cover.answer', { same }).then(
      () => same || leave(),
      () => setFailed(true),
    )
  }
  const known = answer.kind === 'answered' ? answer.value : undefined
  return (
    <div class="cover">
      <main class="card" aria-busy={answer.kind === 'asking'}>
        <h1>{t('cover.title')}</h1>
        <p class="lead">{t(isForgotten ? 'cover.other' : 'cover.lead')}</p>
        {answer.kind !== 'asking' && <Whose person={known?.person} />}
        {failed && (
          <p class="note" role="alert">
            {t('cover.unanswered')}
          </p>
        )}
        <div class="actions">
          <button type="button" class="button button--main" onClick={say(true)}>
            {t('cover.yes')}
          </button>
          <button type="button" class="button" onClick={say(false)}>
            {t('cover.no')}
          </button>
          {tell && <Tell tell={tell} />}
        </div>
        <p class="small soft">{t('cover.what')}</p>
        {known && <Lifelines lines={known.lifelines} />}
      </main>
    </div>
  )
}
