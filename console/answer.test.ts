// @vitest-environment happy-dom
/** What is shown is the newest that is known, whoever brought it. */
import { type Signal, signal } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import { type Answer, take } from './answer.ts'
import { ApiError } from './api.ts'

type Shown = readonly string[]
let shown: Signal<Answer<Shown>>
beforeEach(() => {
  shown = signal<Answer<Shown>>(null)
})

/** A question that waits for its answer. */
function asking() {
  const { promise, resolve, reject } = Promise.withResolvers<Shown>()
  const done = take(shown, () => promise)
  return {
    answers: (answer: Shown) => (resolve(answer), done),
    fails: (words: string) => (reject(new ApiError(500, words)), done),
  }
}

test('the newest answer stays, in whatever order they come', async () => {
  const [older, newer] = [asking(), asking()]
  await older.answers(['older'])
  await newer.answers(['newer'])
  expect(shown.value).toEqual(['newer'])
  const [third, fourth] = [asking(), asking()]
  await fourth.answers(['fourth'])
  await third.answers(['third'])
  expect(shown.value).toEqual(['fourth'])
})

// Was broken: a pause that was just made was gone again until the next question, and was made twice.
test('what an action answered is not covered by a question that was asked before it was done', async () => {
  await asking().answers(['old'])
  const refresh = asking()
  shown.value = ['old', 'made']
  await refresh.answers(['old'])
  expect(shown.value).toEqual(['old', 'made'])
  await asking().answers(['old', 'made', 'another'])
  expect(shown.value).toEqual(['old', 'made', 'another'])
})

test('words of a failure stand only where nothing else does', async () => {
  const refresh = asking()
  shown.value = ['made']
  await refresh.fails('The server is away.')
  expect(shown.value).toEqual(['made'])
  shown.value = null
  await asking().fails('The server is away.')
  expect(shown.value).toBe('The server is away.')
})
