import type { TargetedEvent } from 'preact'
import { attempt } from '../state.ts'
import { lessonsApi } from './api.ts'
import { go, toLesson } from './route.ts'

/** For a cover teacher: the code that the lesson's own teacher shows. */
export const TakeOver = () => (
  <section aria-labelledby="take-over">
    <h2 id="take-over">Take over a lesson</h2>
    <form class="panel form form--line" onSubmit={takeOver}>
      <label class="code-label">
        <span>The other teacher’s code</span>
        <input
          class="code-field"
          name="code"
          required
          maxLength={20}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
      </label>
      <button type="submit" class="button">
        Take it over
      </button>
    </form>
  </section>
)

function takeOver(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const code = new FormData(event.currentTarget).get('code')
  void attempt(async () => {
    const lesson = await lessonsApi.takeOver(typeof code === 'string' ? code.trim() : '')
    go(toLesson(lesson.id))
  }, 'The lesson is yours now.')
}
