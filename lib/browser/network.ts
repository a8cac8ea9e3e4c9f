/**
 * What the network shows of pages, listened to and never held up: sockets, the servers of pages and frames, and requests
 * to what looks like an engine's own server. Narrow on purpose: every event wakes the worker.
 */
import { api } from './api.ts'

interface Header {
  readonly name: string
  readonly value?: string | undefined
}

export interface NetworkHandlers {
  /** `initiator`: origin of who asked; empty where the browser does not say. */
  readonly socket: (url: string, initiator: string) => void
  /** Asked of a server in a protocol that only chats speak. */
  readonly chat: (url: string, initiator: string) => void
  readonly headers: (url: string, initiator: string, headers: readonly Header[]) => void
  /** A page or frame came from this server. */
  readonly served: (url: string, ip: string, headers: readonly Header[]) => void
}

/** An engine that fetches by HTTP asks one address of its server for everything, whatever that server is called. */
const ENGINE_SERVERS = [1, 2, 3].flatMap((version) => [
  `*://*/v${version}/`,
  `*://*/*/v${version}/`,
  `*://*/v${version}/?cache=*`,
  `*://*/*/v${version}/?cache=*`,
])

/** The protocol's own path: every client asks there, whatever it and its server are called. */
const MATRIX = '*://*/_matrix/client/*'

export function listenNetwork(on: NetworkHandlers): void {
  const { webRequest } = api
  webRequest.onBeforeRequest.addListener(
    (details) => {
      on.socket(details.url, initiatorOf(details))
    },
    {
      urls: ['ws://*/*', 'wss://*/*'],
      types: ['websocket'] as never,
    },
  )
  webRequest.onBeforeRequest.addListener(
    (details) => {
      on.chat(details.url, initiatorOf(details))
    },
    { urls: [MATRIX], types: ['xmlhttprequest', 'other'] as never },
  )
  webRequest.onSendHeaders.addListener(
    (details) => on.headers(details.url, initiatorOf(details), details.requestHeaders ?? []),
    { urls: ENGINE_SERVERS, types: ['xmlhttprequest', 'other'] as never },
    ['requestHeaders'],
  )
  webRequest.onResponseStarted.addListener(
    (details) => {
      const { ip } = details as { readonly ip?: string }
      if (ip !== undefined) on.served(details.url, ip, details.responseHeaders ?? [])
    },
    { urls: ['http://*/*', 'https://*/*'], types: ['main_frame', 'sub_frame'] as never },
    ['responseHeaders'],
  )
}

const initiatorOf = (details: object): string => {
  const { initiator = '' } = details as { readonly initiator?: string }
  return initiator
}
