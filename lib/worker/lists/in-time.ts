/** Waiting for the lists' database, but not for ever: what else is to be fetched must not stand behind it. */
import { noLongerThan } from '../patience.ts'

/** Milliseconds. */
const PATIENCE = 10_000
/** For a file of millions of names, on a slow disk. Milliseconds. */
export const PATIENCE_FOR_FILES = 60_000

/** The database says nothing, which is no answer at all. */
class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError'
}

/** What it says; rejects as it does, or with a NoAnswerError. */
export async function inTime<T>(asked: PromiseLike<T>, patience = PATIENCE): Promise<T> {
  let answer: { readonly said: T } | undefined
  const answering = Promise.resolve(asked).then((said) => (answer = { said }))
  await noLongerThan(patience, answering)
  if (answer === undefined) throw new NoAnswerError('the database of the lists does not answer')
  return answer.said
}
