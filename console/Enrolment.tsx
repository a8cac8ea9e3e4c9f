import type { TargetedEvent } from 'preact'
import { api } from './api.ts'
import { ago, dateTime } from './format.ts'
import { fleet } from './fleet/state.ts'
import { attempt, refresh, windowState } from './state.ts'
import { Tokens } from './Tokens.tsx'

export const Enrolment = () => (
  <section aria-labelledby="enrolment">
    <h2 id="enrolment">Enrolment</h2>
    <div class="columns">
      <Window />
      <Tokens />
    </div>
  </section>
)

const ENDED: Readonly<Record<string, string>> = {
  flood:
    'The last window was closed because far more asked than it was opened for. Those it had confirmed wait again: decide them one by one.',
}

function Window() {
  const state = windowState.value
  if (!state) return null
  const { window } = state
  return (
    <div class="panel">
      <h3>Enrolment window</h3>
      <p class="soft small">
        While it is open, devices are confirmed as they ask, up to a number that you set.
      </p>
      {window === null && state.lastEnded !== null && ENDED[state.lastEnded] && (
        <p class="note">{ENDED[state.lastEnded]}</p>
      )}
      {window ? (
        <>
          <p>
            <strong>Open:</strong> {window.used} of {window.most} used, ends{' '}
            <time dateTime={new Date(window.until).toISOString()} title={dateTime(window.until)}>
              {ago(window.until, fleet.value?.at ?? window.until)}
            </time>
            .
          </p>
          <button type="button" class="button" onClick={close}>
            Close the window
          </button>
        </>
      ) : (
        <form class="form" onSubmit={open}>
          <label>
            <span>How many devices</span>
            <input name="most" type="number" min={1} max={5000} required value={30} inputMode="numeric" />
          </label>
          <label>
            <span>For how many minutes</span>
            <input name="minutes" type="number" min={1} max={480} required value={60} inputMode="numeric" />
          </label>
          <button type="submit" class="button">
            Open the window
          </button>
        </form>
      )}
    </div>
  )
}

function open(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const form = new FormData(event.currentTarget)
  void attempt(async () => {
    windowState.value = await api.openWindow(Number(form.get('most')), Number(form.get('minutes')))
  }, 'The window is open.')
}

function close(): void {
  void attempt(async () => {
    windowState.value = await api.closeWindow()
    await refresh()
  }, 'The window is closed.')
}
