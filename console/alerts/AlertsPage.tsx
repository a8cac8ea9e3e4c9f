/** Alerts: the inbox, one of them, the week in numbers, what was learned, who is told. A head sees the numbers alone. */
import { has } from '../state.ts'
import { PageHead } from '../PageHead.tsx'
import { Title } from '../Title.tsx'
import { Inbox } from './Inbox.tsx'
import { LearnedList } from './LearnedList.tsx'
import { OneAlert } from './OneAlert.tsx'
import { TellingOrder } from './TellingOrder.tsx'
import { WeekNumbers } from './WeekNumbers.tsx'
import { TO_LEARNED, TO_TELLING, toInbox, toWeek, type Where, whereOf } from './where.ts'

export function AlertsPage({ at }: { at: string }) {
  const where: Where = has('dsl') ? whereOf(at) : { part: 'week', from: fromOf(at) }
  return (
    <main class="console">
      <PageHead>
        <Title key={where.part}>{TITLES[where.part]}</Title>
        {has('dsl') && <Parts of={where} />}
      </PageHead>
      {where.part === 'inbox' && <Inbox view={where.view} />}
      {where.part === 'one' && <OneAlert key={where.id} id={where.id} />}
      {where.part === 'week' && <WeekNumbers key={where.from ?? ''} from={where.from} />}
      {where.part === 'learned' && <LearnedList />}
      {where.part === 'telling' && <TellingOrder />}
    </main>
  )
}

const fromOf = (at: string): string | undefined => {
  const where = whereOf(at)
  return where.part === 'week' ? where.from : undefined
}

const TITLES: Readonly<Record<Where['part'], string>> = {
  inbox: 'Alerts',
  one: 'An alert',
  week: 'Alerts in numbers',
  learned: 'What alerts have learned',
  telling: 'Who is told of alerts',
}

const Parts = ({ of: { part } }: { of: Where }) => (
  <nav class="contents" aria-label="Alerts">
    {(
      [
        ['inbox', toInbox({}), 'Inbox'],
        ['week', toWeek(), 'Week in numbers'],
        ['learned', TO_LEARNED, 'What was learned'],
        ['telling', TO_TELLING, 'Who is told'],
      ] as const
    ).map(([id, to, name]) => (
      <a key={id} href={to} aria-current={part === id ? 'page' : undefined}>
        {name}
      </a>
    ))}
  </nav>
)
