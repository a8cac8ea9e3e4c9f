/** What waits, who needs help today first. Of what is inside nothing is known here: to open a concern is recorded. */
import { useEffect, useState } from 'preact/hooks'
import { isWaiting } from '../../concern/inbox.ts'
import { receiptNumber } from '../../concern/receipt.ts'
import type { InboxEntry } from '../../protocol/concerns.ts'
import { useWords } from '../i18n/context.ts'
import { whenWords } from '../i18n/when.ts'
import { useDesk } from './desk.ts'
import { useClaim } from './Hand.tsx'
import { Heading } from './Heading.tsx'
import { type Filter, useInbox } from './use-inbox.ts'

type Open = (id: string) => void

export function Inbox({ open }: { open: Open }) {
  const { t } = useWords()
  const { view, look } = useDesk()
  const [filter, setFilter] = useState<Filter>('all')
  const { entries: found, older } = useInbox(filter)
  const entries = found ?? []
  const count = view.inbox.filter(isWaiting).length
  const waiting = entries.filter(isWaiting)
  const others = entries.filter((one) => !isWaiting(one) && one.state !== 'closed')
  const closed = entries.filter((one) => !isWaiting(one) && one.state === 'closed')
  return (
    <section class="panel" aria-labelledby="inbox">
      <div class="row__head row__head--apart">
        <Heading id="inbox">{t('safeguarding.inbox.title')}</Heading>
        <button type="button" class="button" onClick={() => void look()}>
          {t('safeguarding.inbox.look')}
        </button>
      </div>
      <p role="status" class={count > 0 ? 'soft' : 'empty'}>
        {view.problem === undefined &&
          (count > 0 ? t('safeguarding.inbox.came', { count }) : t('safeguarding.inbox.empty'))}
      </p>
      <Show filter={filter} set={setFilter} />
      {!found && <p class="soft">{t('safeguarding.read.opening')}</p>}
      {found?.length === 0 && (
        <p class="small soft">
          {t(filter === 'all' ? 'safeguarding.inbox.emptyLead' : 'safeguarding.hand.filter.none')}
        </p>
      )}
      <List title={t('safeguarding.inbox.first')} entries={waiting} open={open} />
      <List title={t('safeguarding.inbox.others')} entries={others} open={open} />
      {closed.length > 0 && (
        <details class="more">
          <summary>{t('safeguarding.inbox.closed')}</summary>
          <List entries={closed} open={open} />
        </details>
      )}
      {older && (
        <div class="actions">
          <button type="button" class="button" onClick={older}>
            {t('safeguarding.inbox.older')}
          </button>
        </div>
      )}
    </section>
  )
}

const FILTERS = ['all', 'mine', 'nobody'] as const

function Show({ filter, set }: { filter: Filter; set: (to: Filter) => void }) {
  const { t } = useWords()
  return (
    <div class="tabs" role="group" aria-label={t('safeguarding.hand.filter.label')}>
      {FILTERS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={filter === one}
          aria-current={filter === one ? 'true' : undefined}
          onClick={() => set(one)}
        >
          {t(`safeguarding.hand.filter.${one}`)}
        </button>
      ))}
    </div>
  )
}

function List({ title, entries, open }: { title?: string; entries: readonly InboxEntry[]; open: Open }) {
  if (entries.length === 0) return null
  return (
    <div class="stack">
      {title !== undefined && <h3>{title}</h3>}
      <ul class="concerns">
        {entries.map((entry) => (
          <Line key={entry.id} entry={entry} open={open} />
        ))}
      </ul>
    </div>
  )
}

function Line({ entry, open }: { entry: InboxEntry; open: Open }) {
  const words = useWords()
  const { t } = words
  const { team, view } = useDesk()
  const receipt = useReceipt(entry.id)
  const when = whenWords(words, entry.received, { now: team.now(), timeZone: view.start.timeZone })
  return (
    <li>
      <button
        type="button"
        class={entry.today ? 'concern concern--today' : 'concern'}
        onClick={() => open(entry.id)}
      >
        <span class="concern__name">{t('safeguarding.inbox.concern', { receipt })}</span>
        <span class="concern__when small soft">{t('safeguarding.inbox.received', { when })}</span>
        <span class="concern__tags">
          {entry.today && <span class="tag tag--problem">{t('safeguarding.inbox.today')}</span>}
          <span class={entry.state === 'sent' ? 'tag' : 'tag tag--default'}>
            {t(`safeguarding.inbox.state.${entry.state}`)}
          </span>
          {entry.unopened && entry.state !== 'sent' && (
            <span class="tag">{t('safeguarding.inbox.unopened')}</span>
          )}
          {entry.given === true && <span class="tag">{t('safeguarding.inbox.news.given')}</span>}
          <InHand entry={entry} />
          {entry.news.map((news) => (
            <span key={news} class="tag">
              {t(`safeguarding.inbox.news.${news}`)}
            </span>
          ))}
        </span>
      </button>
    </li>
  )
}

function InHand({ entry }: { entry: InboxEntry }) {
  const { t } = useWords()
  const { view } = useDesk()
  const claim = useClaim(entry)
  if (claim?.kind !== 'held') return null
  const { name, by } = claim
  const isMine = name === view.me?.name
  // Nothing is open here, so whether a colleague may read it at all is their word.
  const words =
    by === view.me?.name
      ? t(isMine ? 'safeguarding.hand.you' : 'safeguarding.hand.has', { name })
      : t(isMine ? 'safeguarding.hand.saysYou' : 'safeguarding.hand.says', { name, by })
  return <span class="tag tag--default">{words}</span>
}

/** The number that the pupil was given too. */
export function useReceipt(id: string): string {
  const [receipt, setReceipt] = useState('')
  useEffect(() => void receiptNumber(id).then(setReceipt), [id])
  return receipt
}
