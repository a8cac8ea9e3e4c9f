import { beforeAll, describe, expect, test } from 'vitest'
import type { CategoryId } from '../policy/categories.ts'
import type { KeyRole } from '../protocol/safeguarding-keys.ts'
import { concernRequestSchema } from '../protocol/concerns.ts'
import { toBase64url } from '../protocol/bytes.ts'
import { addedAt, compose, NoReaderError, type Setting } from './compose.ts'
import { concernContentSchema, messageContentSchema, readSealed, senderSchema } from './content.ts'
import { newDraft } from './draft.ts'
import { memberKeyFrom, type OwnKey, replyReader } from './member-key.ts'
import { composeFollowUp, openMessages } from './own-messages.ts'
import type { Member } from './readers.ts'
import { mailboxOf, receiptNumber } from './receipt.ts'
import { newSecret } from './recovery-code.ts'
import { openSealed, sealTo } from './seal.ts'
import { handOver, openWithTwo } from './two-keys.ts'

const AT = Date.UTC(2026, 10, 25, 10, 15, 42, 7)
const PICTURE = 'data:image/jpeg;base64,/9j/4AAQ+w=='
const sender = { name: 'ada@school.example', from: 'profile', group: 'Year 5' } as const

let khan: OwnKey
let jones: OwnKey
let head: OwnKey
let setting: Setting
const member = ({ id, keys }: OwnKey, name: string, role: KeyRole = 'team'): Member => ({
  id,
  name,
  role,
  seal: keys.seal,
})
const page = (categories: CategoryId[] = []) => ({ address: 'https://a.test/x', title: 'A page', categories })

beforeAll(async () => {
  ;[khan, jones, head] = (await Promise.all(Array.from({ length: 3 }, () => memberKeyFrom(newSecret())))) as [
    OwnKey,
    OwnKey,
    OwnKey,
  ]
  const keys = [member(khan, 'Mrs Khan'), member(jones, 'Mr Jones'), member(head, 'Dr Osei', 'head')]
  setting = { keys, ledger: 'l'.repeat(43), refusedKeys: 'one key', sender, page: page() }
})

const draftOf = (part: object = {}) => ({
  ...newDraft(PICTURE),
  kind: 'unkind' as const,
  words: '  Zoë hit me  ',
  withPicture: true,
  ...part,
})
async function sent(part: object = {}, set: Partial<Setting> = {}, at = AT) {
  const made = await compose(draftOf(part), { ...setting, ...set }, at)
  const request = concernRequestSchema.parse(JSON.parse(JSON.stringify(made.request)))
  const open = async (key: OwnKey) =>
    readSealed(concernContentSchema, await openSealed(key, request.content, `concern ${request.id}`))
  return { ...made, request, open }
}

describe('a concern', () => {
  test('opens for the team and, later, for the head, with all that the pupil said', async () => {
    const { request, open, receipt, secret } = await sent()
    const content = await open(khan)
    expect(content).toMatchObject({
      kind: 'unkind',
      words: 'Zoë hit me',
      page: { address: 'https://a.test/x', title: 'A page' },
      picture: { type: 'image/jpeg', data: '_9j_4AAQ-w' },
      today: false,
      at: AT,
      sender,
      notFor: [],
      refusedKeys: 'one key',
    })
    expect(await open(jones)).toEqual(content)
    expect(content?.to).toEqual(request.content.to.map(({ key }) => key))
    expect(await open(head)).toEqual(content)
    expect(request.later).toEqual([head.id])
    expect(receipt).toBe(await receiptNumber(request.id))
    expect(request.mailbox).toBe(await mailboxOf(secret))
  })

  test('says nothing in clear', async () => {
    const text = JSON.stringify((await sent()).request)
    for (const secret of ['Zoë', 'unkind', 'a.test', 'ada@', 'Year 5', 'Khan', '4AAQ'])
      expect(text).not.toContain(secret)
  })

  test('with a hidden name has no title, and neither page nor picture that was not chosen anew', async () => {
    const hidden = await (await sent({ hideName: true })).open(khan)
    expect(hidden).not.toHaveProperty('page')
    expect(hidden).not.toHaveProperty('picture')
    const anew = await (await sent({ hideName: true, pageAnyway: true, pictureAnyway: true })).open(khan)
    expect(anew).toMatchObject({ page: { address: 'https://a.test/x', title: '' }, picture: {} })
  })

  test('whose time is kept to the hour takes no finer time with what is added to it', async () => {
    const hidden = await sent({ hideName: true })
    expect(addedAt(hidden, AT + 5 * 3_600_000) % 3_600_000).toBe(0)
    expect(addedAt(await sent(), AT + 5000)).toBe(AT + 5000)
  })

  test('is not for whom the pupil left out', async () => {
    const { open, request } = await sent({ not: ['Mrs Khan'] })
    expect(await open(khan)).toBeNull()
    expect(request.content.to.map(({ key }) => key)).not.toContain(khan.id)
    expect(await open(jones)).toMatchObject({ notFor: ['Mrs Khan'] })
    await expect(sent({ not: ['Mrs Khan', 'Mr Jones'] })).rejects.toThrow(NoReaderError)
  })

  test('without page and picture when the pupil wants neither', async () => {
    const content = await (await sent({ withPage: false, withPicture: false })).open(khan)
    expect(content).not.toHaveProperty('page')
    expect(content).not.toHaveProperty('picture')
  })

  test.each<[string, object, CategoryId[]]>([
    ['of a nude picture', { kind: 'picture' }, []],
    ['on a page for grown-ups', {}, ['adult']],
    ['on an illegal page', {}, ['illegal-csam']],
  ])('has no picture, whatever the page says: %s', async (_, part, categories) => {
    const content = await (await sent(part, { page: page(categories) })).open(khan)
    expect(content).not.toHaveProperty('picture')
    expect(content?.page?.address).toBe('https://a.test/x')
  })
})

