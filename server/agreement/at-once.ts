/** How many answers are under way at the same time, where each is large: the rest of the school comes back later. */
import type { ServerResponse } from 'node:http'

export class AtOnce {
  readonly #most: number
  #underWay = 0

  constructor(most: number) {
    this.#most = most
  }

  /** Takes a place until this answer has gone out, or whoever asked has gone; false when there is none. */
  take(answer: Pick<ServerResponse, 'once'>): boolean {
    if (this.#underWay >= this.#most) return false
    this.#underWay += 1
    let isOver = false
    const over = () => {
      if (!isOver) this.#underWay -= 1
      isOver = true
    }
    answer.once('finish', over)
    answer.once('close', over)
    return true
  }
}
