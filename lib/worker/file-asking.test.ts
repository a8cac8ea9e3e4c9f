/** Asking an adult for a file on the device: what is sent, what a decision brings, with workers that end in between. */
import { beforeEach, describe, expect, it } from 'vitest'
import { FakeBrowser, flush, startWorkerOf, T } from '../../tests/fixtures/fake-downloads.ts'
import type { Client } from '../device/client.ts'
import type { DownloadRules } from '../policy/document.ts'
import type { PageAsk, PageAsks, PageState } from '../protocol/page-requests.ts'
import { WireError } from '../protocol/wire-error.ts'
import { FileAsking } from './file-asking.ts'
import { KeptAsks } from './kept-asks.ts'
import { PageAsking } from './page-asking.ts'

const ADULTS: DownloadRules = { kinds: { archive: 'adult' } }
const PACK = { name: 'shapes.zip', mime: 'application/zip' }
/** Its page has thrown it away: nobody can fetch it again. */
const MADE = { ...PACK, url: 'blob:https://maths.test/1', referrer: 'https://maths.test/maker' }
const HOUR = 3_600_000

let browser: FakeBrowser
let asking: PageAsking
let files: FileAsking
let now: number
let isOnline: boolean
/** What the school server has. */
let asked: PageAsk[]
let decided: Omit<PageState, 'id'>

const client = {
  ask: async ({ body }: { body: PageAsks }) => {
    if (!isOnline) throw new WireError('network', 'away')
    asked.push(...body.asks)
    return { standing: 'known', states: asked.map(({ id }) => ({ id, ...decided })) }
  },
} as unknown as Client

/** A worker over the same disk and session. */
async function work(rules: DownloadRules = ADULTS, life: Parameters<typeof startWorkerOf>[1] = {}) {
  browser.worker?.kill()
  const worker = startWorkerOf(browser, { ...life, rules })
  browser.worker = worker
  const kept = new KeptAsks(worker.local, () => now)
  asking = new PageAsking({
    kept,
    session: worker.session,
    installation: Promise.resolve({ id: 'i'.repeat(43) }),
    person: () => browser.person,
    client: async () => client,
    enrolment: async () => 'confirmed',
    now: () => now,
    faults: worker.faults,
  })
  const prompt = async () => void (browser.prompts += 1)
  files = new FileAsking({ asking, waiting: worker.waiting, saving: () => worker.saving, prompt })
  browser.files = files
  await orItsEnd(async () => {
    await kept.load()
    await worker.start()
    await files.follow()
  })
}
/** What a worker that ends meanwhile was at never comes to an end. */
async function orItsEnd(does: () => Promise<unknown>): Promise<void> {
  let isDone = false
  void does().then(() => (isDone = true))
  while (!isDone && browser.worker?.isDead() !== true) await flush()
  await flush()
}
const all = () => browser.worker?.waiting.all() ?? []
const waiting = () => all().map(({ name, state }) => `${name} ${state}`)
async function give(file: Parameters<FakeBrowser['begin']>[0] = PACK): Promise<void> {
  browser.begin(file)
  await flush()
}
/** The pupil asks for all that waits. */
async function ask(): Promise<void> {
  for (const { id } of all()) await files.ask(id, 'For my model')
  await flush()
}
/** The device hears how everything stands. */
async function hear(to?: Omit<PageState, 'id'>): Promise<void> {
  if (to) decided = to
  await orItsEnd(async () => {
    await asking.sync()
    await files.follow()
  })
}
const YES = { state: 'approved', with: 'teacher', name: 'Ms Khan', until: T + HOUR } as const
const standing = async () => (await files.view(all()[0]!))?.request

beforeEach(async () => {
  browser = new FakeBrowser()
  now = T
  isOnline = true
  asked = []
  decided = { state: 'open', with: 'teacher' }
  await work()
})

