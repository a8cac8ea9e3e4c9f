/** What devices read and say of the agreement, and what somebody gets who would cheat. */
import { expect, it } from 'vitest'
import { agreementNameOf, readAgreementText } from '../../lib/protocol/agreement.ts'
import { decideByHand } from '../enrolment/decide.ts'
import { findInstallation } from '../enrolment/installations.ts'
import { run } from '../testing-retention.ts'
import { TestDevice } from '../testing.ts'
import { agreementStage, AMY, BEN, BY, given, text, told, YEAR } from './testing-agreement.ts'
import { publishAgain, publishText, withdrawText } from './texts.ts'

const who = (name: string) => ({ person: { name, from: 'profile' as const } })

const stage = agreementStage()
const agree = (device: TestDevice, person: string, ...of: ReturnType<typeof given>[]) =>
  device.send('POST', '/v1/agreement', { person, given: of })
const decide = async (device: TestDevice, state: 'confirmed' | 'waiting' | 'refused') => {
  const found = await findInstallation(stage.server.context.db, device.id)
  await decideByHand(stage.server.context.db, found!, { state, reason: 'click' }, Date.now())
}
const rows = () => stage.server.context.db.selectFrom('agreement_given').selectAll().execute()

it('a device is told of the text, reads the very words, and its person’s agreement is in their policy everywhere', async () => {
  const device = await stage.device(AMY)
  const other = await stage.device(AMY)
  const stranger = await stage.device(BEN)
  expect(await told(device)).toEqual({
    person: '',
    texts: [{ audience: 'child', name: stage.name, title: text().title }],
    agreed: [],
    permitted: [],
  })
  const read = await device.send('GET', `/v1/agreement/${stage.name}`)
  expect(await readAgreementText(read.body, stage.name)).toEqual(text())
  expect(await readAgreementText({ ...text(), body: 'Anything goes.' }, stage.name)).toBe(null)
  const etag = { 'if-none-match': String(read.response.headers.etag) }
  expect((await device.send('GET', `/v1/agreement/${stage.name}`, undefined, { headers: etag })).status).toBe(
    304,
  )

  const before = await other.heartbeat()
  const one = given(stage.name, { at: 5, wasOffline: true })
  expect((await agree(device, AMY, one)).body).toEqual({ kept: [one.id] })
  expect(await told(other)).toMatchObject({ person: AMY, agreed: [{ text: stage.name, year: YEAR }] })
  const tag = ({ body }: { body: unknown }) => (body as { policyTag: string }).policyTag
  expect(tag(await other.heartbeat())).not.toBe(tag(before))
  expect(await told(stranger)).toMatchObject({ person: '', agreed: [] })
  expect(await rows()).toMatchObject([
    { device: device.id, given: one.id, person_from: 'profile', at: 5, offline: 1, proved: 1 },
  ])
})

it('keeps each once, however often and with what else it is sent', async () => {
  const device = await stage.device(AMY)
  const one = given(stage.name)
  const changed = { ...one, year: YEAR - 1, at: 1 }
  await Promise.all([agree(device, AMY, one), agree(device, AMY, one)])
  const two = given(stage.name)
  expect((await agree(device, AMY, changed, two)).body).toEqual({ kept: [one.id, two.id] })
  expect((await rows()).map((row) => [row.given, row.year])).toEqual([
    [one.id, YEAR],
    [two.id, YEAR],
  ])
  // A whole request replayed, signature and all, is refused with its nonce.
  const nonce = await device.nonce()
  expect((await device.send('POST', '/v1/agreement', { person: AMY, given: [one] }, { nonce })).status).toBe(
    200,
  )
  expect((await device.send('POST', '/v1/agreement', { person: AMY, given: [one] }, { nonce })).status).toBe(
    401,
  )
  // Another installation's name for its own is its own.
  const other = await stage.device(BEN)
  await agree(other, BEN, one)
  expect(await rows()).toHaveLength(3)
})

it('refuses a text that never was one and another school year, and names the field; nothing of it is kept', async () => {
  const device = await stage.device(AMY)
  const forged = await agreementNameOf({ ...text(), body: 'Anything goes.' })
  const asked = await agree(device, AMY, given(stage.name), given(forged))
  expect(asked).toMatchObject({ status: 422, body: { error: 'unknown-text', field: 'given.1.text' } })
  const year = await agree(device, AMY, given(stage.name, { year: YEAR + 2 }))
  expect(year).toMatchObject({ status: 422, body: { error: 'school-year', field: 'given.0.year' } })
  expect(await agree(device, AMY, given('../../etc/passwd'))).toMatchObject({ status: 422 })
  expect(await rows()).toEqual([])
  expect((await device.send('GET', `/v1/agreement/${forged}`)).status).toBe(404)
})

