/** The check from outside, against a real server: well, without its database, and with a package that leads elsewhere. */
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'

const SCRIPT = join(import.meta.dirname, 'outside.mjs')
let server: TestServer
let address: string
beforeEach(async () => {
  server = await testServer()
  address = await server.app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(() => server.close())

/** What it says, and whether it ends well. */
const check = (to: string) =>
  promisify(execFile)(process.execPath, [SCRIPT, to]).then(
    ({ stdout }) => ({ well: true, said: stdout }),
    (error: { stdout: string; stderr: string }) => ({ well: false, said: error.stdout + error.stderr }),
  )

it('finds nothing wrong with a server that is well', async () => {
  const { well, said } = await check(address)
  expect(said).not.toContain('WRONG')
  expect(said).toContain('WebSockets come through, for lessons: yes')
  expect(well).toBe(true)
})

it('names a package that leads elsewhere, and a server that is away', async () => {
  const { packageDir } = server.context.environment
  mkdirSync(packageDir)
  writeFileSync(join(packageDir, 'update.xml'), '<updatecheck codebase="https://files.example/kerb-1.crx" />')
  const elsewhere = await check(address)
  expect(elsewhere).toMatchObject({ well: false })
  expect(elsewhere.said).toContain('WRONG package is hosted')
  expect(elsewhere.said).toContain('it points at files.example')
  await server.app.close()
  const away = await check(address)
  expect(away.said).toContain('WRONG server and its database answer')
  expect(away.well).toBe(false)
  server = await testServer()
})

it('asks for an address', async () => {
  expect((await check('kerb')).well).toBe(false)
})
