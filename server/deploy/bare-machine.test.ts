/** The page on a bare machine, as somebody types it: nothing is used before it is made, nothing secret is carried along. */
import { globSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
/** The lines that are typed. */
const typed = [...read('docs/bare-machine.md').matchAll(/^```\n(.*?)^```/gms)]
  .map(([, text]) => text)
  .join('')

it.each([
  ['useradd', '-g kerb'],
  ['git clone', 'server/deploy/'],
  ['chmod 755 /usr/local/sbin/kerb-certificate', 'certbot certonly'],
  ['install -m 600 server/deploy/kerb.env.example /etc/kerb.env', 'enable --now kerb'],
  ['install -d -o kerb -g kerb -m 700 /var/backups/kerb', 'enable --now kerb'],
  ['install -d -m 700 /var/backups/kerb', 'podman run'],
  ['install -d -m 755 /srv/kerb-extension', 'podman run'],
  ['apt install -y podman', 'podman build'],
])('%s comes before %s', (first, then) => {
  expect(typed).toContain(first)
  expect(typed).toContain(then)
  expect(typed.indexOf(first)).toBeLessThan(typed.indexOf(then))
})

it('takes the firewall as a whole: no single rule can cut off the shell that types it', () => {
  expect(typed).not.toMatch(/^nft add/m)
  expect(typed).toMatch(/policy drop;\n +ct state established,related accept/)
})

it('lets the container read the key of the certificate, which belongs to a group', () => {
  expect(typed).toMatch(/install -D -m 640 -g kerb .*privkey/)
  expect(typed).toMatch(/podman run[^`]*--group-add "\$\(getent group kerb/)
})

/** Whether the build sees a path: the last line that speaks of it, or of a folder above it, counts. */
function seen(path: string): boolean {
  const lines = read('.containerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  const parts = path.split('/')
  const above = parts.map((_, index) => parts.slice(0, index + 1).join('/'))
  const last = lines.findLast(
    (line) => line === '*' || above.some((one) => matchesGlob(one, line.replace(/^!/, ''))),
  )
  return last === undefined || last.startsWith('!')
}

it('shows the build of a container what it copies and what the console is made from', () => {
  const copied = [...read('server/deploy/Containerfile').matchAll(/--from=build \/kerb\/(\S+)/g)]
    .map(([, path = '']) => path)
    .filter((path) => path !== 'node_modules' && path !== 'console/dist')
  expect(copied).toContain('server')
  const files = globSync('console/**/*.{ts,tsx}', { cwd: ROOT }).filter((file) => !/\.test\.tsx?$/.test(file))
  const reached = files.flatMap((file) =>
    [...read(file).matchAll(/from '((?:\.\.\/)[^'?]+)/g)].map(([, to = '']) => join(file, '..', to)),
  )
  expect(reached).toContain('docs/samples/agreement-child.md')
  const needed = [
    ...copied,
    ...files,
    ...reached,
    'package-lock.json',
    'server/start.ts',
    'console/index.html',
  ]
  expect(needed.filter((path) => !seen(path))).toEqual([])
})

it.each([
  '.data/kerb.sqlite',
  '.keys/data.key',
  '.backups/kerb.backup',
  'dist/extension.pem',
  'kerb.env',
  '.git/config',
  'server/sign-0001.pem',
  'server/.data/kerb.sqlite-wal',
  'server/deploy/kerb.env',
])('keeps %s out of the image', (path) => expect(seen(path)).toBe(false))
