/** Who has a concern in hand: take it, or hand it to a colleague who may read it. */
import type { TargetedEvent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { claimOf, handOptions, handTo, type Holder, holderOf } from '../../concern/hands.ts'
import type { OpenedConcern } from '../../concern/inbox.ts'
import type { OwnKey } from '../../concern/member-key.ts'
import type { InboxEntry } from '../../protocol/concerns.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { useDesk } from './desk.ts'
import type { Change } from './use-concern.ts'

/** Undefined until the signature was read. */
function useRead(read: () => Promise<Holder>, of: readonly unknown[]): Holder | undefined {
  const [holder, setHolder] = useState<Holder>()
  useEffect(() => {
    let isOld = false
    void read().then((found) => (isOld ? undefined : setHolder(found)))
    return () => {
      isOld = true
    }
  }, of)
  return holder
}

/** Of a concern that is not open. */
export function useClaim({ id, hand }: InboxEntry): Holder | undefined {
  const { ledger } = useDesk().view
  return useRead(() => claimOf(id, hand, ledger), [id, hand?.signature, ledger.last])
}

function useHolder({ waiting, content }: OpenedConcern): Holder | undefined {
  const { ledger } = useDesk().view
  const read = async (): Promise<Holder> =>
    content ? holderOf({ waiting, content }, ledger) : { kind: 'unproved' }
  return useRead(read, [waiting, content, ledger.last])
}

export function Hand({ own, opened, change }: { own: OwnKey; opened: OpenedConcern; change: Change }) {
  const { t } = useWords()
  const { team, view } = useDesk()
  const { waiting, content } = opened
  const holder = useHolder(opened)
  const { me } = view
  if (!content || !me) return null
  const isMine = holder?.kind === 'held' && holder.name === me.name
  const give = (to: string) =>
    change(async (client) => client.hand(waiting.id, await handTo(own, waiting, to, team.now())))
  return (
    <section class="panel" aria-labelledby="hand">
      <h2 id="hand">{t('safeguarding.hand.title')}</h2>
      <div role="status">
        <Said holder={holder} isMine={isMine} />
      </div>
      {!isMine && (
        <div class="actions">
          <button type="button" class="button" onClick={() => void give(me.id)}>
            {t('safeguarding.hand.take')}
          </button>
        </div>
      )}
      <Give options={handOptions(me, { waiting, content }, view.ledger.keys)} give={give} />
    </section>
  )
}

function Said({ holder, isMine }: { holder: Holder | undefined; isMine: boolean }) {
  const words = useWords()
  const { t } = words
  const { team, view } = useDesk()
  if (!holder) return null
  if (holder.kind === 'unproved') return <p class="note">{t('safeguarding.hand.unproved')}</p>
  if (holder.kind === 'nobody') return <p class="soft">{t('safeguarding.hand.nobody')}</p>
  const when = whenWords(words, holder.at, { now: team.now(), timeZone: view.start.timeZone })
  return (
    <>
      <p>
        <strong>
          {isMine ? t('safeguarding.hand.you') : t('safeguarding.hand.has', { name: holder.name })}
        </strong>
      </p>
      <p class="small soft">{t('safeguarding.hand.since', { when, name: holder.by })}</p>
    </>
  )
}

function Give({
  options,
  give,
}: {
  options: readonly { readonly id: string; readonly name: string }[]
  give: (to: string) => Promise<boolean>
}) {
  const { t } = useWords()
  const [to, setTo] = useState('')
  const [isBusy, setBusy] = useState(false)
  if (options.length === 0) return null
  const send = async (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault()
    setBusy(true)
    if (await give(to)) setTo('')
    setBusy(false)
  }
  return (
    <form class="form" onSubmit={(event) => void send(event)}>
      <label>
        <span>{t('safeguarding.hand.to')}</span>
        <select
          name="hand"
          value={to}
          aria-describedby="hand-hint"
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
        >
          <option value="">{t('safeguarding.hand.choose')}</option>
          {options.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p id="hand-hint" class="small soft">
        {t('safeguarding.hand.mail')}
      </p>
      <div class="actions">
        <button type="submit" class="button" disabled={isBusy || to === ''}>
          {t('safeguarding.hand.give')}
        </button>
      </div>
    </form>
  )
}
