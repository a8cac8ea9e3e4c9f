/** Runs jobs one after another in the order they were given. */
export function oneAtATime(): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (job) => {
    const turn = last.then(job)
    // The next in the queue does not care how this one ended; its own caller hears of it.
    last = turn.catch(() => undefined)
    return turn
  }
}
