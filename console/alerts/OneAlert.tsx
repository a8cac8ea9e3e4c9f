/** One alert: whose, why, what was seen, and what was done. To look at this page is to open it, which is on record. */
import { useEffect } from 'preact/hooks'
import type { OpenedAlert, Reason } from '../../lib/protocol/alerts.ts'
import type { Theme } from '../../lib/policy/themes.ts'
import { Arriving } from '../Arriving.tsx'
import { dateTime, plural } from '../format.ts'
import { chosen, forgetRecord, open as record } from '../record/state.ts'
import { Begin } from '../record/Begin.tsx'
import { Row } from '../record/Rows.tsx'
import { clockOf, themeName } from '../record/words.ts'
import { Record } from '../record/Record.tsx'
import { useAnew } from '../use-fresh.ts'
import { Do } from './Do.tsx'
import { Whose } from './Inbox.tsx'
import { loadOne, opened } from './state.ts'
import { actWords, pointsWords, reasonWords, SEVERITY_BADGES, SEVERITY_NAMES, STATE_NAMES } from './words.ts'

export function OneAlert({ id }: { id: number }) {
  const load = () => loadOne(id)
  useAnew(opened, load)
  useEffect(() => {
    forgetRecord()
    return forgetRecord
  }, [])
  return (
    <Arriving shown={opened.value} load={load}>
      {(of) => <Shown of={of} />}
    </Arriving>
  )
}

function Shown({ of }: { of: OpenedAlert }) {
  const { alert, reasons, acts } = of
  return (
    <>
      <section aria-labelledby="alert-what">
        <div class="device__head">
          <h2 id="alert-what" tabIndex={-1}>
            {themeName(alert.theme)}: <Whose one={alert} />
          </h2>
          <span class={SEVERITY_BADGES[alert.severity]}>{SEVERITY_NAMES[alert.severity]}</span>
          <span class="badge">{STATE_NAMES[alert.state]}</span>
        </div>
        <p class="soft small">
          {plural(alert.count, 'entry', 'entries')}, from {dateTime(alert.first)} to {dateTime(alert.last)}. A
          machine made this of words and addresses: it knows neither the pupil nor what was meant.
        </p>
      </section>
      <section aria-labelledby="alert-seen">
        <h2 id="alert-seen">What was seen</h2>
        {alert.pupil !== null && (
          <p class="soft small">
            That you opened this stands in the viewing log, and the pupil is told of it as of any look at
            their record. If they must not know yet, mark it there as part of an enquiry.
          </p>
        )}
        <Seen of={of} />
      </section>
      <section aria-labelledby="alert-why">
        <h2 id="alert-why">Why it weighs so much</h2>
        {reasons.length > 0 ? (
          <Reasons reasons={reasons} theme={alert.theme} />
        ) : (
          <p class="soft">Entries of this alert have been deleted, and the reasons with them.</p>
        )}
      </section>
      <section aria-labelledby="alert-done">
        <h2 id="alert-done">What is done</h2>
        <Do of={of} />
        <ol class="alert-acts">
          {acts.map((act) => (
            <li key={`${act.at} ${act.act} ${act.by}`}>
              <time dateTime={new Date(act.at).toISOString()}>{dateTime(act.at)}</time>:{' '}
              <bdi>{actWords(act)}</bdi>
              {act.words !== undefined && act.words !== '' && (
                <p class="small" dir="auto">
                  “{act.words}”
                </p>
              )}
            </li>
          ))}
        </ol>
      </section>
      {alert.pupil !== null && <More pupil={alert.pupil} />}
    </>
  )
}

function Seen({ of: { rows, alert, timeZone } }: { of: OpenedAlert }) {
  const clock = clockOf(timeZone)
  if (rows.length === 0) return <p class="empty">What it was made of is not kept any more.</p>
  return (
    <div class="panel">
      {[...Map.groupBy(rows, ({ row }) => clock.day(row.at))].map(([day, ofDay]) => (
        <section key={day} class="record-day" aria-label={day}>
          <h3>{day}</h3>
          <ul class="record-rows">
            {ofDay.map((one) => (
              <Row key={`${one.device} ${one.row.seq}`} one={one} time={clock.time(one.row.at)} />
            ))}
          </ul>
        </section>
      ))}
      {rows.length < alert.count && (
        <p class="soft small">
          The newest {rows.length} of {alert.count} are shown.
        </p>
      )}
    </div>
  )
}

const Reasons = ({ reasons, theme }: { reasons: readonly Reason[]; theme: Theme }) => (
  <div class="panel">
    <table class="alert-reasons">
      <caption class="small soft">
        Of the entry that weighs most. From 8 points on an alert is high, from 5 medium, from 4 low.
      </caption>
      <thead>
        <tr>
          <th scope="col">Reason</th>
          <th scope="col">Points</th>
        </tr>
      </thead>
      <tbody>
        {reasons.map((reason) => (
          <tr key={reason.why}>
            <td>{reasonWords(reason, theme)}</td>
            <td>{pointsWords(reason.points)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Together</th>
          <td>{reasons.reduce((all, { points }) => all + points, 0)}</td>
        </tr>
      </tfoot>
    </table>
  </div>
)

/** What else the pupil did is in their record, and is looked at as always: with a reason that the head reads. */
function More({ pupil }: { pupil: NonNullable<OpenedAlert['alert']['pupil']> }) {
  const [starting, shown] = [chosen.value, record.value]
  return (
    <section aria-labelledby="alert-record">
      <h2 id="alert-record">The pupil’s record</h2>
      {starting !== null && <Begin key={starting.pupil.person} {...starting} />}
      {starting === null && shown !== null && <Record record={shown} />}
      {starting === null && shown === null && (
        <div class="panel">
          <p>What else the pupil did is shown when you say why you look. The head reads that too.</p>
          <div class="actions">
            <button
              type="button"
              class="button"
              onClick={() => (chosen.value = { pupil: { ...pupil, classes: [] } })}
            >
              Look at the record
            </button>
          </div>
        </div>
      )}
    </section>
  )
}
