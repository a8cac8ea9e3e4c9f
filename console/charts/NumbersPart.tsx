/** The school in figures: for governors too, so nobody and no site is in them. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { type Numbers, numbersSchema } from '../../lib/protocol/review.ts'
import { ApiError, ask } from '../api.ts'
import { Arriving } from '../Arriving.tsx'
import { dateTime } from '../format.ts'
import { leave } from '../state.ts'
import { KindBars } from './KindBars.tsx'
import { WeekChart } from './WeekChart.tsx'
import { countWords } from './words.ts'

/** Null until the first answer; words where none came. */
const numbers = signal<Numbers | string | null>(null)

async function load(): Promise<void> {
  try {
    numbers.value = await ask(numbersSchema, 'GET', '/admin/numbers')
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.status === 401) leave('Your session has ended.')
    if (numbers.value === null || typeof numbers.value === 'string') numbers.value = error.message
  }
}

export function NumbersPart() {
  useEffect(() => {
    numbers.value = null
    void load()
  }, [])
  const shown = numbers.value
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers" tabIndex={-1}>
        In figures
      </h2>
      <p class="soft small">
        Counts of the school as a whole. Fewer than five is not said exactly; no pupil and no site is counted
        by name.
      </p>
      <Arriving shown={shown} load={load} />
      {shown !== null && typeof shown !== 'string' && <Figures of={shown} />}
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
      <Tile name="Heard of in 7 days" value={countWords(fleet.heard)} />
      <Tile
        name="of these enforcing"
        value={countWords(fleet.enforcing)}
        isWrong={fleet.enforcing !== fleet.heard}
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

const Tile = ({ name, value, isWrong = false }: { name: string; value: string; isWrong?: boolean }) => (
  <div class={isWrong ? 'tile tile--warn' : 'tile'}>
    <dt>{name}</dt>
    <dd class="tile__value">{value}</dd>
  </div>
)
