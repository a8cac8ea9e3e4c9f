/**
 * Addresses of servers that were seen serving an engine: their names come and go, the server stays. Weak evidence, kept
 * in session memory; never of the edge of a delivery network or a cloud, nor of an address that serves two sites that have
 * nothing to do with it.
 */
import { siteOf } from '../../guard/structure/carried.ts'
import type { SessionPort } from '../../navigation/ports.ts'

const KEY = 'guard-servers'
const MOST = 300
/** Headers by which an edge that serves everybody's sites says so. */
const EDGE =
  /^(?:cf-ray|cf-cache-status|x-amz-cf-id|x-amz-cf-pop|x-served-by|x-fastly-request-id|x-akamai-.*|akamai-.*|x-azure-ref|x-msedge-ref|x-vercel-id|x-nf-request-id|fly-request-id|x-render-origin-server|x-github-request-id|x-goog-.*|x-railway-.*|x-deno-.*|x-cdn.*|x-cache|x-edge-.*|cdn-.*|rndr-id|alt-used)$/i
const EDGE_SERVER =
  /cloudflare|cloudfront|akamai|fastly|vercel|netlify|gws|esf|github|varnish|amazons3|bunnycdn|deno/i

interface Server {
  /** Sites it served, the first few. */
  readonly sites: readonly string[]
  /** Those of them at which an engine was found. */
  readonly engines: readonly string[]
  readonly isEdge: boolean
}

export interface Served {
  readonly host: string
  readonly ip: string
  readonly headers: readonly { readonly name: string; readonly value?: string | undefined }[]
}

export class Servers {
  readonly #session: SessionPort
  #servers = new Map<string, Server>()
  readonly #ipOf = new Map<string, string>()

  constructor(session: SessionPort) {
    this.#session = session
  }

  async load(): Promise<void> {
    const stored = (await this.#session.get<[string, Server][]>(KEY)) ?? []
    this.#servers = new Map([...stored, ...this.#servers])
    for (const [ip, { sites }] of this.#servers) for (const site of sites) this.#ipOf.set(site, ip)
  }

  async served({ host, ip, headers }: Served): Promise<void> {
    const site = siteOf(host)
    const before = this.#servers.get(ip) ?? { sites: [], engines: [], isEdge: false }
    const isEdge = before.isEdge || headers.some(isOfEdge)
    this.#ipOf.set(site, ip)
    if (this.#ipOf.size > MOST * 2) this.#ipOf.clear()
    if (isEdge === before.isEdge && before.sites.includes(site)) return
    this.#servers.delete(ip)
    this.#servers.set(ip, { ...before, isEdge, sites: [...new Set([...before.sites, site])].slice(0, 12) })
    const [oldest] = this.#servers.keys()
    if (this.#servers.size > MOST && oldest !== undefined) this.#servers.delete(oldest)
    // Only what was found must outlive the worker; the rest is seen again.
    if (before.engines.length > 0) await this.#save()
  }

  /** An engine was found at this host. */
  async engineAt(host: string): Promise<void> {
    const site = siteOf(host)
    const ip = this.#ipOf.get(site)
    const server = ip === undefined ? undefined : this.#servers.get(ip)
    if (ip === undefined || server === undefined || server.engines.includes(site)) return
    this.#servers.set(ip, { ...server, engines: [...server.engines, site].slice(0, 12) })
    await this.#save()
  }

  /** Whether the host's server was seen serving an engine under another name. */
  isSeen(host: string): boolean {
    const site = siteOf(host)
    const server = this.#servers.get(this.#ipOf.get(site) ?? '')
    if (server === undefined || server.isEdge) return false
    const others = server.sites.filter((one) => one !== site && !server.engines.includes(one))
    return others.length < 2 && server.engines.some((one) => one !== site)
  }

  #save(): Promise<void> {
    return this.#session.set(
      KEY,
      [...this.#servers].filter(([, { engines }]) => engines.length > 0),
    )
  }
}

const isOfEdge = ({ name, value }: Served['headers'][number]): boolean =>
  EDGE.test(name) || (/^(?:server|via)$/i.test(name) && EDGE_SERVER.test(value ?? ''))
