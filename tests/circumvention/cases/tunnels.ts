/** Sockets and streams that carry pages past every page: from the page, from workers, by WebRTC and WebTransport. */
import { createSocket } from 'node:dgram'
import { expect } from 'vitest'
import { until } from '../../rig/until.ts'
import type { Case } from '../case.ts'
import { PATIENCE, openPage, run } from '../hands.ts'
import type { Stage } from '../stage.ts'

/** Datagrams that reach the port which `*.test:443` is mapped to. */
async function datagrams(port: number, during: (count: () => number) => Promise<void>): Promise<void> {
  const socket = createSocket('udp4')
  let count = 0
  socket.on('message', () => void count++)
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', resolve))
  try {
    await during(() => count)
  } finally {
    socket.close()
  }
}

const connect = (host: string): string =>
  `new WebTransport('https://${host}/').ready.then(() => 'open', () => 'refused')`

export const TUNNELS: readonly Case<Stage>[] = [
  {
    name: 'px-webtransport',
    technique: 'a tunnel',
    tries: 'WebTransport to a closed host',
    holds: 'The browser’s rules, for every kind of request',
    run: async (stage) => {
      const tab = await openPage(stage.browser, 'https://good.test/webtransport')
      await datagrams(stage.web.https, async (count) => {
        expect(await run(stage.browser, tab, connect('transport.blocked.test'))).toBe('refused')
        expect(count(), 'datagrams').toBe(0)
        // To a host that is open they do leave. Nobody answers them: the page is not asked how it ended.
        await run(stage.browser, tab, `void ${connect('open.good.test')}`)
        await until(() => count() > 0, { what: 'datagrams to an open host', within: PATIENCE })
      })
    },
  },
]
