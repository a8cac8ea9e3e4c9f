/** A source of the school's own, by address or by file; and well-known ones, none of which is fetched before it is added. */
import { useSignal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import type { CategoryId } from '../../lib/policy/categories.ts'
import type { ListPreset } from '../../lib/protocol/list-sources.ts'
import { categoryName } from '../category-name.ts'
import { written } from '../written.ts'
import { listsApi } from './api.ts'
import { CategoryOptions } from './CategoryOptions.tsx'
import { act } from './state.ts'
import { namesWords } from './words.ts'

export const Presets = ({ presets }: { presets: readonly ListPreset[] }) => (
  <details class="lists__more panel">
    <summary>Add a well-known list</summary>
    <p class="soft small">
      None is used before you add it. Your server fetches it from its publisher; its licence is between you
      and them.
    </p>
    <ul class="cards">
      {presets.map((one) => (
        <li key={one.id} class="device">
          <div class="device__head">
            <h4 class="lists__name">{one.name}</h4>
            <span class="badge">{one.licence}</span>
          </div>
          <p class="small">{one.about}</p>
          <p class="small soft">
            By {one.publisher}, about {namesWords(one.names)}, for{' '}
            {[...new Set(one.mapping.flatMap(({ categories }) => categories))].map(categoryName).join(', ')}.
          </p>
          <div class="actions">
            <button
              type="button"
              class="button"
              disabled={one.added}
              onClick={() =>
                void act(() => listsApi.add(asSource(one)), `${one.name} is added and being fetched.`)
              }
            >
              {one.added ? 'Added' : 'Add'}
              <span class="visually-hidden">: {one.name}</span>
            </button>
            <a class="button button--quiet" href={one.licenceAddress} target="_blank" rel="noreferrer">
              Licence<span class="visually-hidden"> of {one.name}, in a new tab</span>
            </a>
          </div>
        </li>
      ))}
    </ul>
  </details>
)

const asSource = ({ id, name, licence, address, format, mapping, schedule }: ListPreset) => ({
  name,
  licence,
  preset: id,
  from: { kind: 'address' as const, address },
  format,
  mapping,
  schedule,
})

export function Own() {
  const kind = useSignal<'address' | 'file'>('address')
  const add = async (event: TargetedEvent<HTMLFormElement, SubmitEvent>): Promise<void> => {
    event.preventDefault()
    const form = event.currentTarget
    const { name = '', licence = '', address = '', category } = written(form)
    const file = new FormData(form).get('file')
    const from =
      kind.value === 'address' ? { kind: 'address' as const, address } : { kind: 'file' as const, name: '' }
    const worked = await act(async () => {
      const made = await listsApi.add({
        name,
        licence,
        from,
        mapping: [{ group: '', categories: [category as CategoryId] }],
      })
      if (kind.value === 'file' && file instanceof File) await listsApi.upload(made.id, file)
    }, `${name} is added and being read.`)
    if (worked) form.reset()
  }
  return (
    <details class="lists__more panel">
      <summary>Add a list of your own</summary>
      <form class="form lists__own" onSubmit={(event) => void add(event)}>
        <fieldset class="choices">
          <legend>Where it comes from</legend>
          {(['address', 'file'] as const).map((value) => (
            <label key={value}>
              <input
                type="radio"
                name="kind"
                value={value}
                checked={kind.value === value}
                onChange={() => (kind.value = value)}
              />
              <span>{value === 'address' ? 'An address' : 'A file'}</span>
            </label>
          ))}
        </fieldset>
        {kind.value === 'address' ? (
          <Field name="address" label="Address" most={500} />
        ) : (
          <div class="field">
            <label htmlFor="lists-file">File</label>
            <input id="lists-file" name="file" type="file" required />
          </div>
        )}
        <Field name="name" label="Name" most={100} />
        <Field name="licence" label="Licence" most={100} />
        <div class="field">
          <label htmlFor="lists-category">What its sites are</label>
          <select id="lists-category" name="category" required>
            <CategoryOptions />
          </select>
        </div>
        <div class="actions">
          <button type="submit" class="button button--main">
            Add this list
          </button>
        </div>
      </form>
    </details>
  )
}

const Field = ({ name, label, most }: { name: string; label: string; most: number }) => (
  <div class="field">
    <label htmlFor={`lists-${name}`}>{label}</label>
    <input id={`lists-${name}`} name={name} maxLength={most} required autocomplete="off" />
  </div>
)
