/** The fleet by day: bars of devices heard from, as far as they enforced; and the table behind them to read. */
import type { Numbers } from '../../lib/protocol/review.ts'
import { plural } from '../format.ts'

const HEIGHT = 96
const STEP = 8
const GAP = 2

const dayName = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

export function FleetChart({ days }: { days: Numbers['fleetDays'] }) {
  const last = days.at(-1)
  if (last === undefined)
    return <p class="empty">Devices by day: the first day is counted in the coming night.</p>
  const most = Math.max(1, ...days.map(({ heard }) => heard))
  const bar = (i: number, count: number, name: string) => {
    const height = (count / most) * (HEIGHT - 4)
    return <rect class={name} x={i * STEP + GAP / 2} y={HEIGHT - height} width={STEP - GAP} height={height} />
  }
  const short = days.filter(({ heard, enforcing }) => enforcing < heard).length
  return (
    <figure class="chart">
      <figcaption>
        <strong>Devices by day</strong>{' '}
        <span class="soft small">
          last day: {last.enforcing} of {plural(last.heard, 'device')} enforcing
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
        role="img"
        aria-label={`Devices heard from by day, and how many of them enforced: ${
          short === 0 ? 'all of them on each day' : `not all of them on ${plural(short, 'day')}`
        }`}
        preserveAspectRatio="none"
      >
        {days.map(({ from, heard, enforcing }, i) => (
          <g key={from}>
            {bar(i, heard, 'chart__bar chart__bar--few')}
            {bar(i, enforcing, 'chart__bar')}
          </g>
        ))}
        <line class="chart__ground" x1="0" x2={days.length * STEP} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <details>
        <summary>
          The table<span class="visually-hidden"> of: devices by day</span>
        </summary>
        <table class="chart__table">
          <caption class="visually-hidden">Devices by day</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Let in</th>
              <th scope="col">Heard from</th>
              <th scope="col">Enforcing</th>
            </tr>
          </thead>
          <tbody>
            {days.toReversed().map(({ from, confirmed, heard, enforcing }) => (
              <tr key={from}>
                <th scope="row">{dayName.format(from)}</th>
                <td>{confirmed}</td>
                <td>{heard}</td>
                <td>{enforcing}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
