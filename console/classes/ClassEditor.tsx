import { useSignal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import type { ClassDetail, MembersDone } from '../../lib/protocol/classes.ts'
import { plural } from '../format.ts'
import { attempt } from '../state.ts'
import { classesApi, type RoleInClass } from './api.ts'
import { refreshClass } from './state.ts'

const NAMES = { pupils: 'Pupils', teachers: 'Teachers' } as const

/** One class by hand: its name, its people, its end. */
export const ClassEditor = ({ one }: { one: ClassDetail }) => (
  <div class="editor">
    <form class="form" onSubmit={(event) => rename(event, one.id)}>
      <label>
        <span>Name</span>
        <input name="name" required maxLength={100} defaultValue={one.name} autocomplete="off" />
      </label>
      <button type="submit" class="button">
        Rename
      </button>
    </form>
    <Members one={one} whose="pupils" />
    <Members one={one} whose="teachers" />
    <div class="actions">
      <button type="button" class="button" onClick={() => end(one)}>
        {one.ended === null ? `End ${one.name}` : `Let ${one.name} begin again`}
      </button>
    </div>
  </div>
)

function Members({ one, whose }: { one: ClassDetail; whose: RoleInClass }) {
  const said = useSignal<MembersDone | null>(null)
  const list = one.members[whose]
  const field = `addresses-${whose}-${one.id}`
  const move = (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault()
    const form = event.currentTarget
    const text = new FormData(form).get('addresses')
    const remove = event.submitter?.getAttribute('value') === 'remove'
    void attempt(async () => {
      const addresses = typeof text === 'string' ? text : ''
      const done = await classesApi.members(one.id, whose, remove ? 'remove' : 'add', addresses)
      said.value = done
      if (done.problems.length === 0) form.reset()
      await refreshClass(one.id)
    })
  }
  return (
    <section aria-label={`${NAMES[whose]} of ${one.name}`}>
      <h4>{NAMES[whose]}</h4>
      {list.length === 0 ? (
        <p class="soft small">Nobody yet.</p>
      ) : (
        <ul class="in-class small">
          {list.map(({ name, from, devices }) => (
            <li key={name}>
              {name}
              {from === 'hand' && ' (by hand)'}
              {whose === 'pupils' && devices === 0 && <span class="soft"> no device</span>}
            </li>
          ))}
        </ul>
      )}
      <form class="paste" onSubmit={move}>
        <label htmlFor={field}>E-mail addresses, one a line</label>
        <textarea id={field} name="addresses" rows={3} required spellcheck={false} />
        <div class="actions">
          <button type="submit" class="button" value="add">
            Put in
          </button>
          <button type="submit" class="button button--quiet" value="remove">
            Take out
          </button>
        </div>
      </form>
      <div role="status">
        {said.value && (
          <p class="small">
            {plural(said.value.done, 'change')}
            {said.value.unchanged > 0 && `, ${said.value.unchanged} as they were`}.
          </p>
        )}
        {said.value && said.value.problems.length > 0 && (
          <ul class="troubles small">
            {said.value.problems.map(({ line, message }, i) => (
              <li key={i}>
                Line {line}: {message}
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

function rename(event: TargetedEvent<HTMLFormElement, SubmitEvent>, id: number): void {
  event.preventDefault()
  const name = new FormData(event.currentTarget).get('name')
  void attempt(async () => {
    await classesApi.rename(id, typeof name === 'string' ? name : '')
    await refreshClass(id)
  }, 'The class has its new name.')
}

function end(one: ClassDetail): void {
  const over = one.ended !== null
  void attempt(
    async () => {
      await (over ? classesApi.begin(one.id) : classesApi.end(one.id))
      await refreshClass(one.id)
    },
    over ? `${one.name} runs again.` : `${one.name} has ended. It can begin again.`,
  )
}
