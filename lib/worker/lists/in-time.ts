/** Waiting for the lists' database, but not for ever: what else is to be fetched must not stand behind it. */
import { noLongerThan } from '../patience.ts'

/** Milliseconds. */
const PATIENCE = 10_000

/** The database says nothing, which is no answer at all. */
class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError'
}

/** What it says; rejects as it does, or with a NoAnswerError. */
export async function inTime<T>(asked: PromiseLike<T>): Promise<T> {
  let answer: { readonly said: T } | undefined
  const answering = Promise.resolve(asked).then((said) => (answer = { said }))
  await noLongerThan(PATIENCE, answering)
  if (answer === undefined) throw new NoAnswerError('the database of the lists does not answer')
  return answer.said
}
