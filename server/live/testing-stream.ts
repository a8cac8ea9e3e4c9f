/** For tests: a lesson as its teacher's console hears of it. */
import { type LiveEvent, liveEventSchema, type Pupil } from '../../lib/protocol/lessons.ts'

/** Longer than any state takes to be told, on a busy machine. Milliseconds. */
const WITHIN = 45_000

export class LessonStream {
  readonly events: LiveEvent[] = []
  /** By e-mail address, as last told. */
  readonly pupils = new Map<string, Pupil>()
  readonly #abort = new AbortController()
  #woken: (() => void)[] = []
  isOpen = true

  /** `address`: of the school server. Rejects with the status when the server refuses. */
  static async open(address: string, lesson: string, cookie: string, query = ''): Promise<LessonStream> {
    const stream = new LessonStream()
    const url = `${address}/admin/lessons/${lesson}/live${query}`
    const answer = await fetch(url, {
      headers: { cookie, accept: 'text/event-stream' },
      signal: stream.#abort.signal,
    })
    if (!answer.ok || !answer.body) throw new Error(String(answer.status))
    void stream.#read(answer.body)
    return stream
  }

  /** Resolves when what is known fulfils this. */
  async until(holds: (stream: LessonStream) => boolean): Promise<void> {
    const late = performance.now() + WITHIN
    while (!holds(this)) {
      if (performance.now() > late) throw new Error(`not within ${WITHIN} ms: ${this.#summary()}`)
      if (!this.isOpen) throw new Error(`the stream ended: ${JSON.stringify(this.events.at(-1))}`)
      await new Promise<void>((resolve) => {
        this.#woken.push(resolve)
        setTimeout(resolve, late - performance.now() + 1).unref()
      })
    }
  }

  #summary(): string {
    return [...this.pupils.values()].map(({ name, state }) => `${name} ${state}`).join(', ')
  }

  /** Resolves when this pupil's state is this one. */
  sees(name: string, state: Pupil['state']): Promise<void> {
    return this.until(({ pupils }) => pupils.get(name)?.state === state)
  }

  async ends(): Promise<LiveEvent | undefined> {
    while (this.isOpen) await new Promise<void>((resolve) => this.#woken.push(resolve))
    return this.events.at(-1)
  }

  close(): void {
    this.#abort.abort()
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = ''
    try {
      const decoder = new TextDecoder()
      for await (const part of body) {
        text += decoder.decode(part, { stream: true })
        const blocks = text.split('\n\n')
        text = blocks.pop() ?? ''
        for (const block of blocks) this.#take(block)
      }
    } catch {
      // Closed by the test.
    }
    this.isOpen = false
    this.#wake()
  }

  #take(block: string): void {
    const data = block.split('\n').find((line) => line.startsWith('data: '))
    if (data === undefined) return
    const event = liveEventSchema.parse(JSON.parse(data.slice('data: '.length)))
    this.events.push(event)
    if (event.type === 'pupils') for (const pupil of event.pupils) this.pupils.set(pupil.name, pupil)
    this.#wake()
  }

  #wake(): void {
    for (const resolve of this.#woken.splice(0)) resolve()
  }
}
