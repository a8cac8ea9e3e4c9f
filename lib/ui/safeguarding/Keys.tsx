/** Which keys there are, since when and by whose word; letting one in, ending one. */
import type { MemberKey } from '../../protocol/safeguarding-keys.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { useDesk } from './desk.ts'
import { Heading } from './Heading.tsx'
import { Joiners } from './Joiners.tsx'
import { Confirm } from './Confirm.tsx'
import { KeyRow } from './KeyRow.tsx'

export function Keys({ me }: { me: MemberKey }) {
  const { t } = useWords()
  const { team, view, act } = useDesk()
  return (
    <>
      <section class="panel" aria-labelledby="keys">
        <Heading id="keys">{t('safeguarding.keys.title')}</Heading>
        <p class="soft">{t('safeguarding.keys.lead')}</p>
        <ul class="rows">
          {view.ledger.keys.map((one) => (
            <KeyRow key={one.id} one={one} me={me} />
          ))}
        </ul>
        <Ended />
      </section>
      {me.role === 'team' && <Joiners />}
      <section class="panel" aria-labelledby="own-key">
        <h2 id="own-key">{t('safeguarding.keys.this')}</h2>
        <p class="soft">{t('safeguarding.keys.ownLead')}</p>
        <Confirm
          ask={t('safeguarding.keys.own')}
          lead={t('safeguarding.keys.ownSure')}
          yes={t('safeguarding.keys.ownYes')}
          done={() => act(() => team.forget())}
        />
      </section>
    </>
  )
}

function Ended() {
  const words = useWords()
  const { t } = words
  const { team, view } = useDesk()
  const { ended, who } = view.ledger
  if (ended.size === 0) return null
  const clock = { now: team.now(), timeZone: view.start.timeZone }
  return (
    <details class="more">
      <summary>{t('safeguarding.keys.ended')}</summary>
      <ul class="stack">
        {[...ended].map(([id, at]) => (
          <li key={id} class="small soft">
            {t('safeguarding.keys.endedAt', {
              name: who.get(id)?.name ?? t('safeguarding.read.someone'),
              when: whenWords(words, at, clock),
            })}
          </li>
        ))}
      </ul>
    </details>
  )
}
