import { once } from 'node:events'
import { getPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'

it.runIf(process.platform === 'linux')(
  'a thread at its leisure gives way, and takes nobody else along',
  async () => {
    const script = `
    import { getPriority } from 'node:os'
    import { parentPort } from 'node:worker_threads'
    import { atLeisure } from ${JSON.stringify(new URL('./at-leisure.ts', import.meta.url).href)}
    atLeisure('nobody')
    parentPort.postMessage(getPriority())`
    const before = getPriority()
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`))
    const [priority] = (await once(worker, 'message')) as [number]
    await worker.terminate()
    expect(priority).toBe(Math.min(19, before + 10))
    expect(getPriority()).toBe(before)
  },
)
