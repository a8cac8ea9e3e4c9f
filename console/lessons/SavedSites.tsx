import type { SavedSet } from '../../lib/protocol/lessons.ts'
import { plural } from '../format.ts'
import { attempt, notice } from '../state.ts'
import { lessonsApi } from './api.ts'
import { beginning, chosenClass, putIn, untouched } from './setup.ts'
import { refreshBeginning } from './state.ts'

/** The class's last lesson, and the teacher's own sets. */
export function SavedSites() {
  const last = chosenClass.value?.last
  const sets = beginning.value?.sets ?? []
  return (
    <>
      {last && last.sites.length > 0 && !untouched.value && (
        <button type="button" class="button" onClick={() => use('the last lesson', last)}>
          Last lesson’s sites
        </button>
      )}
      {sets.map((set) => (
        <Saved key={set.id} set={set} />
      ))}
    </>
  )
}

const Saved = ({ set }: { set: SavedSet }) => (
  <span class="saved">
    <button type="button" class="button saved__use" onClick={() => use(`“${set.name}”`, set)}>
      {set.name} <span class="small">({set.sites.length})</span>
    </button>
    <button
      type="button"
      class="plain plain--large"
      aria-label={`Delete the set ${set.name}`}
      onClick={() => drop(set)}
    >
      <span aria-hidden="true">✕</span>
    </button>
  </span>
)

function use(name: string, { sites, frames }: Pick<SavedSet, 'sites' | 'frames'>): void {
  const how = putIn(sites, frames)
  const count = plural(sites.length, 'site')
  const text =
    how === 'instead' ? `The list is now ${name}: ${count}.` : `${count} of ${name} added to your list.`
  notice.value = { text, wrong: false }
}

function drop({ id, name }: SavedSet): void {
  void attempt(async () => {
    await lessonsApi.dropSet(id)
    await refreshBeginning()
  }, `The set “${name}” is deleted.`)
}
