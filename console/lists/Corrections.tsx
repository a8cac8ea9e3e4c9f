/** “This site is wrongly listed”: what lists say of a site, and the school's own word on it, in one step. */
import { useSignal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import type { CategoryId } from '../../lib/policy/categories.ts'
import { type Correction, correctionsFileSchema, type ListLook } from '../../lib/protocol/list-corrections.ts'
import { categoryName } from '../category-name.ts'
import { dateTime } from '../format.ts'
import { saveFile } from '../../lib/ui/parts/save-file.ts'
import { attempt, notice } from '../state.ts'
import { listsApi } from './api.ts'
import { CategoryOptions } from './CategoryOptions.tsx'
import { Reason } from './Reason.tsx'
import { act } from './state.ts'

export function Corrections({ corrections }: { corrections: readonly Correction[] }) {
  const look = useSignal<ListLook | null>(null)
  const find = (event: TargetedEvent<HTMLFormElement, SubmitEvent>): void => {
    event.preventDefault()
    const host = new FormData(event.currentTarget).get('host')
    if (typeof host === 'string' && host.trim() !== '')
      void attempt(async () => void (look.value = await listsApi.look(host.trim())))
  }
  return (
    <div class="panel">
      <h3>A site is wrongly listed</h3>
      <form role="search" class="find" onSubmit={find}>
        <label htmlFor="lists-host">Site</label>
        <input id="lists-host" name="host" maxLength={253} autocomplete="off" spellcheck={false} required />
        <button type="submit" class="button">
          Look
        </button>
      </form>
      <div aria-live="polite">
        {look.value && <Correct key={look.value.host} look={look.value} done={() => (look.value = null)} />}
      </div>
      {corrections.length > 0 && <Given corrections={corrections} />}
      <Carry has={corrections.length > 0} />
    </div>
  )
}

function Correct({ look, done }: { look: ListLook; done: () => void }) {
  const other = useSignal<CategoryId | ''>('')
  const correct = async (reason: string): Promise<void> => {
    const categories = other.value === '' ? [] : [other.value]
    const said = other.value === '' ? 'in no list' : `listed as ${categoryName(other.value)}`
    const worked = await act(
      () => listsApi.correct(look.host, categories, reason),
      `${look.host} is ${said} at your school.`,
    )
    if (worked) done()
  }
  return (
    <div class="lists__look">
      <p>
        <strong>
          <bdi>{look.host}</bdi>
        </strong>{' '}
        {look.categories.length === 0
          ? 'is in no list.'
          : `is ${look.categories.map(categoryName).join(', ')}.`}
        {look.protected && ' No list can block it.'}
      </p>
      {look.listed.length > 0 && (
        <ul class="small">
          {look.listed.map(({ name, under, categories }) => (
            <li key={`${name} ${under}`}>
              {name} lists <bdi>{under}</bdi> as {categories.map(categoryName).join(', ')}
            </li>
          ))}
        </ul>
      )}
      <div class="field">
        <label htmlFor="lists-other">What it is</label>
        <select
          id="lists-other"
          value={other.value}
          onChange={({ currentTarget }) => (other.value = currentTarget.value as CategoryId | '')}
        >
          <option value="">In no list</option>
          <CategoryOptions />
        </select>
      </div>
      <Reason about={look.host} ways={[{ label: 'Put it right', main: true, act: correct }]} />
    </div>
  )
}

const Given = ({ corrections }: { corrections: readonly Correction[] }) => (
  <>
    <h4>Put right at your school</h4>
    <ul class="lists__names">
      {corrections.map(({ id, host, categories, reason, by, from, at }) => (
        <li key={id} class="lists__correction">
          <span>
            <bdi>{host}</bdi>:{' '}
            {categories.length === 0 ? 'in no list' : categories.map(categoryName).join(', ')}
            <span class="small soft lists__beside">
              <q>{reason}</q>, {from === null ? by || 'the one-time link' : `from ${from}`}, {dateTime(at)}
            </span>
          </span>
          <button
            type="button"
            class="button button--quiet"
            onClick={() => void act(() => listsApi.takeBack(id), `${host} is as its lists say again.`)}
          >
            Take back<span class="visually-hidden">: {host}</span>
          </button>
        </li>
      ))}
    </ul>
  </>
)

/** To another school and from one: no name of anybody's is in such a file. */
const Carry = ({ has }: { has: boolean }) => (
  <div class="actions">
    {has && (
      <button type="button" class="button" onClick={() => void attempt(save)}>
        Save as a file
      </button>
    )}
    <label class="button lists__file" htmlFor="lists-import">
      Take over a file
      <input
        id="lists-import"
        type="file"
        accept="application/json,.json"
        onChange={({ currentTarget }) => void take(currentTarget.files?.[0])}
      />
    </label>
  </div>
)

async function save(): Promise<void> {
  const text = JSON.stringify(await listsApi.exported(), null, 2)
  saveFile('kerb-list-corrections.json', text, 'application/json')
}

async function take(file: File | undefined): Promise<void> {
  if (!file) return
  const read = correctionsFileSchema.safeParse(jsonOf(await file.text()))
  if (!read.success) {
    notice.value = { text: `${file.name} is no file of corrections from Kerb.`, wrong: true }
    return
  }
  let said = ''
  const worked = await act(async () => {
    const { added, kept, refused } = await listsApi.imported(file.name.slice(0, 100), read.data)
    said = `${added} taken over, ${kept} were here already, ${refused.length} refused.`
  }, `${file.name} is taken over.`)
  if (worked) notice.value = { text: said, wrong: false }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // Not JSON: the schema says no to it.
  }
}
