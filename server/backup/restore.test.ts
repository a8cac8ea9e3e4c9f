/** A restore that dies half-way brings nobody's ended session back. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, vi } from 'vitest'
import { memberCookie } from '../testing-staff.ts'
import { testServer } from '../testing.ts'
import { restore } from './restore.ts'

vi.mock('./put-in-place.ts', async (original) => {
  const real = await original<typeof import('./put-in-place.ts')>()
  return {
    ...real,
    putInPlace: async (...args: Parameters<typeof real.putInPlace>) => {
      await real.putInPlace(...args)
      throw new Error('the power went')
    },
  }
})

it('has no session, and a new epoch, from the moment it is in place', async () => {
  const server = await testServer()
  const dataDir = mkdtempSync(join(tmpdir(), 'kerb-restored-'))
  try {
    await memberCookie(server, 'net@school.example', ['network'])
    const { environment } = server.context
    const { file } = await server.context.backups.begin('hand', Date.now())
    const path = join(environment.backup.folder, file ?? '')
    await expect(restore({ ...environment, dataDir }, path, Date.now())).rejects.toThrow('the power went')
    const restored = new DatabaseSync(join(dataDir, 'kerb.sqlite'), { readOnly: true })
    expect(restored.prepare('SELECT count(*) AS n FROM staff').get()).toEqual({ n: 1 })
    expect(restored.prepare('SELECT count(*) AS n FROM staff_sessions').get()).toEqual({ n: 0 })
    expect(restored.prepare("SELECT value FROM meta WHERE key = 'epoch'").get()).toEqual({ value: '2' })
    restored.close()
  } finally {
    await server.close()
    rmSync(dataDir, { recursive: true })
  }
})
