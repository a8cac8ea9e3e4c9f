/** What devices may put into concerns in a day: budgets by bytes, and what a flood leaves to the others. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { member, type Member, say, readerOf, write } from '../../tests/fixtures/safeguarding-stage.ts'
import { MAILBOX_HEADER } from '../../lib/protocol/concerns.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import { BUDGETS, ConcernRoom, MOST_WORDS, type Writer } from './room.ts'

const PICTURE = 1_000_000
const WORDS = 8_000
const HOUR = 3_600_000

const stranger = (installation: string, network = 'here'): Writer => ({
  installation: { installation, state: 'waiting' },
  network,
})
const confirmed = (installation: string): Writer => ({
  installation: { installation, state: 'confirmed' },
  network: 'here',
})
/** Of so many tries, how many there was room for. */
function taken(room: ConcernRoom, writer: (i: number) => Writer, bytes: number, tries: number): number {
  let count = 0
  for (let i = 0; i < tries; i++) {
    try {
      room.take(writer(i), bytes)
      count += 1
    } catch (error) {
      expect(error).toMatchObject({ status: 429, code: 'no-room' })
    }
  }
  return count
}

describe('the room for concerns', () => {
  it('is one for all strangers of a network, however many they say they are', () => {
    const room = new ConcernRoom(() => 0)
    expect(taken(room, (i) => stranger(`made-up-${i}`), PICTURE, 500)).toBe(
      BUDGETS.network.pictures / PICTURE,
    )
  })

  it('is one for all strangers together, from however many networks', () => {
    const room = new ConcernRoom(() => 0)
    const many = taken(room, (i) => stranger('s', `network-${i}`), PICTURE, 500)
    expect(many).toBe(BUDGETS.unconfirmed.pictures / PICTURE)
  })

  it('keeps words and pictures apart: pictures by the hundred leave a child’s words their room', () => {
    const room = new ConcernRoom(() => 0)
    taken(room, () => stranger('flood'), PICTURE, 500)
    expect(taken(room, () => stranger('child'), WORDS, 100)).toBe(100)
    expect(WORDS).toBeLessThan(MOST_WORDS)
  })

  it('is each confirmed device’s own, whatever strangers do', () => {
    const room = new ConcernRoom(() => 0)
    taken(room, (i) => stranger('flood', `n-${i}`), PICTURE, 500)
    taken(room, (i) => stranger('flood', `n-${i}`), WORDS, 10_000)
    expect(taken(room, () => confirmed('a'), PICTURE, 500)).toBe(BUDGETS.confirmed.pictures / PICTURE)
    expect(taken(room, () => confirmed('b'), PICTURE, 1)).toBe(1)
    expect(taken(room, () => confirmed('b'), WORDS, 1)).toBe(1)
  })

  it('comes back over the day', () => {
    let now = 0
    const room = new ConcernRoom(() => now)
    taken(room, () => stranger('s'), PICTURE, 500)
    now = 6 * HOUR
    expect(taken(room, () => stranger('s'), PICTURE, 500)).toBe(BUDGETS.network.pictures / PICTURE / 4)
  })
})

describe('at the school’s server', () => {
  let server: TestServer
  let khan: Member
  beforeEach(async () => {
    server = await testServer()
    khan = await member(server, 'khan@school.example')
  })
  afterEach(() => server.close())

  const kept = async () =>
    (await server.context.db.selectFrom('concerns').select('id').execute()).map(({ id }) => id)
  /** Devices that nobody knows; each writes fewer than its own rate allows. */
  async function strangers(many: number): Promise<TestDevice[]> {
    const made = await Promise.all(Array.from({ length: many }, () => TestDevice.make(server)))
    for (const device of made) await device.enrol()
    return made
  }
  const withPicture = () => write([khan], { words: 'x'.repeat(600_000) })

  // Was broken: two devices that somebody made up filled the disk at 10 MB a minute, for as long as they liked.
  it('pictures of strangers are kept until their day is used up; then words, and a confirmed device’s pictures, still are', async () => {
    const devices = await strangers(3)
    const answers: number[] = []
    for (let i = 0; i < 45; i++) {
      const { request } = await withPicture()
      answers.push((await devices[i % 3]!.send('POST', '/v1/concerns', request)).status)
    }
    const fits = Math.floor(BUDGETS.network.pictures / JSON.stringify((await withPicture()).request).length)
    expect(answers.filter((status) => status === 200)).toHaveLength(fits)
    expect(new Set(answers)).toEqual(new Set([200, 429]))
    expect(await kept()).toHaveLength(fits)

    const [child] = await strangers(1)
    const words = await write([khan])
    expect(await child!.send('POST', '/v1/concerns', words.request)).toMatchObject({ status: 200 })
    const more = await say(words.request.id, 'And again today', [readerOf(khan), words.pupil])
    const headers = { [MAILBOX_HEADER]: words.secret }
    const added = await child!.send('POST', `/v1/concerns/${words.request.id}/messages`, more, { headers })
    expect(added.status).toBe(200)

    const known = await TestDevice.confirmed(server)
    const { request } = await withPicture()
    expect(await known.send('POST', '/v1/concerns', request)).toMatchObject({ status: 200 })
    // What is there already takes no room: it is answered as before, so that the device can let go of it.
    expect(await known.send('POST', '/v1/concerns', request)).toMatchObject({ status: 200 })
  }, 120_000)
})
