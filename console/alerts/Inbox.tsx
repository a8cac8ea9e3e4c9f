/** Alerts in a list: filtered, sorted, in pages, as a file. The address has the filters, so that a link can be shared. */
import type { Alert, Alerts } from '../../lib/protocol/alerts.ts'
import { Arriving } from '../Arriving.tsx'
import { plural } from '../format.ts'
import { go } from '../lessons/route.ts'
import { Pager } from '../Pager.tsx'
import { Time } from '../Time.tsx'
import { useFresh } from '../use-fresh.ts'
import { themeName } from '../record/words.ts'
import { waitingWords } from './AlertsPart.tsx'
import { exportAddress } from './api.ts'
import { Filters } from './Filters.tsx'
import { inbox, loadInbox } from './state.ts'
import { MAIL_WORDS, NONE, SEVERITY_BADGES, SEVERITY_NAMES, STATE_NAMES } from './words.ts'
import { toAlert, toInbox, type View } from './where.ts'

export function Inbox({ view }: { view: View }) {
  return (
    <section aria-label="Inbox">
      <p class="soft small">
        Kerb makes alerts of what devices see in searches, in words to AI assistants and on pages that were
        stopped. A machine read them first: each can be wrong. What was searched for is shown when you open
        one, and that you did is on record.
      </p>
      <Filters view={view} />
      <Shown key={toInbox(view)} view={view} />
    </section>
  )
}

/** Drawn anew for each view: the keyboard stays in the filters above. */
function Shown({ view }: { view: View }) {
  const load = () => loadInbox(view)
  useFresh(inbox, load)
  return (
    <Arriving shown={inbox.value} load={load}>
      {(list) => <List list={list} view={view} />}
    </Arriving>
  )
}

function List({ list, view }: { list: Alerts; view: View }) {
  const { alerts, total, pageSize, waiting, mail, at } = list
  const isFiltered = view.severity !== undefined || view.theme !== undefined || view.mine !== undefined
  return (
    <>
      {mail !== 'works' && <p class="troubles">{MAIL_WORDS[mail]}</p>}
      <div class="alerts-said">
        <p role="status">
          {waitingWords(waiting)}{' '}
          {total > 0 && <span class="soft">{plural(total, 'alert fits', 'alerts fit')} this view.</span>}
        </p>
        {total > 0 && (
          <a class="button" href={exportAddress(view)} download>
            Save these as CSV
          </a>
        )}
      </div>
      {alerts.length === 0 ? (
        <p class="empty">{isFiltered ? 'No alert fits this.' : NONE[view.show]}</p>
      ) : (
        <ul class="cards">
          {alerts.map((one) => (
            <Card key={one.id} one={one} now={at} />
          ))}
        </ul>
      )}
      <Pager
        label="Pages of alerts"
        page={view.page}
        pages={Math.ceil(total / pageSize)}
        turn={(page) => go(toInbox({ ...view, page }))}
      />
    </>
  )
}

const Card = ({ one, now }: { one: Alert; now: number }) => (
  <li class={`device alert alert--${one.severity}`}>
    <div class="device__head">
      <h2 class="alert__title">
        <a href={toAlert(one.id)}>
          {themeName(one.theme)}: <Whose one={one} />
        </a>
      </h2>
      <span class={SEVERITY_BADGES[one.severity]}>{SEVERITY_NAMES[one.severity]}</span>
      <span class={one.state === 'new' ? 'badge badge--waiting' : 'badge'}>{STATE_NAMES[one.state]}</span>
    </div>
    <dl class="facts">
      <div>
        <dt>In it</dt>
        <dd>{plural(one.count, 'entry', 'entries')}</dd>
      </div>
      <div>
        <dt>Last</dt>
        <dd>
          <Time at={one.last} now={now} />
        </dd>
      </div>
      <div>
        <dt>First</dt>
        <dd>
          <Time at={one.first} now={now} />
        </dd>
      </div>
      <div>
        <dt>Given to</dt>
        <dd>
          <bdi>{one.assigned?.name ?? 'nobody'}</bdi>
        </dd>
      </div>
    </dl>
  </li>
)

export const Whose = ({ one: { pupil, device } }: { one: Alert }) => (
  <bdi>
    {pupil === null
      ? `nobody signed in, device ${device ?? ''}`
      : pupil.name || 'a pupil no longer on record'}
  </bdi>
)
