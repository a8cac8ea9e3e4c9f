/** Pauses a pupil's browsing for a time: what stays open, why, until when, whom to talk to. */
import { useSignal } from '@preact/signals'
import { readHost } from '../../lib/policy/hosts.ts'
import { exceptionsApi } from './api.ts'
import { type End, Ending, Wrong } from './Ending.tsx'
import { act } from './state.ts'
import { endOf } from './until.ts'

export function NewPause({ contact }: { contact: string }) {
  const person = useSignal('')
  const reason = useSignal('')
  const talkTo = useSignal(contact)
  const open = useSignal('')
  const end = useSignal<End>({ span: 'today', day: '' })
  const wrong = useSignal<readonly string[]>([])
  const submit = async (): Promise<void> => {
    const lines = open.value.split('\n').filter((line) => line.trim() !== '')
    const read = lines.map((line) => ({ line, result: readHost(line) }))
    const until = endOf(end.value.span, end.value.day, Date.now())
    wrong.value = [
      ...(/^\S+@\S+$/.test(person.value.trim()) ? [] : ['Write the pupil’s address.']),
      ...(reason.value.trim().length < 3 ? ['Say why: the pupil reads it.'] : []),
      ...(talkTo.value.trim().length < 3 ? ['Say whom the pupil can talk to.'] : []),
      ...read.flatMap(({ line, result }) =>
        result.ok ? [] : [`“${line.trim().slice(0, 60)}” ${result.wrong}. ${result.fix}`],
      ),
      ...(until === null ? ['Choose the last day.'] : []),
    ]
    if (wrong.value.length > 0 || until === null) return
    const body = {
      person: person.value.trim(),
      until,
      reason: reason.value.trim(),
      talkTo: talkTo.value.trim(),
      open: read.flatMap(({ result }) => (result.ok ? [result.value] : [])),
    }
    if (await act(() => exceptionsApi.pause(body), `${body.person}’s browsing is paused within a minute.`)) {
      person.value = ''
      reason.value = ''
      open.value = ''
    }
  }
  return (
    <details class="policy__more panel">
      <summary>Pause a pupil’s browsing</summary>
      <form
        class="policy__add"
        noValidate
        aria-describedby="pause-wrong"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <div class="form">
          <label>
            <span>The pupil’s address</span>
            <input
              type="email"
              maxLength={320}
              autocomplete="off"
              value={person.value}
              onInput={({ currentTarget }) => (person.value = currentTarget.value)}
            />
          </label>
          <Ending end={end} />
        </div>
        <label class="field">
          <span>Why? The pupil reads it.</span>
          <input
            maxLength={300}
            autocomplete="off"
            value={reason.value}
            onInput={({ currentTarget }) => (reason.value = currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>Whom to talk to</span>
          <input
            maxLength={200}
            autocomplete="off"
            value={talkTo.value}
            onInput={({ currentTarget }) => (talkTo.value = currentTarget.value)}
          />
        </label>
        <label class="field">
          <span>Set work that stays open, one site a line</span>
          <textarea
            rows={2}
            spellcheck={false}
            value={open.value}
            onInput={({ currentTarget }) => (open.value = currentTarget.value)}
          />
        </label>
        <Wrong id="pause-wrong" words={wrong.value} />
        <div class="actions">
          <button type="submit" class="button button--main">
            Pause
          </button>
        </div>
      </form>
    </details>
  )
}
