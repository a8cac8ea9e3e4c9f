/** Previews of the draft: one at a time, in a thread of their own, with progress, and called off when nobody wants them. */
import { randomBytes } from 'node:crypto'
import type { PolicyDocument } from '../../../lib/policy/document.ts'
import type { Preview, PreviewResult } from '../../../lib/protocol/policy-editor.ts'
import { Refusal } from '../../errors.ts'
import { IdleThread } from '../../threads/idle-thread.ts'
import { inTurn } from '../../threads/in-turn.ts'
import { type Draft, needMark } from '../draft.ts'

const WEEK = 7 * 86_400_000
/** An answer is kept for as long as somebody may look at it. Milliseconds. */
const KEPT = 30 * 60_000
/** Waiting and running at once. */
const MOST = 4
/** Lists are a good part of the memory: the thread ends when it was not asked for this long. Milliseconds. */
const IDLE = 5 * 60_000

/** What the thread is given once. */
export interface PreviewParts {
  readonly file: string
  readonly dataDir: string
  readonly dataKey: Uint8Array
}

export type PreviewJob = { readonly id: string } & (
  | {
      readonly step: 'begin'
      readonly before: PolicyDocument
      readonly after: PolicyDocument
      readonly from: number
      readonly until: number
    }
  | { readonly step: 'next' | 'drop' }
)
export interface PreviewAnswer {
  readonly done: number
  readonly result?: PreviewResult
}

interface Kept {
  readonly id: string
  readonly mark: string
  /** Who asked; only they may look. */
  readonly session: number
  readonly at: number
  state: Preview['state']
  done: number
  result: PreviewResult | undefined
}

export class Previews {
  readonly #thread: IdleThread<PreviewJob, PreviewAnswer>
  readonly #kept = new Map<string, Kept>()
  readonly #run = inTurn((work: () => Promise<void>) => work())
  #onError: (error: unknown) => void = () => undefined

  constructor(parts: PreviewParts) {
    this.#thread = new IdleThread(new URL('./preview-worker.ts', import.meta.url), parts, IDLE)
  }

  /** Where failures are told. */
  onError(tell: (error: unknown) => void): void {
    this.#onError = tell
  }

  /** Begins one of the draft as it was looked at; an earlier one of the same session is called off. */
  begin(draft: Draft, mark: string, session: number, now: number): Preview {
    needMark(draft, mark)
    if (draft.version === null)
      throw new Refusal(
        409,
        'first',
        'Nothing is published yet: there is no policy to hold the draft against.',
      )
    this.#forget(now, session)
    const busy = [...this.#kept.values()].filter(({ state }) => state === 'waiting' || state === 'running')
    if (busy.length >= MOST)
      throw new Refusal(429, 'busy', 'Other previews are being made: try again in a minute.', {
        retryAfter: 30,
      })
    const id = randomBytes(12).toString('base64url')
    const one: Kept = { id, mark, session, at: now, state: 'waiting', done: 0, result: undefined }
    this.#kept.set(id, one)
    const { base: before, document: after } = draft
    const job = { id, step: 'begin', before, after, from: now - WEEK, until: now } as const
    void this.#run(() => this.#make(one, job))
    return shown(one)
  }

  look(id: string, session: number): Preview {
    return shown(this.#need(id, session))
  }

  /** Calls one off, or forgets it. */
  drop(id: string, session: number): void {
    this.#kept.delete(this.#need(id, session).id)
  }

  async close(): Promise<void> {
    this.#kept.clear()
    await this.#thread.close()
  }

  #need(id: string, session: number): Kept {
    const one = this.#kept.get(id)
    if (!one || one.session !== session)
      throw new Refusal(404, 'not-found', 'There is no such preview any more: make it again.')
    return one
  }

  #forget(now: number, session: number): void {
    for (const { id, at, session: whose } of this.#kept.values())
      if (whose === session || at < now - KEPT) this.#kept.delete(id)
  }

  async #make(one: Kept, job: PreviewJob): Promise<void> {
    if (!this.#isWanted(one)) return
    one.state = 'running'
    try {
      await this.#thread.ask(job)
      while (this.#isWanted(one)) {
        const { done, result } = await this.#thread.ask({ id: one.id, step: 'next' })
        one.done = done
        if (!result) continue
        one.result = result
        one.state = 'done'
        return
      }
      await this.#thread.ask({ id: one.id, step: 'drop' })
    } catch (error) {
      one.state = 'failed'
      // The server that stops takes its threads along.
      if (this.#isWanted(one)) this.#onError(error)
    }
  }

  #isWanted({ id }: Kept): boolean {
    return this.#kept.has(id)
  }
}

const shown = ({ id, mark, state, done, result }: Kept): Preview => ({
  id,
  mark,
  state,
  done,
  ...(result && { result }),
})
