/** The rig's school server: the real one, killed and started again on its folder. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { samplePolicy } from '../../server/testing.ts'
import { startSchool } from '../rig/server.ts'
import type { School } from '../rig/server.ts'

let school: School | undefined
afterEach(() => school?.close())

test('starts with nothing configured, keeps its keys and its database through a kill', async () => {
  school = await startSchool()
  expect(school.keys.map((key) => key.split(':')[0])).toEqual(['sign', 'seal'])
  expect(school.token.length).toBeGreaterThanOrEqual(16)
  // As a network manager does it, from a shell beside the running server.
  await school.command('enrol', 'window', '5', '60')
  const file = join(school.folder, 'policy.json')
  writeFileSync(file, JSON.stringify(samplePolicy()))
  expect(await school.command('policy', 'publish', file, 'for', 'autumn')).toContain('Published policy 1.')
  const { pid, keys } = school
  await school.kill()
  await expect(fetch(`${school.address}/healthz`)).rejects.toThrow()
  await school.start()
  expect(school.pid).not.toBe(pid)
  expect((await school.command('policy', 'keys')).split('\n')).toEqual(keys)
  expect(await school.command('policy', 'history')).toContain('for autumn')
  expect(school.query<{ most: number }>('SELECT most FROM windows')).toMatchObject([{ most: 5 }])
  expect(school.rows()).toEqual([])
})
