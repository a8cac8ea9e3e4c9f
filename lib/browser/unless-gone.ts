/**
 * A tab, frame or document may be gone by the time we act on it: the pupil closed it. Nothing is left to protect,
 * so these errors are expected. Anything else is ours to see.
 */
const GONE =
  /no tab with id|no frame with id|no document with id|tab was closed|frame (?:with id \d+ )?was removed|cannot access|receiving end does not exist|message port closed|cannot navigate|error page|extensions gallery|document .*not|tabs cannot be edited/i

/** Undefined when what it was about is gone. */
export async function unlessGone<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && GONE.test(error.message)) return undefined
    throw error
  }
}
