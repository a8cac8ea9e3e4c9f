/** A key from its recovery sheet. */
import type { TargetedEvent } from 'preact'
import { useState } from 'preact/hooks'
import { memberKeyFrom } from '../../concern/member-key.ts'
import { fromRecoveryCode } from '../../concern/recovery-code.ts'
import { useWords } from '../i18n/context.ts'
import { textOf } from './AskParts.tsx'
import { useDesk } from './desk.ts'
import { Heading } from './Heading.tsx'

export function Recover({ back }: { back: () => void }) {
  const { t } = useWords()
  const { team, view, act } = useDesk()
  const [isWrong, setWrong] = useState(false)
  const submit = async (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault()
    const secret = await fromRecoveryCode(textOf(new FormData(event.currentTarget), 'recovery'))
    setWrong(secret === null)
    if (secret === null) return
    const key = await memberKeyFrom(secret)
    await act(() => team.keep(key, view.ledger.who.get(key.id)?.name ?? ''))
  }
  return (
    <section class="panel" aria-labelledby="recover">
      <Heading id="recover">{t('safeguarding.recover.title')}</Heading>
      <form class="form" onSubmit={(event) => void submit(event)}>
        <label>
          <span>{t('safeguarding.recover.code')}</span>
          <textarea
            name="recovery"
            required
            rows={3}
            dir="ltr"
            autocomplete="off"
            spellcheck={false}
            autocapitalize="characters"
            aria-invalid={isWrong}
            aria-describedby={isWrong ? 'recover-wrong' : undefined}
          />
        </label>
        <div role="alert">
          {isWrong && (
            <p id="recover-wrong" class="note">
              {t('safeguarding.recover.wrong')}
            </p>
          )}
        </div>
        <div class="actions">
          <button type="submit" class="button button--main">
            {t('safeguarding.recover.go')}
          </button>
          <button type="button" class="button" onClick={back}>
            {t('safeguarding.begin.back')}
          </button>
        </div>
      </form>
    </section>
  )
}
