/** What a server process keeps resident after garbage collection, asked through Node's own inspector. */
import { connectCdp } from '../../rig/cdp.ts'
import { until } from '../../rig/until.ts'

/** Two readings this close are the same. Bytes. */
const SAME = 256 * 1024

/** Bytes. The process was started with `--inspect-port=127.0.0.1:<port>`; its inspector is opened by a signal. */
export async function residentMemory(pid: number, port: number): Promise<number> {
  process.kill(pid, 'SIGUSR1')
  const endpoint = await until(
    async () => {
      const targets = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()
      return (targets as { webSocketDebuggerUrl?: string }[])[0]?.webSocketDebuggerUrl
    },
    { what: 'the inspector of the server' },
  )
  const inspector = await connectCdp(endpoint)
  try {
    let before = Infinity
    const look = async (): Promise<number | false> => {
      await inspector.send('HeapProfiler.collectGarbage')
      const params = { expression: 'process.memoryUsage().rss', returnByValue: true }
      const { result } = await inspector.send<{ result: { value: number } }>('Runtime.evaluate', params)
      const isSame = Math.abs(result.value - before) < SAME
      before = result.value
      return isSame && result.value
    }
    return await until(look, { what: 'the memory of the server to settle', every: 250 })
  } finally {
    inspector.close()
  }
}
