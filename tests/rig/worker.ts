/** Looking at, waking and stopping an extension's service worker from outside. */
import type { Cdp, TargetInfo } from './cdp.ts'
import { until } from './until.ts'

/** The running worker of this extension, or undefined. A sleeping worker has no target. */
export const workerTarget = async (cdp: Cdp, id: string): Promise<TargetInfo | undefined> =>
  (await cdp.targets()).find(
    (t) => t.type === 'service_worker' && t.url.startsWith(`chrome-extension://${id}/`),
  )

/** Starts a sleeping worker without any event of its own, through some open page's DevTools session. */
export async function wakeWorker(cdp: Cdp, id: string): Promise<TargetInfo> {
  return until(
    async () => {
      const running = await workerTarget(cdp, id)
      if (running) return running
      const page = (await cdp.targets()).find((target) => target.type === 'page')
      if (!page) return undefined
      const params = { targetId: page.targetId, flatten: true }
      const { sessionId } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', params)
      try {
        await cdp.send('ServiceWorker.enable', {}, sessionId)
        await cdp.send('ServiceWorker.startWorker', { scopeURL: `chrome-extension://${id}/` }, sessionId)
      } finally {
        await cdp.send('Target.detachFromTarget', { sessionId })
      }
      return workerTarget(cdp, id)
    },
    { what: 'the worker to wake', within: 60_000, every: 50 },
  )
}

/** Stops the worker at once and waits until it is gone. */
export async function killWorker(cdp: Cdp, id: string): Promise<void> {
  const running = await workerTarget(cdp, id)
  if (!running) return
  const stopped = async (): Promise<boolean> => {
    if ((await workerTarget(cdp, id))?.targetId !== running.targetId) return true
    // One that is only just starting may overlook it once. One that is gone meanwhile is what was wanted.
    await cdp.send('Target.closeTarget', { targetId: running.targetId }).catch(() => undefined)
    return false
  }
  await until(stopped, { what: 'the worker to stop', every: 100 })
}

/** Runs a function in the worker. It must not use anything from around it; arguments and result go through JSON. */
export async function evaluateInWorker<T, A extends unknown[]>(
  cdp: Cdp,
  id: string,
  fn: (...args: A) => T,
  args: A,
): Promise<Awaited<T>> {
  // A worker that is just starting has a target before it has its APIs; one that is just ending may be gone again.
  const { targetId } = await until(
    async () => {
      const target = (await workerTarget(cdp, id)) ?? (await wakeWorker(cdp, id))
      return (await cdp.evaluate<boolean>(target.targetId, `typeof chrome === 'object'`)) && target
    },
    { what: 'the worker to be ready', within: 60_000 },
  )
  return cdp.evaluate<Awaited<T>>(targetId, `(${fn.toString()})(...${JSON.stringify(args)})`)
}
