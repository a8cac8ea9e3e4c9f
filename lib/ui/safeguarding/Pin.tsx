/** The first key's fingerprint on its way into managed configuration, and a team of one. */
import { useState } from 'preact/hooks'
import { useWords } from '../i18n/context.ts'

export function Pin({ id }: { id: string }) {
  const { t } = useWords()
  const [isCopied, setCopied] = useState(false)
  const copy = () =>
    void navigator.clipboard.writeText(id).then(
      () => setCopied(true),
      // Not allowed here: the value stands beside it to be marked and copied by hand.
      () => undefined,
    )
  return (
    <section class="note stack" aria-labelledby="pin">
      <h2 id="pin">{t('safeguarding.pin.title')}</h2>
      <p>{t('safeguarding.pin.lead')}</p>
      <p class="small">{t('safeguarding.pin.value')}</p>
      <p class="pin">
        <code dir="ltr">{id}</code>
        <button type="button" class="button" onClick={copy}>
          {t('safeguarding.pin.copy')}
        </button>
        <span role="status">{isCopied && t('safeguarding.pin.copied')}</span>
      </p>
    </section>
  )
}

export function Alone() {
  const { t } = useWords()
  return <p class="note">{t('safeguarding.pin.alone')}</p>
}
