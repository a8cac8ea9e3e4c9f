import { signal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import type { Look } from '../../lib/protocol/record-looks.ts'
import { focusSoon } from '../lessons/focus.ts'
import { attempt, has, notice } from '../state.ts'
import { recordApi } from './api.ts'
import { put } from './state.ts'
import { toldWords } from './words.ts'

/** At which look somebody is about to say so. */
const writing = signal<string | null>(null)

/** Makes a look part of an enquiry, or ends that; by whom, when and why stands in the log. */
export function Enquire({ look, where = 'record' }: { look: Look; where?: 'record' | 'log' }) {
  const place = `${where} ${look.id}`
  if (look.enquiry !== null && look.enquiry.ended === null) return <End look={look} place={place} />
  if (look.told || !has('dsl')) return null
  if (writing.value !== place)
    return (
      <button
        type="button"
        class="button"
        id={`enquire ${place}`}
        aria-label={`Part of an enquiry: do not show this look to ${look.pupil}`}
        onClick={() => begin(place)}
      >
        Part of an enquiry
      </button>
    )
  return (
    <form class="form form--line look-enquiry" onSubmit={(event) => enquire(event, look)}>
      <label>
        <span>Why the pupil must not know</span>
        <input id={`why ${place}`} name="words" required minLength={3} maxLength={300} autocomplete="off" />
      </label>
      <button type="submit" class="button button--main">
        Do not show it
      </button>
      <button type="button" class="button button--quiet" onClick={() => end(place)}>
        Cancel
      </button>
    </form>
  )
}

/** It cannot be taken back once the pupil has seen it, so it is asked. */
const End = ({ look, place }: { look: Look; place: string }) =>
  writing.value === place ? (
    <div class="actions">
      <button type="button" class="button button--main" id={`why ${place}`} onClick={() => void lift(look)}>
        {look.shown === 'hidden' ? 'Yes: it is no part of one' : 'Yes: show it to the pupil'}
      </button>
      <button type="button" class="button button--quiet" onClick={() => end(place)}>
        Cancel
      </button>
    </div>
  ) : (
    <button
      type="button"
      class="button"
      id={`enquire ${place}`}
      aria-label={
        look.shown === 'hidden'
          ? `End the enquiry: this look at the record of ${look.pupil}`
          : `End the enquiry, so that ${look.pupil} is shown this look`
      }
      onClick={() => begin(place)}
    >
      End the enquiry
    </button>
  )

function begin(place: string): void {
  writing.value = place
  focusSoon(`why ${place}`)
}

function end(place: string): void {
  writing.value = null
  focusSoon(`enquire ${place}`)
}

function enquire(event: TargetedEvent<HTMLFormElement, SubmitEvent>, { id }: Look): void {
  event.preventDefault()
  const said = new FormData(event.currentTarget).get('words')
  void attempt(async () => {
    put(await recordApi.enquire(id, typeof said === 'string' ? said : ''))
    writing.value = null
    focusSoon(`look-${id}`)
  }, 'The look is part of an enquiry: the pupil is not shown it.')
}

async function lift({ id }: Look): Promise<void> {
  await attempt(async () => {
    const look = await recordApi.lift(id)
    put(look)
    writing.value = null
    focusSoon(`look-${id}`)
    // Not every look is shown, and none on its first day.
    notice.value = { text: `The enquiry is ended. ${toldWords(look)}`, wrong: false }
  })
}
