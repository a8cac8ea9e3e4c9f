/** Devices that are connected are told at once that something about the agreement is new, and only those it concerns. */
import { expect, it } from 'vitest'
import { LiveDevice } from '../live/testing-live.ts'
import { agreementStage, AMY, BEN, BY, given, text, told } from './testing-agreement.ts'
import { publishText, withdrawText } from './texts.ts'

const stage = agreementStage()

const connected = async (person: string) => {
  const device = await stage.device(person)
  return { device, live: await LiveDevice.join(device) }
}
/** What a device has heard once it has answered a beat: everything that was said before has arrived. */
const heard = async (live: LiveDevice): Promise<number> => {
  live.say({ type: 'beat' })
  await live.next('beat')
  return live.heard.filter(({ type }) => type === 'news').length
}

it('a text that is published or withdrawn is news to everybody', async () => {
  const amy = await connected(AMY)
  const ben = await connected(BEN)
  await publishText(stage.server.context, text({ title: 'New rules' }), BY, Date.now())
  await amy.live.next('news')
  await ben.live.next('news')
  expect(await told(amy.device)).toMatchObject({ texts: [{ title: 'New rules' }] })
  const now = (await told(amy.device))?.texts[0]?.name ?? ''
  await withdrawText(stage.server.context, now, BY, Date.now())
  await amy.live.next('news')
  expect(await told(amy.device)).toBeUndefined()
})

it('a permission, and what a person agreed to elsewhere, are news to their devices alone', async () => {
  const amy = await connected(AMY)
  const ben = await connected(BEN)
  const office = await stage.as('office')
  const permit = { address: AMY, given: true }
  await office.post('/admin/agreement/permissions', permit)
  await amy.live.next('news')
  expect((await told(amy.device))?.permitted.length).toBe(1)
  const file = `email,permission\n${AMY},no\n`
  const looked = await office.csv(file)
  await office.post('/admin/agreement/permissions/apply', looked.json())
  await amy.live.next('news')
  expect(await told(amy.device)).toMatchObject({ permitted: [] })
  const other = await connected(AMY)
  await other.device.send('POST', '/v1/agreement', { person: AMY, given: [given(stage.name)] })
  await amy.live.next('news')
  expect(await heard(ben.live)).toBe(0)
})
