/** What the browser tells of the network, noted: only about what nobody keeps open, and when the worker knows that. */
import type { NetworkHandlers } from '../../browser/network.ts'
import { isEngineHeader } from '../../guard/structure/engine-header.ts'
import { siteOf } from '../../guard/structure/carried.ts'
import { canonical } from '../../verdict/address.ts'
import type { NetworkMarks } from './marks.ts'
import type { Servers } from './servers.ts'

export interface NetworkParts {
  /** Resolves when what earlier workers knew is in memory: what is noted before would take its place. */
  readonly ready: Promise<void>
  /** Whether nobody has chosen what holds at an address; after what it takes to say so has been read. */
  readonly isOpen: (url: string) => Promise<boolean>
  readonly marks: Pick<NetworkMarks, 'note'>
  readonly servers: Pick<Servers, 'served'>
  /** The network shows something of a host that it had not shown. */
  readonly again: (host: string) => void
  /** Runs a step; what fails is told of. */
  readonly run: (work: () => Promise<unknown>) => unknown
}

export function networkHandlers(parts: NetworkParts): NetworkHandlers {
  const { ready, isOpen, marks, servers, again, run } = parts
  const noted = (work: () => Promise<unknown>): void => void run(() => ready.then(work))
  /** Of whom nobody says who asked, nothing is kept; nor of a page that somebody keeps open, as a lifeline. */
  const by = (initiator: string, work: (host: string) => Promise<unknown>): void => {
    const host = hostOf(initiator)
    if (host !== '') noted(async () => ((await isOpen(initiator)) ? work(host) : undefined))
  }
  return {
    socket: (url, initiator) => by(initiator, (host) => marks.note(host, 'sockets', [plain(url)])),
    chat: (url, initiator) =>
      by(initiator, async (host) => {
        if (await marks.note(host, 'requests', [plain(url)])) again(host)
      }),
    headers: (url, initiator, headers) =>
      by(initiator, async (host) => {
        const sites = [siteOf(hostOf(url)), siteOf(host)]
        const odd = headers.filter(({ name, value }) => isEngineHeader(name, value ?? '', sites))
        const names = odd.map(({ name }) => name.slice(0, 60))
        await marks.note(host, 'engineHeaders', names)
      }),
    served: (url, ip, headers) => noted(() => servers.served({ host: hostOf(url), ip, headers })),
  }
}

const hostOf = (url: string): string => canonical(url)?.host ?? ''

/** Without what was asked there. */
const plain = (url: string): string => url.replace(/[?#].*$/s, '').slice(0, 300)
