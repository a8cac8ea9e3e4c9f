import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mathsLesson } from '../../tests/fixtures/policies.ts'
import { policyDocumentSchema } from '../policy/document.ts'
import { parseManaged } from '../policy/managed.ts'
import { resolve } from '../policy/resolve.ts'
import { DiscreetLocal } from './discreet-storage.ts'
import { FactsKeeper } from './facts.ts'
import { KeptDocuments } from './kept-documents.ts'
import { FakeStorage, ground } from './testing.ts'

const sample: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../assets/sample-policy.json'), 'utf8'),
)
const AMY = 'amy.pond@greenfield.example'
const REASON = 'Unkind words to Rory'
const whole = policyDocumentSchema.parse(sample)
const unblock = whole.unblocks[0]!
const hers = {
  ...whole,
  narrowed: 'reader' as const,
  people: { [AMY]: 'sixth-form' },
  suspensions: [{ id: 's', person: AMY, from: 0, until: 9e15, reason: REASON, open: [] }],
  unblocks: [unblock, { ...unblock, id: 'own', forGroup: undefined, forPerson: AMY }],
}
const managed = parseManaged({
  schoolName: 'Greenfield',
  serverAddress: 'https://kerb.greenfield.example',
  userName: 'Amelia.Pond',
}).config

/** A worker over the storage, with this person at the browser. */
async function worker(storage: FakeStorage, person?: string) {
  const { local, session } = ground(storage)
  const facts = new FactsKeeper(new DiscreetLocal({ local, session, person: async () => person }))
  await facts.load()
  return facts
}
const groupOf = ({ current }: FactsKeeper, person?: string) =>
  resolve({ managed: null, server: current.server }, person === undefined ? {} : { person }, 'away')

async function stored() {
  const storage = new FakeStorage()
  const facts = await worker(storage, AMY)
  await facts.change({ server: hers, managed })
  return storage
}

test('no name, group of hers or reason lies on the disk', async () => {
  const storage = await stored()
  const disk = JSON.stringify([...storage.disk]).toLowerCase()
  for (const secret of ['amelia', 'pond', 'rory', '"sixth-form"}', '"own"'])
    expect(disk, secret).not.toContain(secret)
  // Three letters come about in sealed text by chance: as a word alone.
  expect(disk).not.toMatch(/(?<![\w-])amy(?![\w-])/)
  expect(disk).toContain('greenfield')
})

test('the next worker of the session knows all of it, whoever asks', async () => {
  const facts = await worker(await stored())
  expect(facts.current.server).toEqual(JSON.parse(JSON.stringify(hers)))
  expect(facts.current.managed?.values.userName).toBe('Amelia.Pond')
})

test('after a restart it opens for that person, without the server', async () => {
  const storage = await stored()
  storage.closeBrowser()
  const facts = await worker(storage, AMY)
  expect(facts.current.server).toEqual(JSON.parse(JSON.stringify(hers)))
  const policy = groupOf(facts, AMY)
  expect(policy.group).toBe('sixth-form')
  expect(policy.suspensions).toHaveLength(1)
  expect(facts.current.managed?.values).not.toHaveProperty('userName')
})

test.each([undefined, 'ben@greenfield.example'])(
  'after a restart, for %s the strictest group holds until somebody is known',
  async (person) => {
    const storage = await stored()
    storage.closeBrowser()
    const facts = await worker(storage, person)
    expect(facts.current.server?.narrowed).toBe('withheld')
    expect(groupOf(facts, person).group).toBe('year-3')
  },
)

test('a policy of which a part is missing is asked for anew, whatever its tag', async () => {
  const storage = await stored()
  const { local } = ground(storage)
  const documents = async (facts: FactsKeeper) => {
    const made = new KeptDocuments(facts, local)
    await made.load()
    return made
  }
  const facts = await worker(storage, AMY)
  const first = await documents(facts)
  first.belongTo('https://kerb.greenfield.example')
  await first.set('policy', { document: hers, etag: '"1.1.x"' })
  expect(await (await documents(await worker(storage))).get('policy')).toMatchObject({ etag: '"1.1.x"' })
  storage.closeBrowser()
  expect((await (await documents(await worker(storage))).get('policy'))?.etag).toBeUndefined()
  expect(await (await documents(await worker(storage, AMY))).get('policy')).toMatchObject({
    etag: '"1.1.x"',
  })
})

test('it opens later too, when management says who it is', async () => {
  const storage = await stored()
  storage.closeBrowser()
  let person: string | undefined
  const { local, session } = ground(storage)
  const facts = new FactsKeeper(new DiscreetLocal({ local, session, person: async () => person }))
  await facts.load()
  person = AMY
  await facts.reopen()
  expect(groupOf(facts, AMY).group).toBe('sixth-form')
})

test('a newer policy, or none, leaves nothing of the older one', async () => {
  const storage = await stored()
  const facts = await worker(storage, AMY)
  const newer = { ...whole, narrowed: 'reader' as const, people: {}, suspensions: [], unblocks: [] }
  void facts.change({ server: hers })
  await facts.change({ server: newer })
  storage.closeBrowser()
  expect((await worker(storage, AMY)).current.server).toEqual(newer)
  await facts.change({ server: null })
  expect((await worker(storage, AMY)).current.server).toBeNull()
})

test('what was meant for one version is not put into another', async () => {
  const storage = await stored()
  storage.closeBrowser()
  const policy = storage.disk.get('policy') as typeof hers
  storage.disk.set('policy', { ...policy, version: { epoch: 9, number: 9 } })
  expect((await worker(storage, AMY)).current.server?.people).toEqual({})
})

test('a policy that names several is kept for the session alone', async () => {
  const storage = new FakeStorage()
  const facts = await worker(storage, AMY)
  await facts.change({ server: { ...whole, people: { [AMY]: 'sixth-form', 'ben@x.example': 'year-9' } } })
  expect(JSON.stringify([...storage.disk])).not.toContain('ben@x.example')
  expect((await worker(storage)).current.server?.people).toHaveProperty([AMY])
  storage.closeBrowser()
  expect((await worker(storage, AMY)).current.server?.narrowed).toBe('withheld')
})

test('a lesson lies on the disk without its words, which last for the session', async () => {
  const storage = await stored()
  const lesson = mathsLesson({ message: 'Amy, please look up' })
  await (await worker(storage, AMY)).change({ lessons: [lesson] })
  expect(JSON.stringify([...storage.disk])).not.toMatch(/Khan|look up/)
  expect((await worker(storage)).current.lessons).toEqual([lesson])
  storage.closeBrowser()
  const { message: _, ...silent } = lesson
  expect((await worker(storage)).current.lessons).toEqual([{ ...silent, teacher: '' }])
})
