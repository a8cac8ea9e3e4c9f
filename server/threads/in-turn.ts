/** One piece of work at a time, in the order in which they were asked for: each may take a good part of the memory. */

/** What comes of `work`, begun when all that came before is done, however that ended. */
export function inTurn<Asked, Answer>(
  work: (asked: Asked) => Promise<Answer>,
): (asked: Asked) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve()
  return (asked) => {
    const done = last.then(() => work(asked))
    // Whoever asked hears of it; the next begins all the same.
    last = done.catch(() => undefined)
    return done
  }
}
