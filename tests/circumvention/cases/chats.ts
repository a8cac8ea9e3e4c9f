/** Chats and remote desktops on hosts that nobody lists, and one that lists have. */
import { expect } from 'vitest'
import type { Case } from '../case.ts'
import { neverLoads, run, schoolPage } from '../hands.ts'
import { dataChannel, irc, matrix, remoteBrowser, strangers } from '../pages/chats.ts'
import type { Stage } from '../stage.ts'
import { site } from './site.ts'

export const CHATS: readonly Case<Stage>[] = [
  site('ch-omegle', 'Video chat with strangers, by PeerJS', strangers, 'a chat'),
  site('ch-matrix', 'A Matrix client', matrix, 'a chat'),
  site('ch-irc', 'A web client of IRC', irc, 'a chat'),
  site('px-remote-browser', 'A remote browser by noVNC', remoteBrowser, 'a tunnel'),
  site('px-webrtc', 'Pages by a data channel', dataChannel, 'a tunnel'),
  {
    name: 'ch-discord',
    technique: 'a chat',
    tries: 'A listed chat and its gateway’s socket',
    holds: 'Lists; the browser’s rules, for sockets too',
    run: async (stage) => {
      await neverLoads(stage, 'https://discord.com/app', 'discord.com')
      const tab = await schoolPage(stage, '/gateway', '')
      let asked = 0
      stage.web.hand('gateway.discord.gg', {
        upgrade: (_request, socket) => {
          asked++
          socket.destroy()
        },
      })
      const socket = `new Promise((done) => { const s = new WebSocket('wss://gateway.discord.gg/?v=10'); s.onopen = () => done('open'); s.onerror = () => done('refused') })`
      expect(await run(stage.browser, tab, socket)).toBe('refused')
      expect(asked, 'sockets that reached the gateway').toBe(0)
    },
  },
]
