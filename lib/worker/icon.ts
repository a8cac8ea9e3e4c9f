/**
 * The toolbar icon, drawn when it changes: the browser keeps what it was given for as long as the extension is
 * loaded, and to give it again makes each fresh worker load pictures while a page may be waiting for it.
 */
import type { SessionPort } from '../navigation/ports.ts'
import { oneAtATime } from '../rules/queue.ts'
import type { IconState } from '../ui/icon-state.ts'

const KEY = 'icon'

export class Icon {
  private readonly session: SessionPort
  private readonly draw: (state: IconState) => Promise<void>
  private readonly inTurn = oneAtATime()

  constructor(session: SessionPort, draw: (state: IconState) => Promise<void>) {
    this.session = session
    this.draw = draw
  }

  /** One after the other: what is remembered must be what was drawn last. */
  show(state: IconState): Promise<void> {
    return this.inTurn(() => this.change(state))
  }

  private async change(state: IconState): Promise<void> {
    const text = JSON.stringify(state)
    if ((await this.session.get(KEY)) === text) return
    // A worker that dies half way must not leave another state remembered than the one that shows.
    await this.session.set(KEY, '')
    await this.draw(state)
    await this.session.set(KEY, text)
  }
}
