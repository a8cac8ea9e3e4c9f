/** Who sent an unnamed concern: asked for, agreed to and opened by two members, each step on record. */
import { useState } from 'preact/hooks'
import type { Sender } from '../../concern/content.ts'
import { askers, halfFor, openName, partners } from '../../concern/hidden-name.ts'
import type { OpenedConcern } from '../../concern/inbox.ts'
import type { OwnKey } from '../../concern/member-key.ts'
import type { WaitingConcern } from '../../protocol/concerns.ts'
import type { MemberKey } from '../../protocol/safeguarding-keys.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { Confirm } from './Confirm.tsx'
import { useDesk } from './desk.ts'
import type { Change } from './use-concern.ts'

interface Props {
  readonly own: OwnKey
  readonly opened: OpenedConcern
  readonly change: Change
}

export function HiddenName({ own, opened: { waiting }, change }: Props) {
  const { t } = useWords()
  const { view } = useDesk()
  const asking = askers(own.id, waiting, view.ledger.keys)
  const isHanded = waiting.handed.some(({ half }) => half.key === own.id)
  const isAsked = asking.some((asker) => !hasHanded(own.id, asker, waiting))
  return (
    <section class="panel" aria-labelledby="hidden-name">
      <h2 id="hidden-name">{t('safeguarding.name.title')}</h2>
      <p>{t('safeguarding.name.lead')}</p>
      <Openings waiting={waiting} />
      {asking.map((asker) => (
        <Agree key={asker.id} own={own} asker={asker} waiting={waiting} change={change} />
      ))}
      {/* Who is asked has one thing to decide; to ask back would only be in its way. */}
      {(!isAsked || isHanded) && <Opening own={own} waiting={waiting} change={change} />}
    </section>
  )
}

const hasHanded = (me: string, { id }: MemberKey, { handed }: WaitingConcern): boolean =>
  handed.some(({ by, half }) => by === me && half.key === id)

/** Each time that it was opened before. */
function Openings({ waiting }: { waiting: WaitingConcern }) {
  const words = useWords()
  const { t } = words
  const { team, view } = useDesk()
  const clock = { now: team.now(), timeZone: view.start.timeZone }
  const nameOf = (key: string) => view.ledger.who.get(key)?.name ?? t('safeguarding.read.someone')
  if (waiting.identityOpened.length === 0) return null
  return (
    <ul class="small soft">
      {waiting.identityOpened.map(({ by, at, with: other }) => (
        <li key={`${by} ${at}`}>
          {t('safeguarding.name.opened', {
            when: whenWords(words, at, clock),
            one: nameOf(by),
            other: nameOf(other),
          })}
        </li>
      ))}
    </ul>
  )
}

interface Step {
  readonly own: OwnKey
  readonly waiting: WaitingConcern
  readonly change: Change
}

function Agree({ own, asker, waiting, change }: Step & { asker: MemberKey }) {
  const { t } = useWords()
  const { name } = asker
  const [agreed, setAgreed] = useState<boolean>()
  if (agreed === true || hasHanded(own.id, asker, waiting))
    return <p role="status">{t('safeguarding.name.agreed', { name })}</p>
  const agree = () =>
    change(async (client) => {
      const half = await halfFor(own, asker, waiting)
      if (half) await client.handHalf(waiting.id, half)
      setAgreed(half !== null)
    })
  return (
    <div class="stack">
      <p>
        <strong>{t('safeguarding.name.asks', { name })}</strong>
      </p>
      {agreed === false && <p class="note">{t('safeguarding.name.unfit')}</p>}
      <Confirm
        ask={t('safeguarding.name.agree')}
        lead={t('safeguarding.name.lead')}
        yes={t('safeguarding.name.agree')}
        done={agree}
      />
    </div>
  )
}

/** This member's own way to the name: ask, wait, open. */
function Opening({ own, waiting, change }: Step) {
  const { t } = useWords()
  const { view } = useDesk()
  const [found, setFound] = useState<Sender | 'unfit'>()
  const { who, keys } = view.ledger
  const handed = waiting.handed.findLast(({ half }) => half.key === own.id)
  const others = partners(own.id, waiting, keys)
  if (found !== undefined && found !== 'unfit') return <Found sender={found} />
  if (handed) {
    const open = () =>
      change(async (client) => {
        const sender = await openName(own, handed, waiting)
        // On record before it is in sight.
        if (sender) await client.nameOpened(waiting.id, handed.by)
        setFound(sender ?? 'unfit')
      })
    const name = who.get(handed.by)?.name ?? t('safeguarding.read.someone')
    return (
      <div class="stack">
        <p role="status">{t('safeguarding.name.handed', { name })}</p>
        {found === 'unfit' && <p class="note">{t('safeguarding.name.unfit')}</p>}
        <Confirm
          ask={t('safeguarding.name.open')}
          lead={t('safeguarding.name.lead')}
          yes={t('safeguarding.name.open')}
          done={open}
        />
      </div>
    )
  }
  if (others.length === 0) return <p class="note">{t('safeguarding.name.alone')}</p>
  if (waiting.asked.some(({ by }) => by === own.id))
    return (
      <p role="status">
        {t('safeguarding.name.asked', { names: others.map(({ name }) => name).join(', ') })}
      </p>
    )
  return (
    <Confirm
      ask={t('safeguarding.name.ask')}
      lead={t('safeguarding.name.askNote')}
      yes={t('safeguarding.name.ask')}
      done={() => change((client) => client.askForName(waiting.id))}
    />
  )
}

function Found({ sender }: { sender: Sender }) {
  const { t } = useWords()
  return (
    <p class="found" role="status">
      <strong>
        {sender.name === undefined ? t('safeguarding.name.unsigned') : <bdi>{sender.name}</bdi>}
      </strong>
      <span class="soft">
        {t('safeguarding.read.group')}: <bdi>{sender.group}</bdi>
      </span>
    </p>
  )
}
