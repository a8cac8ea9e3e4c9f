/** When the server says that it has too much to do, instead of making everybody wait. */
import { Refusal } from './errors.ts'

/** The event loop is held up for longer than this in the mean of a second. Milliseconds. */
const TOO_LATE = 10_000
/** Seconds. */
const COME_BACK = 10

/**
 * For `@fastify/under-pressure`. It takes a second in which nothing was measured for one without end: that is a
 * processor that others were using, and whoever asked is answered.
 */
export const pressure = {
  maxEventLoopDelay: TOO_LATE,
  pressureHandler(
    _request: unknown,
    _reply: unknown,
    _type: string,
    value: number | undefined,
  ): Promise<void> | undefined {
    if (value === Infinity) return undefined
    return Promise.reject(
      new Refusal(503, 'busy', 'The server is busy: try again shortly.', { retryAfter: COME_BACK }),
    )
  },
}
