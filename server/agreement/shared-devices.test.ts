/** A yes on a shared device, by somebody whose sign-in was over before the device's turn came to it. */
import { expect, it } from 'vitest'
import { sharedDevicesStage } from '../testing-shared-devices.ts'
import { given, school } from './testing-agreement.ts'

const AMY = 'amy@school.example'

const stage = sharedDevicesStage()
const { minutes, open, signIn, stateOf } = stage

it('counts once the next sign-in shows that it was over, for who said it and nobody else', async () => {
  const name = await school(stage.server)
  await open()
  await (await signIn()).enrol()
  minutes(0.2)
  const brief = await signIn(undefined, { person: { name: AMY, from: 'profile' } })
  expect(stateOf(await brief.enrol())).toBe('waiting')
  for (const person of [AMY, 'ben@school.example', ''])
    await brief.send('POST', '/v1/agreement', { person, given: [given(name)] })
  const { db, people } = stage.server.context
  const counted = () => db.selectFrom('counted_agreements').select(['person', 'device']).execute()
  expect(await counted()).toEqual([])
  minutes(20)
  expect(stateOf(await (await signIn()).enrol())).toBe('confirmed')
  expect(await counted()).toEqual([{ person: await people.find(db, AMY), device: brief.id }])
})
