/** The requests of the lesson that is looked at: live, decided in one or two taps. */
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Decision, PageRequest } from '../../lib/protocol/page-requests.ts'
import { ApiError } from '../api.ts'
import { plural } from '../format.ts'
import { focusSoon } from '../lessons/focus.ts'
import { live } from '../lessons/live.ts'
import { now } from '../lessons/state.ts'
import { attempt } from '../state.ts'
import { askingApi } from './api.ts'
import { Asked } from './Asked.tsx'
import { Decide } from './Decide.tsx'
import { Decisions } from './Decided.tsx'
import { decidedWords, decisionsOf, endedWords, type Group, groupsOf, thingsInWords } from './groups.ts'

const requests = signal<{ readonly lesson: string; readonly all: readonly PageRequest[] }>({
  lesson: '',
  all: [],
})

export function LessonAsked() {
  const { id, asked, link } = live.value
  useEffect(() => {
    // Not while the connection is broken: what comes after it says so by itself.
    if (link !== 'broken') void load(id)
  }, [id, asked, link])
  const all = requests.value.lesson === id ? requests.value.all : []
  const groups = groupsOf(all.filter(({ state, handed }) => state === 'open' && !handed))
  const others = all.filter(({ state, handed }) => state !== 'open' || handed)
  const title = `Asked for: ${thingsInWords(groups)}`
  return (
    <>
      {/* Always there, so that screen readers hear of the first. */}
      <p class="visually-hidden" role="status">
        {groups.length > 0 && title}
      </p>
      {all.length > 0 && (
        <section class="panel asked-for" aria-labelledby="asked-for">
          <h2 id="asked-for" tabIndex={-1}>
            {groups.length === 0 ? 'Nobody waits for a page or a file' : title}
          </h2>
          {groups.length > 0 && (
            <ul class="rows">
              {groups.map((group) => (
                <Asked key={group.key} inLesson group={group} now={now.value}>
                  <Decide inLesson group={group} decide={(decision) => decide(id, group, decision)} />
                </Asked>
              ))}
            </ul>
          )}
          {others.length > 0 && (
            <details>
              <summary>{plural(decisionsOf(others).length, 'decided request')}</summary>
              <ul class="rows">
                <Decisions requests={others} end={(one, approval) => end(id, one, approval)} />
              </ul>
            </details>
          )}
        </section>
      )}
    </>
  )
}

/** What does not come now comes with the next change; the page says by itself when the connection is broken. */
async function load(lesson: string): Promise<void> {
  try {
    requests.value = { lesson, all: (await askingApi.list(lesson)).requests }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
  }
}

function decide(lesson: string, { first, requests: of }: Group, decision: Decision): void {
  void attempt(
    async () => {
      await askingApi.decide(
        of.map(({ id }) => id),
        decision,
        lesson,
      )
      await load(lesson)
      focusSoon('asked-for')
    },
    decidedWords(first, decision),
  )
}

function end(lesson: string, one: PageRequest, approval: number): void {
  void attempt(async () => {
    await askingApi.end(approval, lesson)
    await load(lesson)
    focusSoon('asked-for')
  }, endedWords(one))
}
