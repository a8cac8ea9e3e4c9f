/** The school in figures: for governors too, so nobody and no site is in them. */
import { signal } from '@preact/signals'
import { type Numbers, numbersSchema } from '../../lib/protocol/review.ts'
import { type Answer, take } from '../answer.ts'
import { ask } from '../api.ts'
import { Arriving } from '../Arriving.tsx'
import { dateTime } from '../format.ts'
import { Tile } from '../Tile.tsx'
import { useAnew } from '../use-fresh.ts'
import { KindBars } from './KindBars.tsx'
import { WeekChart } from './WeekChart.tsx'
import { countWords } from './words.ts'

const numbers = signal<Answer<Numbers>>(null)

const load = (): Promise<void> => take(numbers, () => ask(numbersSchema, 'GET', '/admin/numbers'))

export function NumbersPart() {
  useAnew(numbers, load)
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers" tabIndex={-1}>
        In figures
      </h2>
      <p class="soft small">
        Counts of the school as a whole. Fewer than five is not said exactly; no pupil and no site is counted
        by name.
      </p>
      <Arriving shown={numbers.value} load={load}>
        {(of) => <Figures of={of} />}
      </Arriving>
    </section>
  )
}

const SERIES = [
  ['blocked', 'Pages stopped'],
  ['warned', 'Warnings shown'],
  ['searches', 'Searches on record'],
  ['requests', 'Pages asked for'],
] as const

const Figures = ({ of: { weeks, kinds, fleet, at } }: { of: Numbers }) => (
  <>
    <dl class="tiles">
      <Tile name="Devices let in" value={countWords(fleet.confirmed)} />
      <Tile name="Heard from in 7 days" value={countWords(fleet.heard)} />
      <Tile
        name="of these enforcing"
        value={countWords(fleet.enforcing)}
        tone={fleet.enforcing === fleet.heard ? 'plain' : 'warn'}
      />
      <Tile name="Waiting to be let in" value={countWords(fleet.waiting)} />
    </dl>
    <div class="charts">
      {SERIES.map(([series, title]) => (
        <WeekChart
          key={series}
          title={title}
          weeks={weeks.map((week) => ({ from: week.from, count: week[series] }))}
        />
      ))}
    </div>
    <div class="panel">
      <h3>Stopped in these {weeks.length} weeks, by kind</h3>
      <KindBars kinds={kinds} />
    </div>
    <p class="soft small">Counted {dateTime(at)}.</p>
  </>
)
