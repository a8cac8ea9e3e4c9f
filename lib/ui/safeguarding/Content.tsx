/** What is inside a concern. Nothing of it is a link, and no picture is in sight unasked. */
import { useState } from 'preact/hooks'
import type { ConcernContent } from '../../concern/content.ts'
import { oldKeysOf } from '../../concern/old-keys.ts'
import { leadsToReportRemove } from '../../concern/kinds.ts'
import { fromBase64url, toBase64 } from '../../protocol/bytes.ts'
import type { WaitingConcern } from '../../protocol/concerns.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { Quote } from '../parts/Quote.tsx'
import { useDesk } from './desk.ts'

type To = WaitingConcern['content']['to']

export function Content({ content, to }: { content: ConcernContent; to: To }) {
  const { t } = useWords()
  const isIllegalKind = leadsToReportRemove(content.kind)
  return (
    <>
      {isIllegalKind && <Rule />}
      <KeyTroubles content={content} to={to} />
      <div class="stack">
        <h3>{t('safeguarding.read.words')}</h3>
        {content.words.trim() === '' ? (
          <p class="soft">{t('safeguarding.read.noWords')}</p>
        ) : (
          <blockquote class="words" dir="auto">
            {content.words}
          </blockquote>
        )}
      </div>
      {content.page && (
        <div class="stack">
          <h3>{t('safeguarding.read.page')}</h3>
          {content.page.title.trim() !== '' && (
            <p>
              <bdi>{content.page.title}</bdi>
            </p>
          )}
          <p class="address">
            <code dir="ltr">{content.page.address}</code>
          </p>
          <p class="small soft">
            {t(isIllegalKind ? 'safeguarding.read.pageNever' : 'safeguarding.read.pageNote')}
          </p>
        </div>
      )}
      {/* Kerb's own page never sends one with this kind; another's would be no better to look at. */}
      {content.picture && !isIllegalKind && <Picture picture={content.picture} />}
    </>
  )
}

function Rule() {
  const { t } = useWords()
  return (
    <section class="note stack" aria-labelledby="rule">
      <h3 id="rule">{t('safeguarding.rule.title')}</h3>
      {(['lead', 'device', 'remove', 'danger'] as const).map((part) => (
        <p key={part}>{t(`safeguarding.rule.${part}`)}</p>
      ))}
    </section>
  )
}

/** What the pupil's device says of keys, which the server could not take out. */
function KeyTroubles({ content: { refusedKeys, ledger, at }, to }: { content: ConcernContent; to: To }) {
  const words = useWords()
  const { t } = words
  const { team, view } = useDesk()
  const { who, names } = view.ledger
  const isOther = !names.includes(ledger)
  const { since, ended } = oldKeysOf(view.ledger, { at, ledger, to })
  if (refusedKeys === undefined && !isOther && since === undefined && ended.length === 0) return null
  const nameOf = (key: string) => who.get(key)?.name ?? t('safeguarding.read.someone')
  const clock = { now: team.now(), timeZone: view.start.timeZone }
  return (
    <div class="note stack">
      {refusedKeys !== undefined && <Quote intro={t('safeguarding.read.refusedKeys')}>{refusedKeys}</Quote>}
      {isOther && <p>{t('safeguarding.read.otherLedger')}</p>}
      {since !== undefined && (
        <p>{t('safeguarding.read.oldLedger', { when: whenWords(words, since, clock) })}</p>
      )}
      {ended.length > 0 && <p>{t('safeguarding.read.endedKeys', { names: ended.map(nameOf).join(', ') })}</p>}
    </div>
  )
}

function Picture({ picture }: { picture: NonNullable<ConcernContent['picture']> }) {
  const { t } = useWords()
  const [isShown, setShown] = useState(false)
  const bytes = fromBase64url(picture.data)
  if (!bytes) return null
  return (
    <div class="stack">
      <h3>{t('safeguarding.picture.title')}</h3>
      <p class="small soft">{t('safeguarding.picture.lead')}</p>
      <div class="picture">
        <img
          class={isShown ? undefined : 'picture--blurred'}
          src={`data:${picture.type};base64,${toBase64(bytes)}`}
          alt={t(isShown ? 'safeguarding.picture.alt' : 'safeguarding.picture.altBlurred')}
          draggable={false}
        />
      </div>
      <div class="actions">
        <button type="button" class="button" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? 'safeguarding.picture.hide' : 'safeguarding.picture.show')}
        </button>
      </div>
    </div>
  )
}
