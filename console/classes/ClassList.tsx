import { useSignal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import type { ClassSummary } from '../../lib/protocol/classes.ts'
import { plural } from '../format.ts'
import { attempt } from '../state.ts'
import { classesApi } from './api.ts'
import { ClassEditor } from './ClassEditor.tsx'
import { classes, opened, refreshClasses } from './state.ts'

/** Classes with their counts; one of them open to be changed. */
export function ClassList() {
  const find = useSignal('')
  const all = classes.value?.classes
  if (!all) return <p class="soft">Loading…</p>
  const wanted = find.value.trim().toLowerCase()
  const shown = all.filter(({ name }) => name.toLowerCase().includes(wanted))
  const running = shown.filter(({ ended }) => ended === null)
  const over = shown.filter(({ ended }) => ended !== null)
  return (
    <div class="panel">
      <h3>{plural(all.filter(({ ended }) => ended === null).length, 'class', 'classes')}</h3>
      <Make />
      {all.length > 10 && (
        <label class="find">
          <span>Find a class by its name</span>
          <input
            type="search"
            value={find.value}
            onInput={(event) => (find.value = event.currentTarget.value)}
          />
        </label>
      )}
      {running.length === 0 ? (
        <p class="empty">
          {wanted ? 'No class is called so.' : 'There is no class yet: import a roster, or make one.'}
        </p>
      ) : (
        <Rows list={running} />
      )}
      {over.length > 0 && (
        <details>
          <summary>{plural(over.length, 'ended class', 'ended classes')}</summary>
          <Rows list={over} />
        </details>
      )}
    </div>
  )
}

const Rows = ({ list }: { list: readonly ClassSummary[] }) => (
  <ul class="rows">
    {list.map((one) => (
      <Row key={one.id} one={one} />
    ))}
  </ul>
)

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
