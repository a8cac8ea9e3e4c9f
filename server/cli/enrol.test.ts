/** `npm run enrol` as a network manager runs it, beside a running server. */
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { TestDevice, testServer, type TestServer } from '../testing.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
let server: TestServer
beforeEach(async () => {
  server = await testServer()
})
afterEach(() => server.close())

/** What the command says, or the error that it ends with. */
async function enrol(...words: string[]): Promise<string> {
  const { environment } = server.context
  const env = {
    ...process.env,
    KERB_DATA: environment.dataDir,
    KERB_KEYS: environment.keysDir,
    KERB_LOG_LEVEL: 'silent',
  }
  const done = promisify(execFile)(process.execPath, ['server/cli/enrol.ts', ...words], { cwd: ROOT, env })
  return done.then(
    ({ stdout }) => stdout,
    (error: { stderr: string }) => `failed: ${error.stderr}`,
  )
}
const ask = async (claim: { directoryId?: string; assetId?: string }) => {
  const sent = await (await TestDevice.make(server, claim)).enrol()
  return (sent.body as { state: string }).state
}

it('a device that was taken off the list is confirmed by it no more; the others still are', async () => {
  const file = join(server.folder, 'devices.txt')
  writeFileSync(file, 'directory stolen-1\nasset stolen-2\ndirectory kept-1\n')
  expect(await enrol('expect', file)).toContain('3 devices')
  expect(await enrol('unexpect', 'stolen-1')).toContain('Taken off')
  expect(await enrol('unexpect', 'stolen-2')).toContain('Taken off')
  expect(await ask({ directoryId: 'stolen-1' })).toBe('waiting')
  expect(await ask({ assetId: 'stolen-2' })).toBe('waiting')
  expect(await ask({ directoryId: 'kept-1' })).toBe('confirmed')
  const audit = await server.context.db
    .selectFrom('audit')
    .select(['action', 'subject'])
    .where('action', '=', 'expected-remove')
    .execute()
  expect(audit.map(({ subject }) => subject)).toEqual(['stolen-1', 'stolen-2'])
}, 60_000)

it('says what is wrong', async () => {
  expect(await enrol('unexpect', 'nobody')).toContain('failed: nobody is not on the list')
  expect(await enrol('unexpect')).toContain('npm run enrol -- unexpect <id>')
}, 60_000)
