/** What was stopped, by kind: each name with its figure and a bar beside it. The list is the table. */
import type { Numbers } from '../../lib/protocol/review.ts'
import { categoryName } from '../category-name.ts'
import { drawn, figureWords } from './words.ts'

const WIDTH = 100

export function KindBars({ kinds }: Pick<Numbers, 'kinds'>) {
  const most = Math.max(1, ...kinds.map(({ count }) => drawn(count)))
  if (kinds.length === 0) return <p class="empty">No kind was stopped five times in these weeks.</p>
  return (
    <table class="chart__kinds">
      <caption class="visually-hidden">Stopped, by kind</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">Kind</th>
          <th scope="col">Times</th>
        </tr>
      </thead>
      <tbody>
        {kinds.map(({ category, count }) => (
          <tr key={category}>
            <th scope="row">{categoryName(category)}</th>
            <td>
              <svg viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true">
                <rect class="chart__bar" width={Math.max(1, (drawn(count) / most) * WIDTH)} height="10" />
              </svg>
              <span>{figureWords(count)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
