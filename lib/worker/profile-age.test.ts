import { expect, test } from 'vitest'
import { ProfileAge } from './profile-age.ts'
import { ground } from './testing.ts'

test('the first start is kept, and the last one after it; what is no age is none', async () => {
  const { local } = ground()
  let now = 1_000
  const age = new ProfileAge(local, () => now)
  expect(await age.read()).toBeUndefined()
  await age.started()
  expect(await age.read()).toEqual({ since: 1_000 })
  now = 5_000
  await age.started()
  now = 9_000
  await new ProfileAge(local, () => now).started()
  expect(await age.read()).toEqual({ since: 1_000, again: 9_000 })
  await local.set({ profile: 'yesterday' })
  expect(await age.read()).toBeUndefined()
})
