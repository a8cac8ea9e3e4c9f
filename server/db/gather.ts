/** Picks what is asked for out of windows of rows, for one answer. */

interface Most {
  /** Rows in one answer. */
  readonly page: number
  /** Rows gone through for one answer: a search for something rare is asked on. */
  readonly read: number
}

export interface Gathered<R> {
  readonly found: R[]
  /** How far it came. */
  readonly last: R | undefined
  /** To the end. */
  readonly isOver: boolean
}

/** @param windows each some milliseconds of the event loop, with a turn of it after each */
export async function gather<R>(
  windows: AsyncIterable<readonly R[]>,
  isWanted: (row: R) => boolean | Promise<boolean>,
  most: Most,
): Promise<Gathered<R>> {
  const found: R[] = []
  let last: R | undefined
  let read = 0
  for await (const rows of windows) {
    for (const row of rows) {
      if (!(await isWanted(row))) continue
      if (found.length === most.page) return { found, last: found.at(-1), isOver: false }
      found.push(row)
    }
    last = rows.at(-1) ?? last
    read += rows.length
    if (read >= most.read) return { found, last, isOver: false }
  }
  return { found, last, isOver: true }
}
