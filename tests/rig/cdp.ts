/**
 * A small DevTools connection that attaches to nothing by itself. Chromium keeps a service worker alive while a
 * debugger is attached, and puppeteer attaches to every target; what a cold worker does is only seen from here.
 */
interface Answer {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

export interface TargetInfo {
  readonly targetId: string
  readonly type: string
  readonly title: string
  readonly url: string
}

export interface Cdp {
  send<T = Record<string, unknown>>(method: string, params?: object, sessionId?: string): Promise<T>
  targets(): Promise<TargetInfo[]>
  /** Attaches to one page, evaluates there, detaches. Promises are awaited; the value must survive JSON. */
  evaluate<T>(targetId: string, expression: string): Promise<T>
  /** A PNG of one page. */
  screenshot(targetId: string): Promise<Buffer>
  close(): void
}

export async function connectCdp(endpoint: string): Promise<Cdp> {
  const socket = new WebSocket(endpoint)
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('error', () => reject(new Error(`No DevTools at ${endpoint}`)), { once: true })
  })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let last = 0
  socket.addEventListener('message', (event) => {
    const answer = JSON.parse(String(event.data)) as Answer
    const caller = waiting.get(answer.id ?? -1)
    if (!caller || answer.id === undefined) return
    waiting.delete(answer.id)
    if (answer.error) caller.reject(new Error(answer.error.message))
    else caller.resolve(answer.result)
  })
  socket.addEventListener('close', () => {
    for (const caller of waiting.values()) caller.reject(new Error('The browser has gone'))
    waiting.clear()
  })

  const send: Cdp['send'] = (method, params = {}, sessionId) =>
    new Promise((resolve, reject) => {
      if (socket.readyState !== WebSocket.OPEN) return reject(new Error('The browser has gone'))
      const id = ++last
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }))
      return undefined
    })

  const attached = async <T>(targetId: string, use: (sessionId: string) => Promise<T>): Promise<T> => {
    const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    })
    try {
      return await use(sessionId)
    } finally {
      // The page may have closed meanwhile, and the session with it.
      await send('Target.detachFromTarget', { sessionId }).catch(() => undefined)
    }
  }

  return {
    send,
    targets: async () => {
      const filter = [{}]
      return (await send<{ targetInfos: TargetInfo[] }>('Target.getTargets', { filter })).targetInfos
    },
    evaluate: (targetId, expression) =>
      attached(targetId, async (sessionId) => {
        const params = { expression, awaitPromise: true, returnByValue: true, userGesture: true }
        const answer = await send<Evaluation>('Runtime.evaluate', params, sessionId)
        if (answer.exceptionDetails) {
          throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text)
        }
        return answer.result.value as never
      }),
    screenshot: (targetId) =>
      attached(targetId, async (sessionId) => {
        const { data } = await send<{ data: string }>('Page.captureScreenshot', { format: 'png' }, sessionId)
        return Buffer.from(data, 'base64')
      }),
    close: () => socket.close(),
  }
}

interface Evaluation {
  readonly result: { readonly value: unknown }
  readonly exceptionDetails?: {
    readonly text: string
    readonly exception?: { readonly description?: string }
  }
}
