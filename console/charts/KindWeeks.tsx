/** What was stopped of each kind, week by week: a chart of its own for each, so that a small one is seen beside a large one. */
import type { Numbers } from '../../lib/protocol/review.ts'
import { categoryName } from '../category-name.ts'
import { WeekChart } from './WeekChart.tsx'

interface Props extends Pick<Numbers, 'kinds'> {
  /** When the weeks began. Epoch milliseconds. */
  readonly began: readonly number[]
}

export function KindWeeks({ kinds, began }: Props) {
  if (kinds.length === 0 || began.length < 2) return null
  return (
    <details class="chart__each">
      <summary>Each kind, week by week</summary>
      <p class="soft small">
        Each chart has a height of its own: compare its weeks, not one chart with another.
      </p>
      <div class="charts">
        {kinds.map(({ category, weeks }) => (
          <WeekChart
            key={category}
            title={categoryName(category)}
            weeks={began.map((from, i) => ({ from, count: weeks[i] ?? 'few' }))}
          />
        ))}
      </div>
    </details>
  )
}