describe('a file that waits for an adult', () => {
  it('is asked for as the pupil saw it, and comes by itself after a yes', async () => {
    await give()
    expect(asked).toEqual([])
    await ask()
    expect(asked).toMatchObject([
      {
        url: 'https://maths.test/file',
        why: 'For my model',
        frame: false,
        file: { name: 'shapes.zip', kind: 'archive', bytes: 2_000 },
      },
    ])
    expect(await standing()).toMatchObject({ state: 'open', with: 'teacher' })
    expect(browser.disk).toEqual([])
    await hear(YES)
    expect(browser.disk).toEqual(['shapes.zip'])
    expect(waiting()).toEqual(['shapes.zip saved'])
    expect(browser.rows).toEqual(['shapes.zip adult', 'shapes.zip allowed'])
  })

  it('a yes is for once: the next one is asked about anew', async () => {
    await give()
    await ask()
    await hear(YES)
    await give()
    expect(browser.disk).toEqual(['shapes.zip'])
    expect(waiting()).toContain('shapes.zip adult')
    await hear()
    expect(browser.disk).toEqual(['shapes.zip'])
    await ask()
    expect(asked).toHaveLength(2)
  })

  it('stays out after a no, which is shown once, with its reason', async () => {
    await give()
    await ask()
    const before = browser.prompts
    await hear({ state: 'refused', with: 'network', reason: 'Too big' })
    await hear()
    expect(browser.disk).toEqual([])
    expect(browser.prompts).toBe(before + 1)
    expect(await standing()).toMatchObject({ state: 'refused', reason: 'Too big' })
  })

  it('asked for stays when its page is closed; what nobody was asked for does not', async () => {
    await give()
    await give({ ...PACK, name: 'other.zip', url: 'https://maths.test/other' })
    await files.ask(all()[0]!.id, 'Please')
    expect(await files.pending()).toEqual([all()[0]!.id])
    await hear({ state: 'refused', with: 'network', reason: 'No' })
    expect(await files.pending()).toEqual([])
  })

  it('that cannot be fetched again is let through once when it is chosen again', async () => {
    browser.gone.add(MADE.url)
    await give(MADE)
    await ask()
    expect(asked[0]?.url).toBe('https://maths.test/maker')
    const before = browser.prompts
    await hear(YES)
    expect(waiting()).toEqual(['shapes.zip again'])
    expect(browser.prompts).toBe(before + 1)
    await give({ ...MADE, name: 'another.zip' })
    await give({ ...MADE, bytes: 9_000 })
    expect(browser.disk).toEqual([])
    await give(MADE)
    expect(browser.disk).toEqual(['shapes.zip'])
    await give(MADE)
    expect(browser.disk).toEqual(['shapes.zip'])
  })

  it('whose yes was heard after its question was forgotten comes when it is chosen again', async () => {
    await give()
    await ask()
    await browser.worker?.waiting.drop(all().map(({ id }) => id))
    await hear(YES)
    expect(browser.disk).toEqual([])
    const before = browser.prompts
    await give({ ...PACK, url: 'https://maths.test/file?again=1' })
    expect(browser.disk).toEqual(['shapes.zip'])
    expect(browser.prompts).toBe(before)
  })
})

