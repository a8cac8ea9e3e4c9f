/** Calls between the bench and its child processes, over Node's own channel. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { WITHIN } from './settings.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- each handler says what it takes
type Handlers = Record<string, (asked: any) => unknown>
type Answer = { readonly id: number; readonly value?: unknown; readonly failed?: string }

/** In the child: answers calls, until the bench is gone. */
export function answer(handlers: Handlers): void {
  process.on('message', ({ id, name, asked }: { id: number; name: string; asked: unknown }) => {
    const call = async (): Promise<unknown> => handlers[name]!(asked)
    call().then(
      (value) => process.send!({ id, value } satisfies Answer),
      (error: unknown) => process.send!({ id, failed: String(error) } satisfies Answer),
    )
  })
  process.on('disconnect', () => process.exit())
}

/** In the bench: a child process that answers calls of these handlers. */
export class Child<T extends Handlers> {
  readonly #process: ChildProcess
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  #last = 0

  constructor(script: string) {
    this.#process = fork(script)
    this.#process.on('message', ({ id, value, failed }: Answer) => {
      const waiting = this.#waiting.get(id)
      if (failed === undefined) waiting?.resolve(value)
      else waiting?.reject(new Error(failed))
      this.#waiting.delete(id)
    })
    this.#process.on('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`${script} has ended`))
    })
  }

  /** Rejects when the answer does not come in time. */
  call<N extends keyof T & string>(name: N, asked: Parameters<T[N]>[0]): Promise<Awaited<ReturnType<T[N]>>> {
    const id = ++this.#last
    const waiting = Promise.withResolvers<unknown>()
    this.#waiting.set(id, waiting)
    this.#process.send({ id, name, asked })
    const late = (): void => waiting.reject(new Error(`no answer to ${name} within ${WITHIN * 2} ms`))
    const timer = setTimeout(late, WITHIN * 2)
    return waiting.promise.finally(() => clearTimeout(timer)) as never
  }

  async end(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const ended = once(this.#process, 'exit')
    this.#process.disconnect()
    await ended
  }
}
