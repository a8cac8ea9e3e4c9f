/** The page that is measured, served without delay: 30 kB, 12 resources of its host, 4 of others, one frame. */
import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Cdp } from '../rig/cdp.ts'
import { until } from '../rig/until.ts'
import type { TestWeb } from '../rig/web.ts'

const OWN = ['style.css', 'first.js', 'second.js', 'third.js', ...pictures()]
const OTHERS: Record<string, readonly string[]> = {
  'type.cdn-one.test': ['type.css'],
  'static.cdn-two.test': ['shared.js'],
  'img.cdn-three.test': ['a.svg', 'b.svg'],
}
/** The 16 resources and the frame. */
const RESOURCES = 17

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

function pictures(): string[] {
  return Array.from({ length: 8 }, (_, index) => `picture-${index + 1}.svg`)
}

/**
 * What one load took, in milliseconds from when it was asked for: the page's own clock would start anew when an
 * extension holds a page and has it loaded again.
 */
export interface Load {
  /** First byte of the document. */
  readonly ttfb: number
  /** DOMContentLoaded, handlers included. */
  readonly dcl: number
}

/** What the page says of itself, in milliseconds from when the request for it was sent. */
interface Report {
  readonly firstByte: number
  readonly loaded: number
  readonly resources: number
}

export interface PageFixture {
  /** Loads the page in a tab, from a session that is attached to that tab alone, and returns what it reports. */
  load(cdp: Cdp, sessionId: string): Promise<Load>
}

export function servePage(web: TestWeb): PageFixture {
  const serve = (host: string, path: string, name: string, seen?: (query: string) => void) => {
    const content = readFileSync(join(import.meta.dirname, 'fixture', name))
    const type = TYPES[extname(name)] ?? 'application/octet-stream'
    web.on(host, path, (request, response) => {
      seen?.(request.path.split('?')[1] ?? '')
      response.writeHead(200, {
        'content-type': type,
        'content-length': content.length,
        'cache-control': 'no-store',
      })
      response.end(content)
    })
  }
  const arrived = new Map<string, number>()
  serve('bench.test', '/', 'index.html', (id) => arrived.set(id, performance.now()))
  serve('bench.test', '/frame.html', 'frame.html')
  for (const name of OWN) serve('bench.test', `/${name}`, name)
  for (const [host, names] of Object.entries(OTHERS)) for (const name of names) serve(host, `/${name}`, name)

  const reports = new Map<string, Report>()
  web.on('bench.test', '/report', (seen, response) => {
    reports.set(seen.path.split('?')[1] ?? '', JSON.parse(seen.body) as Report)
    response.writeHead(204).end()
  })
  let loads = 0
  return {
    load: async (cdp, sessionId) => {
      const id = `n=${++loads}`
      const asked = performance.now()
      await cdp.send('Page.navigate', { url: `http://bench.test/?${id}` }, sessionId)
      const report = await until(() => reports.get(id), { what: 'the page to report its times', every: 5 })
      const wait = (arrived.get(id) ?? Number.NaN) - asked
      reports.delete(id)
      arrived.delete(id)
      web.log.length = 0
      // A resource that was stopped would make the page faster, not better.
      if (report.resources !== RESOURCES)
        throw new Error(`${report.resources} resources loaded, not ${RESOURCES}`)
      return { ttfb: wait + report.firstByte, dcl: wait + report.loaded }
    },
  }
}
