/** For tests: a server that answers by method and path, and keeps what it was asked. */
import { vi } from 'vitest'

export interface Asked {
  /** As `GET /admin/keeping`. */
  readonly key: string
  readonly body: unknown
}

/** In place of the browser's own `fetch`, until globals are given back. @param otherwise what is refused with, and how */
export function answerBy(
  answers: () => Readonly<Record<string, unknown>>,
  asked: Asked[],
  otherwise: { readonly status: number; readonly error: string; readonly message: string },
): void {
  const { status, ...refusal } = otherwise
  asked.length = 0
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
    const key = `${method} ${path}`
    asked.push({ key, body: body === undefined ? undefined : (JSON.parse(body) as unknown) })
    const answer = answers()[key]
    return answer === undefined ? Response.json(refusal, { status }) : Response.json(answer)
  })
}
