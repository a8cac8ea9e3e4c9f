/** The roll-out: files that carry this school's values, a first device that is watched, and the package itself. */
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseManaged } from '../../lib/policy/managed.ts'
import type { FirstDevice, MadeRollout, Rollout } from '../../lib/protocol/rollout.ts'
import { checkAndPublish } from '../documents/check.ts'
import { memberCookie, SAME_ORIGIN } from '../testing-staff.ts'
import { idOf, samplePolicy, TestDevice, testServer, type TestServer, visit } from '../testing.ts'

const ADDRESS = 'https://kerb.school.example'
const ID = 'abcdefghijklmnopabcdefghijklmnop'
const feed = (base: string, version = '0.2.0') => `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${ID}">
    <updatecheck codebase="${base}kerb-${version}.crx" version="${version}" prodversionmin="150" />
  </app>
</gupdate>
`

let server: TestServer
let cookie: string
beforeEach(async () => {
  server = await testServer({ KERB_PUBLIC_URL: ADDRESS })
  ;({ cookie } = await memberCookie(server, 'net@school.example', ['network']))
})
afterEach(() => server.close())

const folder = () => server.context.environment.packageDir
function host(base = `${ADDRESS}/extension/`): void {
  mkdirSync(folder(), { recursive: true })
  writeFileSync(join(folder(), 'update.xml'), feed(base))
  writeFileSync(join(folder(), 'kerb-0.2.0.crx'), 'Cr24 and so on')
}
const publish = (school = samplePolicy().school) =>
  checkAndPublish(
    server.context.db,
    server.context.vault,
    'policy',
    { ...samplePolicy(), school },
    { actor: 'test', note: '' },
  )
const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
  server.app.inject({ method, url, headers: { ...SAME_ORIGIN, cookie }, ...(payload && { payload }) })
const state = async () => (await ask('GET', '/admin/rollout')).json<Rollout>()
const WANTED = { group: null, ageGroup: 'secondary', isShared: false, days: 30 }
const make = async (more: object = {}) => {
  const sent = await ask('POST', '/admin/rollout', { ...WANTED, ...more })
  expect(sent.statusCode).toBe(200)
  return sent.json<MadeRollout>()
}
const textOf = ({ files }: MadeRollout, name: string) => files.find((one) => one.name === name)?.text ?? ''
const valuesOf = (made: MadeRollout) =>
  (
    JSON.parse(textOf(made, 'linux.json')) as {
      '3rdparty': { extensions: Record<string, Record<string, unknown>> }
    }
  )['3rdparty'].extensions[ID] ?? {}

describe('the package', () => {
  const get = (name: string) => server.app.inject({ method: 'GET', url: `/extension/${name}` })

  it('and its manifest are there for anybody, as browsers want them', async () => {
    host()
    const manifest = await get('update.xml')
    expect([
      manifest.statusCode,
      manifest.headers['content-type'],
      manifest.headers['cache-control'],
    ]).toEqual([200, 'text/xml; charset=utf-8', 'no-cache'])
    expect(manifest.body).toContain(ID)
    const crx = await get('kerb-0.2.0.crx')
    expect(crx.statusCode).toBe(200)
    expect(crx.headers['content-type']).toBe('application/x-chrome-extension')
    expect(crx.headers['content-length']).toBe('14')
    expect(crx.body).toBe('Cr24 and so on')
  })

  it('is all that is there: no other file, no way out, nothing that is not ours', async () => {
    host()
    writeFileSync(join(folder(), 'extension.pem'), 'secret')
    writeFileSync(join(server.folder, 'kerb-9.crx'), 'outside')
    mkdirSync(join(folder(), 'kerb-1.0.crx'))
    symlinkSync(join(server.folder, 'nothing'), join(folder(), 'kerb-2.0.crx'))
    const names = ['extension.pem', '..%2Fkerb-9.crx', 'kerb-1.0.crx', 'kerb-2.0.crx', 'kerb-0.2.0.crx%00']
    for (const name of names) expect((await get(name)).statusCode, name).toBeGreaterThanOrEqual(400)
    writeFileSync(join(folder(), 'kerb-3.0.crx'), '')
    truncateSync(join(folder(), 'kerb-3.0.crx'), 65 * 1024 * 1024)
    expect((await get('kerb-3.0.crx')).statusCode).toBe(404)
  })

  it('that is missing, or was made for another address, is told of', async () => {
    expect((await state()).problems).toContain('no-package')
    host('https://files.example/kerb/')
    expect((await state()).problems).toContain('package-elsewhere')
    host()
    const { hosted, problems } = await state()
    expect(hosted).toEqual({ id: ID, version: '0.2.0', updateUrl: `${ADDRESS}/extension/update.xml` })
    expect(problems).toEqual(['no-policy', 'no-safeguarding-key'])
    writeFileSync(join(folder(), 'update.xml'), feed(`${ADDRESS}/extension/`, '0.3.0'))
    expect((await state()).problems).toContain('no-package')
  })
})

