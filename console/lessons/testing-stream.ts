/** For tests: an EventSource whose server is the test. */
import type { LiveEvent } from '../../lib/protocol/lessons.ts'

export class TestStream extends EventTarget {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSED = 2
  static readonly all: TestStream[] = []
  readonly url: string
  readyState = TestStream.OPEN

  constructor(url: string) {
    super()
    this.url = url
    TestStream.all.push(this)
  }

  /** The one that was opened last. */
  static get last(): TestStream {
    const found = TestStream.all.at(-1)
    if (!found) throw new Error('no stream was opened')
    return found
  }

  say(...events: readonly LiveEvent[]): void {
    for (const event of events) this.sayText(JSON.stringify(event))
  }

  sayText(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }

  /** The connection breaks; `forGood`: the browser does not try again by itself. */
  break(forGood = false): void {
    this.readyState = forGood ? TestStream.CLOSED : TestStream.CONNECTING
    this.dispatchEvent(new Event('error'))
  }

  close(): void {
    this.readyState = TestStream.CLOSED
  }
}
