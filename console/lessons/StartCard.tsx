import { useSignal } from '@preact/signals'
import { plural } from '../format.ts'
import { attempt, notice } from '../state.ts'
import { lessonsApi } from './api.ts'
import { checked } from './check.ts'
import { go, toLesson } from './route.ts'
import { asked, beginning, checkBeforeStart, chosenClass, end, list, mode } from './setup.ts'
import { sitesIn } from './site-list.ts'
import { running } from './state.ts'
import { planInWords, siteName, startsInWords } from './words.ts'

/** What would start, in a sentence, and the button that starts it. */
export function StartCard() {
  const starting = useSignal(false)
  const one = chosenClass.value
  const { mayStart = false, mayStartAt } = beginning.value ?? {}
  const start = () => {
    if (starting.value || isMissing()) return
    starting.value = true
    void attempt(startLesson).finally(() => (starting.value = false))
  }
  return (
    <div class="panel start">
      <div>
        <h3>{one ? one.name : 'Choose a class'}</h3>
        <p>{planInWords(mode.value, list.value.sites.length, end.value)}</p>
      </div>
      <ClosedSites />
      <AlreadyRuns />
      {!mayStart && (
        <p class="note small">
          Lessons cannot start now: it is outside the hours in which your school runs them.
          {mayStartAt !== undefined && ` They can from ${startsInWords(mayStartAt, Date.now())}.`}
        </p>
      )}
      <button
        type="button"
        class="button button--main button--large"
        disabled={!mayStart}
        aria-disabled={starting.value}
        onClick={start}
      >
        {starting.value ? 'Starting…' : 'Start the lesson'}
      </button>
    </div>
  )
}

function ClosedSites() {
  if (mode.value === 'eyes-up') return null
  const closed = sitesIn(list.value).filter((site) => checked.value.closed.has(siteName(site)))
  if (closed.length === 0) return null
  return (
    <p class="note small">
      {plural(closed.length, 'site is', 'sites are')} closed by the school’s policy and{' '}
      {closed.length === 1 ? 'stays' : 'stay'} closed: {closed.map(siteName).join(', ')}.
    </p>
  )
}

/** Two lessons of one class hold together: only what both open is open. */
function AlreadyRuns() {
  const own = running.value?.find((lesson) => lesson.class === chosenClass.value?.id)
  if (!own || mode.value === 'eyes-up') return null
  return (
    <p class="note small">
      A lesson runs for this class already. Pupils can open only what both open:{' '}
      <a href={toLesson(own.id)}>change that one</a> instead.
    </p>
  )
}

/** Whether something is missing still; then it is said. */
function isMissing(): boolean {
  const missing = asked(Date.now())
  if (typeof missing !== 'string') return false
  notice.value = { text: missing, wrong: true }
  return true
}

async function startLesson(): Promise<void> {
  if (await checkBeforeStart()) {
    const text = 'The policy closes a site of your list: it is marked. Press Start again to start without it.'
    notice.value = { text, wrong: true }
    return
  }
  const lesson = asked(Date.now())
  if (typeof lesson === 'string') return
  const { id } = await lessonsApi.start(lesson)
  notice.value = null
  go(toLesson(id))
}
