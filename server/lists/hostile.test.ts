/** A publisher that means harm, or is broken: nothing of it gets in, and nothing of the server is spent on it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListFormat } from '../../lib/protocol/list-sources.ts'
import { manyHosts, publisher, says } from '../../tests/fixtures/list-stage.ts'
import { blockListOf } from '../environment.ts'
import { download } from './download.ts'
import { Folders } from './folders.ts'
import { isPublic } from './reach.ts'
import { read } from './read-job.ts'

const folder = mkdtempSync(join(tmpdir(), 'kerb-lists-'))
const MIRRORS = blockListOf(['127.0.0.1'])
let files = 0
let web: Awaited<ReturnType<typeof publisher>>
beforeAll(async () => {
  web = await publisher({})
  new Folders(folder).make()
})
afterAll(async () => {
  await web.close()
  rmSync(folder, { recursive: true, force: true })
})

const reading = (bytes: string | Uint8Array, format: ListFormat = 'auto', group = '') => {
  const file = join(folder, `raw-${files++}`)
  writeFileSync(file, bytes)
  const mapping = [{ group, categories: ['games' as const] }]
  return read({ what: 'read', dataDir: folder, file, format, mapping, previous: null, isMeant: false })
}
const tar = async (entries: readonly (readonly [name: string, text: string])[], link?: string) => {
  const archive = pack()
  for (const [name, text] of entries) archive.entry({ name }, text)
  if (link !== undefined) archive.entry({ name: 'link', type: 'symlink', linkname: link })
  archive.finalize()
  const pieces: Uint8Array[] = []
  for await (const piece of archive) pieces.push(piece as Uint8Array)
  return gzipSync(Buffer.concat(pieces))
}
const fetching = (address: string, more: object = {}) =>
  download({
    address,
    tags: { etag: null, modified: null },
    mirrors: MIRRORS,
    file: join(folder, `down-${files++}`),
    ...more,
  })

describe('what is read', () => {
  test('a bomb is not read on', async () => {
    await expect(reading(gzipSync(Buffer.alloc(64 * 1024 * 1024, 'x')))).rejects.toMatchObject({
      code: 'list-bomb',
    })
  })

  test('packed in itself again and again', async () => {
    let bytes = gzipSync('a.example\n')
    for (let i = 0; i < 5; i++) bytes = gzipSync(bytes)
    await expect(reading(bytes)).rejects.toMatchObject({ code: 'list-packing' })
  })

  test('half an archive is none', async () => {
    const whole = gzipSync(manyHosts(5_000))
    await expect(reading(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({ code: 'list-broken' })
  })

  test.each([
    ['<html><body>Sign in</body></html>', 'list-page'],
    [Buffer.from('\ufeffa.example\n', 'utf16le'), 'list-encoding'],
    [Buffer.from('504b0304', 'hex'), 'list-packing'],
    [Array.from({ length: 50 }, (_, i) => `what is this ${i}`).join('\n'), 'list-unreadable'],
  ])('%# is no list', async (bytes, code) => {
    await expect(reading(bytes)).rejects.toMatchObject({ code })
  })

  test('paths that climb, and links, lead nowhere', async () => {
    const bytes = await tar(
      [
        ['../../climbs', 'a.example\n'],
        ['/root', 'b.example\n'],
        ['fine', 'c.example\n'],
      ],
      '/etc/passwd',
    )
    expect((await reading(bytes)).counts).toMatchObject({ names: 1, groups: [{ group: 'fine', names: 1 }] })
  })

  test('a line without an end costs one line', async () => {
    const { counts } = await reading(`a.example\n${'x'.repeat(20_000_000)}\nb.example\n`)
    expect(counts).toMatchObject({ names: 2 })
    expect(counts.leftOut).toEqual([expect.objectContaining({ why: 'too-long', count: 1 })])
  })

  test('squidGuard folders are parts of their own', async () => {
    const bytes = await tar([
      ['blacklists/adult/domains', 'a.example\n'],
      ['blacklists/adult/urls', 'b.example/path\n'],
      ['blacklists/adult/expressions', '(sex|porn)\n'],
      ['blacklists/games/domains', 'c.example\nd.example\n'],
      ['blacklists/README', 'e.example\n'],
    ])
    const { counts } = await reading(bytes, 'squidguard')
    expect(counts.names).toBe(3)
    expect(counts.groups).toEqual([
      { group: 'games', names: 2 },
      { group: 'adult', names: 1 },
    ])
  })

  test('what is no list in an archive is left out and counted, and the rest is read', async () => {
    const { counts } = await reading(
      await tar([
        ['games.txt', 'a.example\nb.example\n'],
        ['about.json', '{"name":"x.example"}'],
        ['index.html', '<!DOCTYPE html><p>hello</p>'],
        ['logo.png', '\u0000\u0001\u0002'],
        ['README.md', 'c.example\n'],
        ['LICENSE', 'd.example\n'],
      ]),
    )
    expect(counts.names).toBe(2)
    const samples = ['about.json', 'index.html', 'logo.png', 'README.md', 'LICENSE']
    expect(counts.leftOut).toEqual([{ why: 'not-mapped', count: 5, samples }])
  })

  test.each(['squidguard', 'v2fly'] as const)(
    'a web page in place of %s is said to be one',
    async (format) => {
      const page = '<!DOCTYPE html><html><body>Sign in</body></html>'
      await expect(reading(page, format)).rejects.toMatchObject({ code: 'list-page' })
      const archive = await tar([['index.html', page]])
      await expect(reading(archive, format)).rejects.toMatchObject({ code: 'list-unreadable' })
    },
  )

  test('a long name of a part is cut short wherever it is shown', async () => {
    const long = 'g'.repeat(300)
    const { counts } = await reading(`host,category\na.example,${long}\nb.example,${long}\n`)
    expect(counts.groups).toEqual([{ group: 'g'.repeat(100), names: 2 }])
  })

  test('v2fly files that include each other under every condition are not read for ever', async () => {
    const words = Array.from({ length: 24 }, (_, i) => `include:category-a @x${i}`)
    const bytes = await tar([['data/category-a', `a.example\n${words.join('\n')}\n`]])
    await expect(reading(bytes, 'v2fly')).rejects.toMatchObject({ code: 'list-too-long' })
  })

  test('v2fly files are kept in memory only so far', async () => {
    const line = `a.example @${'x'.repeat(2_000)}\n`
    const bytes = await tar([['data/category-a', line.repeat(13_000)]])
    await expect(reading(bytes, 'v2fly')).rejects.toMatchObject({ code: 'list-too-long' })
  })
})

describe('where it is fetched from', () => {
  test.each([
    '10.1.2.3',
    '127.0.0.1',
    '169.254.169.254',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '224.0.0.1',
  ])('%s is inside', (address) => expect(isPublic(address)).toBe(false))
  test.each(['8.8.8.8', '2606:4700::1111'])('%s is public', (address) => expect(isPublic(address)).toBe(true))

  test('a machine inside is asked only when whoever runs the server has named it', async () => {
    web.answers['/list'] = says('a.example')
    await expect(fetching(web.at('/list'), { mirrors: null })).rejects.toMatchObject({ code: 'list-inside' })
    await expect(fetching(`http://localhost:${web.port}/list`, { mirrors: null })).rejects.toMatchObject({
      code: 'list-inside',
    })
    expect(web.asked).toEqual([])
    expect(await fetching(web.at('/list'))).toMatchObject({ state: 'new', bytes: 9 })
  })

  test('nobody is sent on to another machine inside, nor for ever', async () => {
    web.answers['/on'] = (_request, response) =>
      response.writeHead(302, { location: 'http://127.0.0.2/' }).end()
    web.answers['/round'] = (_request, response) => response.writeHead(302, { location: '/round' }).end()
    await expect(fetching(web.at('/on'))).rejects.toMatchObject({ code: 'list-inside' })
    await expect(fetching(web.at('/round'))).rejects.toMatchObject({ code: 'list-redirects' })
  })

  test.each(['file:///etc/passwd', 'ftp://a.example/', 'https://me:secret@a.example/', 'nonsense'])(
    '%s is no address',
    async (address) => {
      await expect(fetching(address)).rejects.toMatchObject({ code: 'list-address' })
    },
  )

  test('a download that breaks off, stops or never ends is not taken', async () => {
    web.answers['/half'] = (_request, response) => {
      response.writeHead(200, { 'content-length': 1_000 }).write('a.example\n', () => response.destroy())
    }
    web.answers['/stops'] = (_request, response) => void response.writeHead(200).write('a.example\n')
    web.answers['/large'] = says('x'.repeat(5_000))
    await expect(fetching(web.at('/half'))).rejects.toMatchObject({ code: 'list-half' })
    await expect(fetching(web.at('/stops'), { stall: 200 })).rejects.toMatchObject({ status: 502 })
    await expect(fetching(web.at('/large'), { most: 1_000 })).rejects.toMatchObject({
      code: 'list-too-large',
    })
    await expect(fetching(web.at('/gone'))).rejects.toMatchObject({ code: 'list-status' })
  })
})
