/** One key in force. */
import { canEnd } from '../../concern/team-ledger.ts'
import type { MemberKey } from '../../protocol/safeguarding-keys.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { Confirm } from './Confirm.tsx'
import { useDesk } from './desk.ts'
import { Fingerprint } from './Fingerprint.tsx'

export function KeyRow({ one, me }: { one: MemberKey; me: MemberKey }) {
  const words = useWords()
  const { t } = words
  const { team, view } = useDesk()
  const when = whenWords(words, one.since, { now: team.now(), timeZone: view.start.timeZone })
  const by = view.ledger.who.get(one.by)?.name ?? t('safeguarding.read.someone')
  return (
    <li class="row">
      <div class="row__head">
        <h3>
          <bdi>{one.name}</bdi>
        </h3>
        {one.id === me.id && <span class="tag">{t('safeguarding.keys.you')}</span>}
      </div>
      <p class="small">{t(`safeguarding.keys.role.${one.role}`)}</p>
      <p class="small soft">
        {t('safeguarding.keys.since', { when })} ·{' '}
        {one.by === one.id ? t('safeguarding.keys.first') : t('safeguarding.keys.by', { name: by })}
      </p>
      {view.closed.includes(one.id) && <p class="note small">{t('safeguarding.keys.accountClosed')}</p>}
      <details class="more">
        <summary>{t('safeguarding.keys.show')}</summary>
        <Fingerprint id={one.id} label={t('safeguarding.keys.show')} />
      </details>
      {me.role === 'team' && !view.ledger.refused && <End one={one} />}
    </li>
  )
}

function End({ one }: { one: MemberKey }) {
  const { t } = useWords()
  const { team, view, act } = useDesk()
  if (!canEnd(view.ledger, one.id)) return <p class="small soft">{t('safeguarding.keys.last')}</p>
  const title = t('safeguarding.keys.endTitle', { name: one.name })
  return (
    <Confirm
      ask={t('safeguarding.keys.end')}
      label={title}
      title={title}
      lead={t('safeguarding.keys.endLead')}
      yes={t('safeguarding.keys.endYes')}
      done={() => act(() => team.end(one.id, view.ledger))}
    />
  )
}
