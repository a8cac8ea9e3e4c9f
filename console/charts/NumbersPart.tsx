/** The school in figures: for governors too, so nobody and no site is in them. */
import { signal } from '@preact/signals'
import { type Numbers, numbersSchema } from '../../lib/protocol/review.ts'
import { type Answer, take } from '../answer.ts'
import { ask } from '../api.ts'
import { Arriving } from '../Arriving.tsx'
import { date } from '../format.ts'
import { Tile } from '../Tile.tsx'
import { useAnew } from '../use-fresh.ts'
import { FleetChart } from './FleetChart.tsx'
import { KindBars } from './KindBars.tsx'
import { KindWeeks } from './KindWeeks.tsx'
import { WeekChart } from './WeekChart.tsx'

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
        Of the school as a whole, in whole weeks from Monday to Sunday. What people did is rounded down to
        fives, and fewer than five may be none: so nobody is found by taking one figure from another.
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

const Figures = ({ of: { weeks, kinds, fleet, fleetDays, until } }: { of: Numbers }) => (
  <>
    <dl class="tiles">
      <Tile name="Devices let in" value={String(fleet.confirmed)} />
      <Tile name="Heard from in 7 days" value={String(fleet.heard)} />
      <Tile
        name="of these enforcing"
        value={String(fleet.enforcing)}
        tone={fleet.enforcing === fleet.heard ? 'plain' : 'warn'}
      />
      <Tile name="Waiting to be let in" value={String(fleet.waiting)} />
    </dl>
    <div class="charts">
      <FleetChart days={fleetDays} />
    </div>
    {weeks.length === 0 ? (
      <p class="empty">
        What figures are made of is kept for no whole week: see <em>How long it is kept</em>.
      </p>
    ) : (
      <Weeks weeks={weeks} kinds={kinds} until={until} />
    )}
  </>
)

const Weeks = ({ weeks, kinds, until }: Pick<Numbers, 'weeks' | 'kinds' | 'until'>) => (
  <>
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
      <h3>Stopped in {weeks.length === 1 ? 'this week' : `these ${weeks.length} weeks`}, by kind</h3>
      <KindBars kinds={kinds} />
      <p class="soft small">
        Any other kind: fewer than five times. Counted up to{' '}
        {date(new Date(until - 1).toISOString().slice(0, 10))}.
      </p>
      <KindWeeks kinds={kinds} began={weeks.map(({ from }) => from)} />
    </div>
  </>
)
