/** A fingerprint in numbered parts, as two people compare it over a table or a telephone. */
import { spokenFingerprint } from '../../protocol/safeguarding-keys.ts'
import { useWords } from '../i18n/context.ts'

export const partsOf = (id: string): string[] => spokenFingerprint(id).split(' ')

export function Fingerprint({ id, label }: { id: string; label: string }) {
  const { t } = useWords()
  return (
    <ol class="parts" aria-label={label} dir="ltr">
      {partsOf(id).map((part, i) => (
        <li key={i}>
          <span class="visually-hidden">{t('safeguarding.waiting.part', { number: i + 1 })}</span>
          <span class="parts__number" aria-hidden="true">
            {i + 1}
          </span>
          <code>{part}</code>
        </li>
      ))}
    </ol>
  )
}
