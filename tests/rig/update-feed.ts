/** What a school's own web server would hold: the update manifest and the package, on loopback. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { updateManifest } from '../../.ci/crx.ts'
import type { Packed } from './crx.ts'
import { listen, stop } from './listen.ts'

export interface UpdateFeed {
  /** For `update_url` in the policy. */
  readonly url: string
  /** Serves this package from now on; a higher version of the same id is an update. */
  publish(packed: Packed): void
  /** Paths asked for so far. */
  readonly asked: string[]
  close(): Promise<void>
}

export async function startUpdateFeed(...first: Packed[]): Promise<UpdateFeed> {
  const packages = new Map<string, Packed>(first.map((packed) => [packed.id, packed]))
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const packed = packages.get(/^\/([a-p]{32})\.crx/.exec(path)?.[1] ?? '')
    if (packed) {
      response.writeHead(200, { 'content-type': 'application/x-chrome-extension' })
      response.end(readFileSync(packed.crx))
      return
    }
    // One manifest per question: the browser asks for its extension as `?x=id%3D<id>%26…`.
    const wanted = [...packages.values()].find(({ id }) => path.includes(id)) ?? [...packages.values()][0]
    if (!path.startsWith('/update.xml') || !wanted) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/xml', 'cache-control': 'no-store' })
    const crxUrl = `http://127.0.0.1:${port}/${wanted.id}.crx?v=${wanted.version}`
    response.end(updateManifest(wanted.id, wanted.version, crxUrl, '100.0'))
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}/update.xml`,
    publish: (packed) => void packages.set(packed.id, packed),
    asked,
    close: () => stop(server),
  }
}
