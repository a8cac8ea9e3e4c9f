/** A figure by week: bars to look at, and the table behind them to read. */
import type { Figure } from '../../lib/protocol/figures.ts'
import { drawn, figureWords } from './words.ts'

export interface Week {
  /** Epoch milliseconds. */
  readonly from: number
  readonly count: Figure
}

const HEIGHT = 96
const STEP = 24
const GAP = 6
const LEAST = 2

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

export function WeekChart({ title, weeks }: { title: string; weeks: readonly Week[] }) {
  const most = Math.max(1, ...weeks.map(({ count }) => drawn(count)))
  const last = weeks.at(-1)
  return (
    <figure class="chart">
      <figcaption>
        <strong>{title}</strong>{' '}
        {last && <span class="soft small">last week: {figureWords(last.count)}</span>}
      </figcaption>
      <svg
        viewBox={`0 0 ${weeks.length * STEP} ${HEIGHT}`}
        role="img"
        aria-label={`${title}, by week: ${describe(weeks)}`}
        preserveAspectRatio="none"
      >
        {weeks.map(({ from, count }, i) => {
          const height = Math.max(LEAST, (drawn(count) / most) * (HEIGHT - 4))
          return (
            <rect
              key={from}
              class={count === 'few' ? 'chart__bar chart__bar--few' : 'chart__bar'}
              x={i * STEP + GAP / 2}
              y={HEIGHT - height}
              width={STEP - GAP}
              height={height}
            />
          )
        })}
        <line class="chart__ground" x1="0" x2={weeks.length * STEP} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <details>
        <summary>
          The table<span class="visually-hidden"> of: {title}</span>
        </summary>
        <table class="chart__table">
          <caption class="visually-hidden">{title}, by week</caption>
          <thead>
            <tr>
              <th scope="col">Week from</th>
              <th scope="col">Count</th>
            </tr>
          </thead>
          <tbody>
            {weeks.map(({ from, count }) => (
              <tr key={from}>
                <th scope="row">{day.format(from)}</th>
                <td>{figureWords(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

/** The shape in a sentence; the table has the rest. */
function describe(weeks: readonly Week[]): string {
  const highest = weeks.reduce<Week | undefined>(
    (best, week) => (best === undefined || drawn(week.count) > drawn(best.count) ? week : best),
    undefined,
  )
  if (highest === undefined || highest.count === 'few') return 'fewer than 5 in each week'
  return `most in the week from ${day.format(highest.from)}, ${figureWords(highest.count)}`
}
