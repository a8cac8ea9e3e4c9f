/** Rammerhead by its own command, with TLS in front as it wants: a server that rewrites pages itself. */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { request as ask } from 'node:http'
import { join } from 'node:path'
import { freePort } from '../../rig/listen.ts'
import { until } from '../../rig/until.ts'
import type { Guest } from '../../rig/web.ts'
import { engines } from './installed.ts'

/** What a shell in front of it shows: it asks for a session and opens pages in it. */
export const SHELL = `<!doctype html><meta charset="utf-8"><title>Library</title><h1>Library</h1><input placeholder="Enter a URL"><script>
const go = (url) => fetch('/newsession').then((answer) => answer.text()).then((id) => { location.href = '/' + id + '/' + url })
</script>`

export interface Rammerhead {
  readonly guest: Guest
  close(): void
}

/** Starts it, on loopback alone, and waits until it answers. */
export async function rammerhead(): Promise<Rammerhead> {
  const port = await freePort()
  const folder = engines()
  // Its package leaves out the folders that it wants.
  for (const name of ['cache-js', 'sessions', 'public'])
    mkdirSync(join(folder, 'node_modules/@rubynetwork/rh', name), { recursive: true })
  const cli = join(folder, 'node_modules/@rubynetwork/rammerhead/dist/cli.js')
  const names = new URL('names-preload.ts', import.meta.url).href
  const command = ['--pdeathsig', 'KILL', process.execPath, '--import', names, cli]
  const child = spawn('setpriv', [...command, '-ho', '127.0.0.1', '-p', String(port), '-l', 'error', '-rp'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await until(
    async () => {
      if (child.exitCode !== null) throw new Error(`Rammerhead ended: ${said.slice(-2_000)}`)
      return (await fetch(`http://127.0.0.1:${port}/needpassword`)).ok
    },
    { what: 'Rammerhead to answer', within: 30_000 },
  )
  const guest: Guest = {
    request: (request, response) => {
      const { url = '/', method = 'GET', headers } = request
      const onward = ask(
        { host: '127.0.0.1', port, path: url, method, headers: forwarded(headers) },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(response)
        },
      )
      onward.on('error', () => response.destroy())
      request.pipe(onward)
      return true
    },
  }
  return { guest, close: () => void child.kill('SIGKILL') }
}

const forwarded = (headers: NodeJS.Dict<string | string[]>): NodeJS.Dict<string | string[]> => ({
  ...headers,
  'x-forwarded-proto': 'https',
  'x-forwarded-for': '127.0.0.1',
})
