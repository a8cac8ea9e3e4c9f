import type { TargetedEvent } from 'preact'
import { timeCell } from '../../lib/protocol/csv.ts'
import type { ClassSummary } from '../../lib/protocol/classes.ts'
import { plural } from '../format.ts'
import type { Column } from '../list/csv.ts'
import { SmallList } from '../list/SmallList.tsx'
import { attempt } from '../state.ts'
import { classesApi } from './api.ts'
import { ClassEditor } from './ClassEditor.tsx'
import { classes, opened, refreshClasses } from './state.ts'

/** Classes with their counts; one of them open to be changed. */
export function ClassList() {
  const all = classes.value?.classes
  if (!all) return <p class="soft">Loading…</p>
  const running = all.filter(({ ended }) => ended === null)
  const over = all.filter(({ ended }) => ended !== null)
  return (
    <div class="panel">
      <h3>{plural(running.length, 'class', 'classes')}</h3>
      <Make />
      <Rows
        list={running}
        names={['class', 'classes']}
        empty="There is no class yet: import a roster, or make one."
      />
      {over.length > 0 && (
        <details>
          <summary>{plural(over.length, 'ended class', 'ended classes')}</summary>
          <Rows list={over} names={['ended class', 'ended classes']} empty="" />
        </details>
      )}
    </div>
  )
}

interface RowsProps {
  readonly list: readonly ClassSummary[]
  readonly names: readonly [one: string, many: string]
  readonly empty: string
}

const Rows = ({ list, names, empty }: RowsProps) => (
  <SmallList
    names={names}
    rows={list}
    empty={empty}
    text={({ name }) => name}
    sorts={SORTS}
    file="kerb-classes"
    columns={COLUMNS}
  >
    {(one) => <Row key={one.id} one={one} />}
  </SmallList>
)

const SORTS = [
  ['Name', (a: ClassSummary, b: ClassSummary) => a.name.localeCompare(b.name, 'en-GB', { numeric: true })],
  ['Most pupils', (a: ClassSummary, b: ClassSummary) => b.pupils - a.pupils],
  ['Fewest pupils', (a: ClassSummary, b: ClassSummary) => a.pupils - b.pupils],
  ['Fewest teachers', (a: ClassSummary, b: ClassSummary) => a.teachers - b.teachers],
] as const

const COLUMNS: readonly Column<ClassSummary>[] = [
  ['Class', ({ name }) => name],
  ['From', ({ source }) => source],
  ['Pupils', ({ pupils }) => pupils],
  ['Teachers', ({ teachers }) => teachers],
  ['Ended (UTC)', ({ ended }) => timeCell(ended)],
]

function Row({ one }: { one: ClassSummary }) {
  const open = opened.value?.id === one.id
  return (
    <li>
      <div>
        <strong>{one.name}</strong> {one.source === 'hand' && <span class="badge">By hand</span>}
        <p class="soft small">
          {plural(one.pupils, 'pupil')}, {plural(one.teachers, 'teacher')}
        </p>
      </div>
      <button
        type="button"
        class="button"
        aria-expanded={open}
        aria-label={`${open ? 'Close' : 'Open'} ${one.name}`}
        onClick={() => toggle(one.id, open)}
      >
        {open ? 'Close' : 'Open'}
      </button>
      {open && opened.value && <ClassEditor key={one.id} one={opened.value} />}
    </li>
  )
}

function toggle(id: number, open: boolean): void {
  void attempt(async () => {
    opened.value = open ? null : await classesApi.show(id)
  })
}

const Make = () => (
  <form class="form" onSubmit={make}>
    <label>
      <span>Name of a new class (no person’s name)</span>
      <input name="name" required maxLength={100} autocomplete="off" />
    </label>
    <button type="submit" class="button">
      Make a class
    </button>
  </form>
)

function make(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const form = event.currentTarget
  const name = new FormData(form).get('name')
  void attempt(async () => {
    opened.value = await classesApi.make(typeof name === 'string' ? name : '')
    form.reset()
    await refreshClasses()
  }, 'The class is made. Now put its people in.')
}