describe('a name that is hidden', () => {
  test('is not in the content, and opens for two together', async () => {
    const { open, request, at } = await sent({ hideName: true })
    const content = await open(khan)
    expect(content).not.toHaveProperty('sender')
    expect(content?.at).toBe(Date.UTC(2026, 10, 25, 10))
    expect(at).toBe(content?.at)
    const half = await handOver(khan, { id: head.id, seal: head.keys.seal }, request.identity!, request.id)
    const bytes = await openWithTwo(head, { by: khan.id, half: half! }, request.identity!, request.id)
    expect(readSealed(senderSchema, bytes)).toEqual(sender)
  })
  test('with help today, the time is exact', async () => {
    expect((await (await sent({ hideName: true, today: true })).open(khan))?.at).toBe(AT)
  })
  test('a team of fifty is not too many', async () => {
    const keys = Array.from({ length: 50 }, (_, turn) => ({
      ...member(khan, `Member ${turn}`),
      id: `${turn}`.padStart(43, 'k'),
    }))
    const { request } = await sent({ hideName: true }, { keys })
    expect(request.content.to).toHaveLength(40)
    expect(request.identity?.pairs).toHaveLength(190)
  })
  test('two keys of one person are not two', async () => {
    const other = await memberKeyFrom(newSecret())
    const keys = [member(khan, 'Mrs Khan'), member(other, 'Mrs Khan'), member(jones, 'Mr Jones')]
    const { request } = await sent({ hideName: true }, { keys })
    const pairs = request.identity?.pairs.map(({ halves }) => halves.map(({ key }) => key))
    expect(pairs).toEqual([[other.id, jones.id]])
  })
  test('is not hidden where one person alone reads: the page does not offer it', async () => {
    const { request, open } = await sent({ hideName: true }, { keys: [member(khan, 'Mrs Khan')] })
    expect(request).not.toHaveProperty('identity')
    expect(await open(khan)).toMatchObject({ sender })
  })
})

describe('what is said afterwards', () => {
  test('goes to the concern’s readers alone, and the pupil reads both ways', async () => {
    const { request, pair, open } = await sent({ not: ['Mrs Khan'] })
    const concern = { id: request.id, reply: pair, readers: request.content.to.map(({ key }) => key) }
    const more = await composeFollowUp(concern, setting.keys, ' And today too ', AT)
    const context = `message ${request.id} ${more.id}` as const
    expect(readSealed(messageContentSchema, await openSealed(jones, more.content, context))).toEqual({
      words: 'And today too',
      at: AT,
      proof: expect.stringMatching(/^[\w-]{43}$/) as unknown,
    })
    expect(await openSealed(khan, more.content, context)).toBeNull()
    const reader = await replyReader((await open(jones))?.reply ?? '')
    const id = toBase64url(new Uint8Array(16))
    const reply = { words: 'Come and see me', name: 'Mr Jones', at: AT }
    const content = await sealTo([reader], reply, `message ${request.id} ${id}`)
    const said = await openMessages(concern, [
      { id: more.id, from: 'pupil', at: AT, content: more.content },
      { id, from: 'staff', at: AT, content },
      // The same, said to be of another message.
      { id: more.id, from: 'staff', at: AT, content },
    ])
    expect(said.map((one) => one.content?.words ?? null)).toEqual(['And today too', 'Come and see me', null])
  })
  test('is refused when no reader’s key is in force any more', async () => {
    const { request, pair } = await sent()
    const concern = { id: request.id, reply: pair, readers: ['gone'] }
    await expect(composeFollowUp(concern, setting.keys, 'x', AT)).rejects.toThrow('nobody is left')
  })
})
