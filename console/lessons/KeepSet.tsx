import type { TargetedEvent } from 'preact'
import { attempt, notice } from '../state.ts'
import { lessonsApi } from './api.ts'
import { list } from './setup.ts'
import { framesIn, sitesIn } from './site-list.ts'
import { refreshBeginning } from './state.ts'

/** Keeps the list under a name; the same name again replaces it. */
export const KeepSet = () => (
  <details class="keep">
    <summary>Save this list for another time</summary>
    <form class="form form--line" onSubmit={keep}>
      <label>
        <span>Its name</span>
        <input name="name" required maxLength={60} autocomplete="off" />
      </label>
      <button type="submit" class="button">
        Save
      </button>
    </form>
  </details>
)

function keep(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const form = event.currentTarget
  const given = new FormData(form).get('name')
  const name = typeof given === 'string' ? given.trim() : ''
  void attempt(async () => {
    await lessonsApi.keepSet({ name, sites: [...sitesIn(list.value)], frames: [...framesIn(list.value)] })
    form.reset()
    await refreshBeginning()
    notice.value = { text: `The list is saved as “${name}”.`, wrong: false }
  })
}
