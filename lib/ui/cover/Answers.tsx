/** “Yes, it is me” and “No”, and that an answer was not heard. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useWords } from '../i18n/context.ts'
import { Picto } from '../parts/Picto.tsx'

interface Props {
  /** Rejects when it could not be done. */
  readonly say: (same: boolean) => Promise<unknown>
  /** The page asks nothing else. */
  readonly isAll?: boolean
  /** That it is another person has been said. */
  readonly isForgotten?: boolean
  /** What else can be done. */
  readonly children?: ComponentChildren
}

export function Answers({ say, isAll, isForgotten, children }: Props) {
  const { t } = useWords()
  const [failed, setFailed] = useState(false)
  const press = (same: boolean) => () => {
    setFailed(false)
    say(same).catch(() => setFailed(true))
  }
  return (
    <>
      {failed && (
        <p class="note" role="alert">
          {t('cover.unanswered')}
        </p>
      )}
      <div class="actions">
        <button type="button" class={isAll ? 'button button--main' : 'button'} onClick={press(true)}>
          <Picto name="yes" />
          {t('cover.yes')}
        </button>
        {!isForgotten && (
          <button type="button" class="button" onClick={press(false)}>
            <Picto name="no" />
            {t('cover.no')}
          </button>
        )}
        {children}
      </div>
      {!isForgotten && <p class="small soft">{t('cover.what')}</p>}
    </>
  )
}
