/** A release: signed package, update manifest, zips; and the key that must never be lost or committed. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { idOfPublicKey } from '../../.ci/crx.ts'
import { makeRelease } from '../../.ci/package.ts'
import { readCrx } from '../fixtures/read-crx.ts'
import { ROOT, temporaryFolder } from '../rig/paths.ts'

const work = temporaryFolder('package-test')
const chrome = join(work, 'chrome')
const edge = join(work, 'edge')
const options = { baseUrl: 'https://files.school.example/kerb', keys: join(work, 'keys'), chrome, edge }

beforeAll(() => {
  for (const folder of [chrome, edge]) {
    mkdirSync(join(folder, 'icons'), { recursive: true })
    const manifest = { manifest_version: 3, name: 'k', version: '4.5.6', minimum_chrome_version: '137' }
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
    writeFileSync(join(folder, 'icons/a.txt'), folder)
  }
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

test('the package is signed by the key and named after it; the update manifest agrees', async () => {
  const release = await makeRelease({ ...options, target: join(work, 'one') })
  const read = readCrx(release.files.crx)
  expect(read.signatureHolds).toBe(true)
  expect(idOfPublicKey(read.publicKey)).toBe(release.id)
  expect(release.id).toMatch(/^[a-p]{32}$/)
  expect(read.zip.toString('latin1', 0, 2)).toBe('PK')
  const update = readFileSync(release.files.update, 'utf8')
  expect(update).toContain(`appid="${release.id}"`)
  expect(update).toContain('codebase="https://files.school.example/kerb/kerb-4.5.6.crx"')
  expect(update).toContain('version="4.5.6" prodversionmin="137"')
  for (const zip of release.files.zips) expect(readFileSync(zip, 'latin1')).toContain('icons/a.txt')
})

test('a changed byte breaks the signature', async () => {
  const release = await makeRelease({ ...options, target: join(work, 'changed') })
  const bytes = readFileSync(release.files.crx)
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
  writeFileSync(release.files.crx, bytes)
  expect(readCrx(release.files.crx).signatureHolds).toBe(false)
})

test('the key is made once, is its owner’s alone, and the same build gives the same package', async () => {
  const keys = join(work, 'fresh-keys')
  const first = await makeRelease({ ...options, keys, target: join(work, 'two') })
  const second = await makeRelease({ ...options, keys, target: join(work, 'three') })
  expect([first.keyWasMade, second.keyWasMade]).toEqual([true, false])
  expect(second.id).toBe(first.id)
  expect(readFileSync(second.files.crx)).toEqual(readFileSync(first.files.crx))
  expect(statSync(join(keys, 'extension.pem')).mode & 0o077).toBe(0)
})

test('a key inside the repository and an unprotected address are refused', async () => {
  const target = join(work, 'never')
  await expect(makeRelease({ ...options, keys: join(ROOT, 'keys'), target })).rejects.toThrow(
    'outside the repository',
  )
  const baseUrl = 'http://files.school.example/'
  await expect(makeRelease({ ...options, baseUrl, target })).rejects.toThrow('https')
})