describe('one yes lets one file through', () => {
  const copy = (n: number, bytes = 2_000) => ({ ...PACK, url: `https://maths.test/file?n=${n}`, bytes })

  it.each([undefined, 'headers', 'body'] as const)(
    'of several that are alike: the oldest (%s)',
    async (slow) => {
      for (const n of [1, 2, 3]) await give(copy(n, 2_000 + n * 20))
      await files.ask(all()[0]!.id, 'Please')
      browser.slow = slow
      await hear(YES)
      await hear()
      await browser.hurry()
      await hear()
      expect(browser.disk).toEqual(['shapes.zip'])
      expect(waiting()).toEqual(['shapes.zip saved', 'shapes.zip adult', 'shapes.zip adult'])
      expect((await files.view(all()[1]!))?.request?.state).not.toBe('approved')
      // Each of the others may be asked for by itself.
      await files.ask(all()[1]!.id, 'And this')
      expect(asked).toHaveLength(2)
    },
  )

  it('another one may be asked for while the first is on its way', async () => {
    for (const n of [1, 2]) await give(copy(n))
    await files.ask(all()[0]!.id, 'Please')
    browser.slow = 'body'
    await hear(YES)
    decided = { state: 'open', with: 'teacher' }
    await files.ask(all()[1]!.id, 'And this')
    expect(asked).toHaveLength(2)
  })

  it('one that waited to be chosen again and was put away uses it up all the same', async () => {
    browser.gone.add(MADE.url)
    await give(MADE)
    await ask()
    await hear(YES)
    await browser.worker?.waiting.drop(all().map(({ id }) => id))
    await give(MADE)
    expect(browser.disk).toEqual(['shapes.zip'])
    await give(MADE)
    await hear()
    await give(MADE)
    expect(browser.disk).toEqual(['shapes.zip'])
  })

  it('comes when its page is closed while it is on its way, and is used up', async () => {
    await give()
    await ask()
    browser.slow = 'body'
    await hear(YES)
    await browser.worker?.waiting.drop(all().map(({ id }) => id))
    await browser.hurry()
    expect(browser.rows.at(-1)).toBe('shapes.zip allowed')
    await give(copy(2))
    expect(browser.disk).toEqual(['shapes.zip'])
  })

  it('one that failed gives it back: it can be chosen again until the end of the yes', async () => {
    browser.gone.add(MADE.url)
    await give(MADE)
    await ask()
    await hear(YES)
    expect(waiting()).toEqual(['shapes.zip again'])
    // The pass is a quarter of an hour's; the yes is an hour's.
    browser.now = T + 20 * 60_000
    await give({ ...MADE, url: 'blob:https://maths.test/2' })
    expect(browser.disk).toEqual(['shapes.zip'])
  })

  it('lets nothing of another host through, on the same page', async () => {
    const page = 'https://sites.test/ada'
    const file = { ...PACK, url: 'https://maths.test/shapes.zip', referrer: page }
    browser.gone.add(file.url)
    await give(file)
    await ask()
    await hear(YES)
    await give({ ...PACK, url: 'https://evil.test/shapes.zip', referrer: page })
    expect(browser.disk).toEqual([])
    await give(file)
    expect(browser.disk).toEqual(['shapes.zip'])
  })
})

describe('what was taken back', () => {
  it('takes the pass with it, and the pupil may ask anew', async () => {
    browser.gone.add(MADE.url)
    await give(MADE)
    await ask()
    await hear(YES)
    await hear({ state: 'ended', with: 'teacher' })
    expect(waiting()).toEqual(['shapes.zip adult'])
    expect(await standing()).toMatchObject({ state: 'ended' })
    await give(MADE)
    expect(browser.disk).toEqual([])
  })

  it('leaves a pupil’s own pass alone', async () => {
    await work({ kinds: { archive: 'ask' } })
    browser.gone.add(MADE.url)
    await give(MADE)
    await browser.worker?.saving.yes(all().map(({ id }) => id))
    await hear()
    await give(MADE)
    expect(browser.disk).toEqual(['shapes.zip'])
  })
})

it('what a child asked for is neither shown nor used for the next one at the cover', async () => {
  await give()
  await ask()
  decided = YES
  await asking.sync()
  await browser.worker?.waiting.leave()
  await asking.forget()
  await work()
  await give()
  expect(browser.disk).toEqual([])
  expect(await standing()).toBeUndefined()
  await hear()
  expect(browser.disk).toEqual([])
})