describe('the settings', () => {
  beforeEach(async () => {
    host()
    await publish()
  })

  it('read without a problem and carry this server’s address, keys and a token that lets a device ask', async () => {
    const made = await make({ group: 'year-3' })
    const { config, problems } = parseManaged(valuesOf(made))
    expect(problems).toEqual([])
    expect(config?.values).toMatchObject({
      schoolName: 'Greenfield Academy',
      ageGroup: 'secondary',
      group: 'year-3',
    })
    expect(valuesOf(made)['serverKeys']).toEqual([
      await server.context.signing.pinned(),
      await server.context.seal.pinned(),
    ])
    const device = await TestDevice.make(server)
    expect((await device.enrol(String(valuesOf(made)['enrolmentToken']))).status).toBe(200)
    for (const name of [
      'google-admin.json',
      'windows-chrome.reg',
      'windows-edge.reg',
      'intune-chrome.ps1',
      'intune-edge.ps1',
    ])
      expect(textOf(made, name), name).toContain(String(valuesOf(made)['enrolmentToken']))
    // Its text is nowhere to be asked for again.
    expect((await ask('GET', '/admin/tokens')).body).not.toContain(String(valuesOf(made)['enrolmentToken']))
  })

  it('take a hostile name of a school for words, in every form', async () => {
    await publish({
      name: 'A"]\r\n[HKEY_LOCAL_MACHINE\\X]\r\n"a"="b’; Remove-Item C: #',
      contact: "it's $(calc)`n",
    })
    const made = await make()
    expect(parseManaged(valuesOf(made)).problems).toEqual([])
    for (const name of ['windows-chrome.reg', 'windows-edge.reg'])
      expect(
        textOf(made, name)
          .split(/\r?\n/)
          .filter((line) => line.startsWith('[HKEY_LOCAL_MACHINE\\X')),
      ).toEqual([])
    for (const name of ['intune-chrome.ps1', 'intune-edge.ps1']) {
      const line = textOf(made, name)
        .split(/\r?\n/)
        .find((one) => one.includes("'schoolContact'"))
      expect(line).toContain("'it''s $(calc)`n'")
      expect(textOf(made, name)).toContain('’’; Remove-Item')
    }
  })

  it('are refused for a group that there is not, and without an address or a package', async () => {
    expect((await ask('POST', '/admin/rollout', { ...WANTED, group: 'nobody' })).statusCode).toBe(422)
    expect(
      (await ask('POST', '/admin/rollout', { ...WANTED, package: { id: 'x', updateUrl: ADDRESS } }))
        .statusCode,
    ).toBe(422)
    const bare = await testServer()
    const { cookie: other } = await memberCookie(bare, 'net@school.example', ['network'])
    const headers = { ...SAME_ORIGIN, cookie: other }
    const sent = await bare.app.inject({ method: 'POST', url: '/admin/rollout', headers, payload: WANTED })
    expect(sent.statusCode).toBe(409)
    // Nothing was made that nobody knows of.
    expect(await bare.context.db.selectFrom('tokens').select('id').execute()).toHaveLength(1)
    await bare.close()
  })

  it('are known after a reload, until their token is revoked', async () => {
    host()
    await publish()
    expect((await state()).watched).toBeNull()
    await make()
    const { token } = await make()
    const { watched } = await state()
    expect(watched?.token).toBe(token)
    expect(watched?.made).toBeGreaterThan(0)
    expect(JSON.stringify(await state())).not.toContain('kerb-')
    await server.context.db.updateTable('tokens').set({ revoked: 1 }).where('id', '=', token).execute()
    expect((await state()).watched).toBeNull()
  })

  it('are tried on a first device, tick by tick', async () => {
    const made = await make()
    const first = async () => (await ask('GET', `/admin/rollout/${made.token}`)).json<FirstDevice>()
    expect(await first()).toMatchObject({ asked: 0, device: null })
    const device = await TestDevice.make(server, { assetId: 'first-1' })
    await device.enrol(String(valuesOf(made)['enrolmentToken']))
    expect((await first()).device).toMatchObject({
      assetId: 'first-1',
      isConfirmed: false,
      hasBeaten: false,
      rows: 0,
    })
    await ask('POST', `/admin/installations/${device.id}/decision`, { state: 'confirmed' })
    await device.heartbeat(0, { problems: [{ code: 'managed:key', detail: 'x' }] })
    expect((await first()).device).toMatchObject({
      isConfirmed: true,
      isEnforcing: false,
      findings: ['managed:key'],
    })
    await device.heartbeat(0, { policy: { epoch: 1, number: 1 }, enforcing: 'marker' })
    await device.activity([visit(1)])
    expect((await first()).device).toMatchObject({
      isEnforcing: true,
      hasBeaten: true,
      rows: 1,
      findings: [],
    })
    // One with another token is none of its devices.
    await TestDevice.make(server).then((one) => one.enrol())
    expect((await first()).asked).toBe(1)
    expect(await idOf(device)).toBe(1)
  })
})
