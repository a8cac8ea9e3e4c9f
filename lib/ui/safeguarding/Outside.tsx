/** A key that is here and not in force: to be let in, waiting for somebody to vouch, ended. */
import { useState } from 'preact/hooks'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { CodeForm, type Asked } from './CodeForm.tsx'
import { useDesk } from './desk.ts'
import { Fingerprint } from './Fingerprint.tsx'

/** The key is kept, and the server has not been asked, or did not take the code. */
export function AskIn({ title, lead }: { title?: string; lead?: string }) {
  const { t } = useWords()
  const { team, view, act } = useDesk()
  const [isBusy, setBusy] = useState(false)
  const ask = async (asked: Asked) => {
    setBusy(true)
    await act(() => team.ask(asked, view.isFirst))
    setBusy(false)
  }
  return (
    <section class="panel" aria-labelledby="ask-in">
      <h2 id="ask-in">{title ?? t('safeguarding.ask.title')}</h2>
      <p>{lead ?? t('safeguarding.ask.lead')}</p>
      <CodeForm
        name={view.own?.name ?? ''}
        go={t('safeguarding.ask.go')}
        done={(asked) => void ask(asked)}
        isBusy={isBusy}
      />
    </section>
  )
}

export function Waiting({ id }: { id: string }) {
  const { t } = useWords()
  const { look } = useDesk()
  return (
    <>
      <section class="panel" aria-labelledby="waiting">
        <h2 id="waiting">{t('safeguarding.waiting.title')}</h2>
        <p>{t('safeguarding.waiting.lead')}</p>
        <h3>{t('safeguarding.waiting.fingerprint')}</h3>
        <Fingerprint id={id} label={t('safeguarding.waiting.fingerprint')} />
        <p class="note">{t('safeguarding.waiting.warn')}</p>
        <div class="actions">
          <button type="button" class="button" onClick={() => void look()}>
            {t('safeguarding.inbox.look')}
          </button>
        </div>
      </section>
      <details class="more">
        <summary>{t('safeguarding.waiting.again')}</summary>
        <AskIn />
      </details>
    </>
  )
}

/** It may ask again: brought back from its sheet, or ended by mistake. */
export function Ended({ at }: { at: number }) {
  const words = useWords()
  const { t } = words
  const { team, view, act } = useDesk()
  const when = whenWords(words, at, { now: team.now(), timeZone: view.start.timeZone })
  return (
    <>
      <section class="panel" aria-labelledby="ended">
        <h2 id="ended">{t('safeguarding.ended.title')}</h2>
        <p>{t('safeguarding.ended.lead', { when })}</p>
        <div class="actions">
          <button type="button" class="button" onClick={() => void act(() => team.forget())}>
            {t('safeguarding.ended.forget')}
          </button>
        </div>
      </section>
      <AskIn title={t('safeguarding.ended.again')} lead={t('safeguarding.ended.againLead')} />
    </>
  )
}