describe('without a network', () => {
  it('is kept, survives the worker, is sent later; the yes is heard by another worker', async () => {
    isOnline = false
    await give()
    await ask()
    expect(await standing()).toMatchObject({ state: 'kept' })
    await work()
    expect(await standing()).toMatchObject({ state: 'kept' })
    isOnline = true
    await hear()
    expect(asked).toHaveLength(1)
    await work()
    await hear(YES)
    expect(browser.disk).toEqual(['shapes.zip'])
  })

  it('a yes that was heard is done by the next worker', async () => {
    await give()
    await ask()
    decided = YES
    await asking.sync()
    isOnline = false
    expect(browser.disk).toEqual([])
    await work()
    expect(browser.disk).toEqual(['shapes.zip'])
  })

  it.each(Array.from({ length: 14 }, (_, i) => [i + 1, i % 2 === 0] as const))(
    'comes, whole and in the end once asked for, when a worker ends at its step %d (done: %s)',
    async (diesAt, lastStepDone) => {
      await give()
      await ask()
      decided = YES
      await work(ADULTS, { diesAt, lastStepDone })
      await hear()
      await work()
      await hear()
      await hear()
      expect(new Set(browser.disk)).toEqual(new Set(['shapes.zip']))
      expect(waiting()).toEqual(['shapes.zip saved'])
      await give({ ...PACK, url: 'https://maths.test/later' })
      expect(waiting()).toContain('shapes.zip adult')
    },
  )

  it('after its end a yes opens nothing', async () => {
    await give()
    await ask()
    decided = YES
    await asking.sync()
    isOnline = false
    now = T + HOUR
    await files.follow()
    await flush()
    expect(browser.disk).toEqual([])
    expect(await standing()).toMatchObject({ state: 'ended' })
  })

  it('one that was taken back opens nothing when the file comes again', async () => {
    await give()
    await ask()
    await browser.worker?.waiting.drop(all().map(({ id }) => id))
    await hear(YES)
    decided = { state: 'ended', with: 'teacher' }
    await give()
    expect(browser.disk).toEqual([])
  })
})

describe('a yes opens nothing else', () => {
  it.each<[string, Partial<Parameters<FakeBrowser['begin']>[0]>]>([
    ['another name', { name: 'other.zip' }],
    ['another host', { url: 'https://other.test/file' }],
    ['another size', { bytes: 90_000 }],
    ['another kind', { name: 'shapes.bin', mime: 'application/octet-stream' }],
  ])('%s', async (_what, other) => {
    await work({ kinds: { archive: 'adult', other: 'adult' } })
    await give()
    await ask()
    await browser.worker?.waiting.drop(all().map(({ id }) => id))
    await hear(YES)
    await give({ ...PACK, ...other })
    expect(browser.disk).toEqual([])
    expect(waiting()).toHaveLength(1)
  })

  it('what is blocked by now', async () => {
    await give()
    await ask()
    await work({ kinds: { archive: 'block' } })
    await hear(YES)
    expect(browser.disk).toEqual([])
    expect(waiting()).toEqual(['shapes.zip blocked'])
  })

  it('for somebody else', async () => {
    await give()
    await ask()
    browser.person = 'ben@school.test'
    await hear(YES)
    await give()
    expect(browser.disk).toEqual([])
    expect(waiting()).toEqual(['shapes.zip adult'])
  })

  it('what its address gives instead', async () => {
    await give()
    await ask()
    browser.instead.set('https://maths.test/file', { name: 'setup.exe', mime: 'application/x-msdownload' })
    await hear(YES)
    expect(browser.disk).toEqual([])
  })

  it('a pupil’s own pass lets through nothing that is an adult’s by now', async () => {
    await work({ kinds: { archive: 'ask' } })
    browser.gone.add(MADE.url)
    await give(MADE)
    await browser.worker?.saving.yes(all().map(({ id }) => id))
    expect(waiting()).toEqual(['shapes.zip again'])
    await work()
    await give(MADE)
    expect(browser.disk).toEqual([])
  })
})

it('of what is blocked, or nobody can say where it comes from, no adult is asked', async () => {
  await work({ kinds: { archive: 'adult' } })
  await give({ name: 'setup.exe', mime: 'application/x-msdownload' })
  browser.front = ''
  await give({ ...PACK, url: 'data:application/zip,x' })
  await ask()
  expect(asked).toEqual([])
  expect(await Promise.all(all().map((file) => files.view(file)))).toEqual([
    undefined,
    { may: 'closed', waits: false },
  ])
})
