/** Alerts of a week in numbers: for the team, and for the head, who sees them in fives. */
import type { Week } from '../../lib/protocol/alerts.ts'
import { Arriving } from '../Arriving.tsx'
import { date } from '../format.ts'
import { Tile } from '../Tile.tsx'
import { useAnew } from '../use-fresh.ts'
import { themeName } from '../record/words.ts'
import { loadWeek, week } from './state.ts'
import { countWords, minutesWords, SEVERITY_NAMES } from './words.ts'
import { toWeek } from './where.ts'

export function WeekNumbers({ from }: { from: string | undefined }) {
  const load = () => loadWeek(from)
  useAnew(week, load)
  return (
    <section aria-label="A week in numbers">
      <Arriving shown={week.value} load={load}>
        {(of) => <Numbers of={of} />}
      </Arriving>
    </section>
  )
}

const days = (iso: string, more: number): string =>
  new Date(Date.parse(`${iso}T12:00:00Z`) + more * 86_400_000).toISOString().slice(0, 10)

const isNone = ({ bySeverity }: Week): boolean => Object.values(bySeverity).every((count) => count === 0)

/** Of few nothing is known: it may be none. */
function waitingTone(unopened: number | null): 'plain' | 'good' | 'warn' {
  if (unopened === null) return 'plain'
  return unopened === 0 ? 'good' : 'warn'
}

const Numbers = ({ of }: { of: Week }) => (
  <>
    <h2>
      {date(of.from)} to {date(of.to)}
    </h2>
    <nav class="pages" aria-label="Weeks">
      {of.hasBefore && (
        <a class="button" href={toWeek(days(of.from, -7))}>
          The week before
        </a>
      )}
      {of.hasAfter && (
        <a class="button" href={toWeek(days(of.from, 7))}>
          The week after
        </a>
      )}
    </nav>
    <dl class="tiles">
      {(['high', 'medium', 'low'] as const).map((severity) => (
        <Tile
          key={severity}
          name={SEVERITY_NAMES[severity]}
          value={countWords(of.bySeverity[severity])}
          tone={severity === 'high' && of.bySeverity.high ? 'warn' : 'plain'}
        />
      ))}
      <Tile name="Not opened yet" value={countWords(of.unopened)} tone={waitingTone(of.unopened)} />
      <Tile name="Half of the high ones opened within" value={minutesWords(of.medianHighMinutes)} />
    </dl>
    <div class="panel alerts-table">
      {of.byTheme.length === 0 ? (
        <p class="empty">
          {isNone(of) ? 'There was no alert in this week.' : 'No theme had five alerts in this week.'}
        </p>
      ) : (
        <table class="alert-reasons">
          <caption>By theme</caption>
          <thead>
            <tr>
              <th scope="col">Theme</th>
              <th scope="col">Alerts</th>
              <th scope="col">Pupils</th>
            </tr>
          </thead>
          <tbody>
            {of.byTheme.map(({ theme, alerts, pupils }) => (
              <tr key={theme}>
                <th scope="row">{themeName(theme)}</th>
                <td>{countWords(alerts)}</td>
                <td>{countWords(pupils)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="small soft">
        Opened: {countWords(of.opened)}, half of all within {minutesWords(of.medianMinutes)}. Closed:{' '}
        {countWords(of.closed)}. Dismissed: {countWords(of.dismissed)}, of these as wrong:{' '}
        {countWords(of.wrong)}. Searches, words and pages that were weighed: {countWords(of.rows)}.
      </p>
    </div>
  </>
)
