/**
 * The web that the crash test browses: pages that go on to the next one by themselves, each on a host that was never
 * used before, so that a served document and its row can be matched one to one. Every few pages a forbidden address
 * is asked for: by a link, by a redirect, in a frame. Nothing here needs a debugger.
 */
import type { ServerResponse } from 'node:http'
import type { Seen, TestWeb } from '../rig/web.ts'
import type { Served } from './judge.ts'

/** Forbidden by the school's own entry. */
const OWN = 'bad.test'
/** In the shipped catalogue, in a safeguarding category: its rows leave within seconds and take the others along. */
const LISTED = 'chatroulette.com'
export const FORBIDDEN = [OWN, LISTED]
/** The names the browser must find at the test web server. */
export const HOSTS = ['*.test', `*.${LISTED}`]

/** One forbidden request that a page, a redirect, a frame or the test itself made. */
export interface Ask {
  readonly host: string
  readonly target: 'page' | 'frame'
  readonly how: 'link' | 'redirect' | 'frame' | 'typed' | 'launch'
  /** When it had surely begun, epoch milliseconds; undefined when that was never seen. */
  readonly begun: () => number | undefined
}

export interface Traffic {
  readonly asks: Ask[]
  /** The address of a page that goes on by itself, never given out before. */
  page(): string
  /** A forbidden address for the test itself to open. */
  forbidden(how: 'typed' | 'launch'): string
  /** What the tabs show now. A forbidden address that the test opened has begun when its stop is seen in one. */
  shows(urls: readonly string[]): void
  /** Pages served from now on go nowhere. */
  calm(): void
}

const LEFT = '/left'
/** Every page says so when it runs: not judged, but it tells a slow browser from a lost row. */
const SHOWN = '/shown'

/** @param next 0 to 1, seeded */
export function startTraffic(web: TestWeb, next: () => number): Traffic {
  let last = 0
  let calm = false
  /** Hosts that the test opened, and when each was first seen in a tab. */
  const opened = new Map<string, number | undefined>()
  const asks: Ask[] = []

  const unused = (letter: string, domain: string): string => `${letter}${(last += 1)}.${domain}`
  const forbiddenHost = (): string => unused('f', next() < 0.5 ? OWN : LISTED)
  /** The page that asks says so after it has asked. */
  const seenLeaving = (host: string, how: 'link' | 'frame'): Ask => ({
    host,
    target: how === 'frame' ? 'frame' : 'page',
    how,
    begun: () => web.log.find((seen) => seen.path === `${LEFT}?${host}`)?.at,
  })

  /** Where the page that is being served goes next, and what it has inside. */
  const plan = (): { readonly frame?: string; readonly to?: string; readonly told?: string } => {
    if (calm) return {}
    const die = next()
    if (die < 0.09) {
      const host = forbiddenHost()
      asks.push(seenLeaving(host, 'link'))
      return { to: `http://${host}/`, told: host }
    }
    if (die < 0.16) return { to: `http://${unused('r', 'good.test')}/` }
    const to = `http://${unused('v', 'good.test')}/`
    if (die > 0.24) return { to }
    const frame = forbiddenHost()
    asks.push(seenLeaving(frame, 'frame'))
    return { to, frame }
  }

  const document = (seen: Seen, response: ServerResponse): void => {
    const { frame, to, told } = plan()
    const tell = (host: string): string => `navigator.sendBeacon('${LEFT}?${host}')`
    const leave = `location.href = '${to ?? ''}'; ${told === undefined ? '' : tell(told)}`
    const stay = Math.round(250 + next() * 600)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    response.end(
      `<!doctype html><meta charset="utf-8"><title>${seen.host}</title><link rel="icon" href="data:,">` +
        `<script>navigator.sendBeacon('${SHOWN}')</script>` +
        `<h1>${seen.host}</h1>` +
        (frame === undefined
          ? ''
          : `<iframe src="http://${frame}/"></iframe><script>${tell(frame)}</script>`) +
        (to === undefined
          ? ''
          : `<script>addEventListener('load', () => setTimeout(() => { ${leave} }, ${stay}))</script>`),
    )
  }

  const redirect = (seen: Seen, response: ServerResponse): void => {
    const host = forbiddenHost()
    asks.push({ host, target: 'page', how: 'redirect', begun: () => seen.finishedAt })
    response.writeHead(302, { location: `http://${host}/`, 'cache-control': 'no-store' }).end()
  }

  web.on('*', SHOWN, (_seen, response) => void response.writeHead(204).end())
  web.on('*', LEFT, (_seen, response) => void response.writeHead(204).end())
  web.on('*', '/', (seen, response) =>
    /^r\d+\.good\.test$/.test(seen.host) ? redirect(seen, response) : document(seen, response),
  )

  return {
    asks,
    page: () => `http://${unused('v', 'good.test')}/`,
    forbidden: (how) => {
      const host = forbiddenHost()
      opened.set(host, undefined)
      asks.push({ host, target: 'page', how, begun: () => opened.get(host) })
      return `http://${host}/`
    },
    shows: (urls) => {
      for (const [host, at] of opened)
        if (at === undefined && urls.some((url) => url.includes(host))) opened.set(host, Date.now())
    },
    calm: () => void (calm = true),
  }
}

/** Main-frame documents that the web server was asked for, in order, and when each said that it runs. */
export const documents = (web: TestWeb): Served[] =>
  web.log
    .filter((seen) => /^v\d+\.good\.test$/.test(seen.host) && seen.path === '/')
    .map(({ host, finishedAt, at }) => {
      const shownAt = web.log.find((seen) => seen.host === host && seen.path === SHOWN && seen.at >= at)?.at
      return {
        host,
        ...(finishedAt !== undefined && { finishedAt }),
        ...(shownAt !== undefined && { shownAt }),
      }
    })
