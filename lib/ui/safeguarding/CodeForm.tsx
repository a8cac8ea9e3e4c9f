/** One-time code and name: what the school server is asked with. */
import type { TargetedEvent } from 'preact'
import { useWords } from '../i18n/context.ts'
import { textOf } from './AskParts.tsx'

export interface Asked {
  readonly code: string
  readonly name: string
}

interface Props {
  readonly name?: string
  readonly go: string
  readonly done: (asked: Asked) => void
  readonly back?: () => void
  readonly isBusy?: boolean
}

export function CodeForm({ name = '', go, done, back, isBusy = false }: Props) {
  const { t } = useWords()
  const submit = (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    done({ code: textOf(form, 'code'), name: textOf(form, 'name') })
  }
  return (
    <form class="form" onSubmit={submit}>
      <label>
        <span>{t('safeguarding.make.code')}</span>
        <input
          name="code"
          required
          minLength={8}
          maxLength={40}
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          autocapitalize="characters"
        />
      </label>
      <label>
        <span>{t('safeguarding.make.name')}</span>
        <input
          name="name"
          required
          maxLength={120}
          autocomplete="off"
          defaultValue={name}
          aria-describedby="name-hint"
        />
      </label>
      <p id="name-hint" class="small soft">
        {t('safeguarding.make.nameHint')}
      </p>
      <div class="actions">
        <button type="submit" class="button button--main" disabled={isBusy}>
          {go}
        </button>
        {back && (
          <button type="button" class="button" onClick={back}>
            {t('safeguarding.begin.back')}
          </button>
        )}
      </div>
    </form>
  )
}