it('nobody agrees for another person, whatever their device says', async () => {
  const ben = await stage.device(BEN)
  const amy = await stage.device(AMY)
  await agree(ben, AMY, given(stage.name))
  expect(await told(amy)).toMatchObject({ agreed: [] })
  expect(await rows()).toMatchObject([{ proved: 0, person_from: null }])
  // Nor where it says from now on that Amy uses it: it stands for Ben.
  ben.claim = { ...ben.claim, ...who(AMY) }
  await ben.heartbeat()
  await agree(ben, AMY, given(stage.name))
  expect(await told(amy)).toMatchObject({ agreed: [] })
  expect(await told(ben)).toMatchObject({ person: '', agreed: [] })
  // Nobody known counts for nobody.
  await agree(amy, '', given(stage.name))
  expect(await told(amy)).toMatchObject({ agreed: [] })
})

it('a device that nobody confirmed is told so with the texts, and of each text that takes another’s place', async () => {
  const amy = await stage.device(AMY)
  const waiting = await TestDevice.make(stage.server, who(AMY))
  await waiting.enrol()
  const texts = async (device: TestDevice) =>
    ((await device.heartbeat()).body as { agreementTexts?: string[] }).agreementTexts
  expect([await told(waiting), await told(amy)]).toMatchObject([{ unconfirmed: true }, { person: '' }])
  expect(await told(amy)).not.toHaveProperty('unconfirmed')
  // Who reads a policy of their own hears of it by its tag.
  expect([await texts(waiting), await texts(amy)]).toEqual([[stage.name], undefined])
  const next = text({ body: 'New words.' })
  await publishText(stage.server.context, next, BY, Date.now())
  expect(await texts(waiting)).toEqual([await agreementNameOf(next)])
  await withdrawText(stage.server.context, await agreementNameOf(next), BY, Date.now())
  expect(await texts(waiting)).toEqual([])
  await decide(waiting, 'confirmed')
  expect(await texts(waiting)).toBeUndefined()
})

it('keeps what a waiting installation says apart until it is confirmed, and while it is held back', async () => {
  const amy = await stage.device(AMY)
  const waiting = await TestDevice.make(stage.server, who(AMY))
  await waiting.enrol()
  expect(await told(waiting)).toMatchObject({ texts: [{ name: stage.name }], agreed: [] })
  const one = given(stage.name)
  expect((await agree(waiting, AMY, one)).body).toEqual({ kept: [one.id] })
  expect(await told(amy)).toMatchObject({ agreed: [] })
  await decide(waiting, 'confirmed')
  expect(await told(amy)).toMatchObject({ agreed: [{ text: stage.name }] })
  await decide(waiting, 'waiting')
  expect(await told(amy)).toMatchObject({ agreed: [] })
  await decide(waiting, 'confirmed')
  expect(await told(amy)).toMatchObject({ agreed: [{ text: stage.name }] })
})

it('stays on record when its installation is forgotten; what never counted goes with it', async () => {
  const amy = await stage.device(AMY)
  const ben = await TestDevice.make(stage.server, who(BEN))
  await ben.enrol()
  await agree(amy, AMY, given(stage.name))
  await agree(ben, BEN, given(stage.name))
  const { db } = stage.server.context
  await db.deleteFrom('installations').execute()
  expect(await rows()).toMatchObject([{ device: amy.id, installation: null }])
  expect(await told(await stage.device(AMY))).toMatchObject({ agreed: [{ text: stage.name }] })
  const later = Date.now() + 3 * 365 * 86_400_000
  expect(await run(stage.server, later)).toMatchObject({ agreements: 1 })
  expect(await rows()).toEqual([])
})

it('asks anew for a new text, and not for one that is brought back', async () => {
  const device = await stage.device(AMY)
  await agree(device, AMY, given(stage.name))
  const next = text({ body: 'New words.' })
  await publishText(stage.server.context, next, BY, Date.now())
  expect(await told(device)).toMatchObject({
    person: '',
    texts: [{ name: await agreementNameOf(next) }],
    agreed: [],
  })
  await publishAgain(stage.server.context, stage.name, BY, Date.now())
  expect(await told(device)).toMatchObject({ texts: [{ name: stage.name }], agreed: [{ text: stage.name }] })
  await withdrawText(stage.server.context, stage.name, BY, Date.now())
  expect(await told(device)).toBeUndefined()
  // Agreed before it was told of the withdrawal: on record all the same.
  expect((await agree(device, AMY, given(stage.name))).status).toBe(200)
})

it('takes no more from one installation than a class has to say', async () => {
  const device = await stage.device(AMY)
  for (let i = 0; i < 5; i++) await agree(device, AMY, ...Array.from({ length: 20 }, () => given(stage.name)))
  expect(await agree(device, AMY, given(stage.name))).toMatchObject({ status: 429 })
  expect(await rows()).toHaveLength(100)
})
