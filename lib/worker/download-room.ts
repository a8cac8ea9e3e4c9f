/** Downloads, put together: what waits, what was let through, and the answers to the page that asks. */
import { type DownloadHandlers, downloads as port, showPrompt } from '../browser/downloads.ts'
import { tabInFront } from '../browser/report.ts'
import type { Waiting } from '../download/waiting.ts'
import type { Asking } from '../messages/asking.ts'
import type { FileCard } from '../messages/download.ts'
import type { Handlers } from '../messages/router.ts'
import { downloadRecord } from './download-rows.ts'
import { Downloads } from './downloads.ts'
import { FileAsking, type FileAskingParts } from './file-asking.ts'
import type { Kerb } from './kerb.ts'
import type { PageAsking } from './page-asking.ts'
import type { PersonKeeper } from './person.ts'
import { SavingDownloads } from './saving-downloads.ts'
import { SettledDownloads } from './settled-downloads.ts'
import { WaitingDownloads } from './waiting-downloads.ts'

export interface DownloadRoom {
  load(): Promise<void>
  readonly handlers: DownloadHandlers
  /** After rules were made: somebody else may be at the device. Never rejects. */
  forgetOthers(): Promise<unknown>
  /** Whoever is there is another person: what waits, what was let through and what was asked for is theirs no more. */
  forget(): Promise<unknown>
  /** At the worker's start. */
  look(): Promise<void>
  /** After it was heard how requests stand. Never rejects. */
  follow(): Promise<unknown>
  readonly answers: Pick<Handlers, 'downloads' | 'download.yes' | 'download.no' | 'download.ask'>
}

const card = (
  { id, name, kind, bytes, host, state, reason }: Waiting,
  asking: Asking | undefined,
): FileCard => ({
  id,
  name,
  kind,
  bytes,
  host: host ?? '',
  state,
  reason,
  ...(asking && { asking }),
})

export function createDownloads(
  kerb: Pick<Kerb, 'judge' | 'storage' | 'clock' | 'recorder' | 'faults'>,
  person: Pick<PersonKeeper, 'current'>,
  asking: FileAskingParts['asking'] & Pick<PageAsking, 'forget'>,
): DownloadRoom {
  const { judge, recorder, faults } = kerb
  const { session, local } = kerb.storage
  const now = () => kerb.clock.now().at
  const wall = () => Date.now()
  const waiting = new WaitingDownloads(session, now, () => person.current?.name)
  const settled = new SettledDownloads(local, wall)
  const front = async () => (await tabInFront())?.url
  const record = downloadRecord({ recorder, judge })
  const files = new FileAsking({ asking, waiting, saving: () => saving, prompt: showPrompt })
  const landed = (ask: string) => files.landed(ask)
  const saving: SavingDownloads = new SavingDownloads({ judge, port, waiting, record, landed, wall })
  const downloads = new Downloads({
    judge,
    port,
    waiting,
    settled,
    saving,
    record,
    approved: () => files.recheck(),
    prompt: showPrompt,
    now,
    front,
    faults,
  })
  return {
    load: async () => void (await Promise.all([waiting.load(), settled.load()])),
    handlers: {
      naming: (item, settle) => downloads.naming(item, settle),
      changed: (id) => void faults.run('download', () => downloads.changed(id)),
    },
    forgetOthers: () => faults.run('download-person', () => waiting.forgetOthers()),
    forget: () => Promise.all([waiting.leave(), asking.forget()]),
    async look() {
      await downloads.look()
      await files.follow()
    },
    follow: () =>
      faults.run('download-asked', async () => {
        await judge.ready
        await files.follow()
      }),
    answers: {
      async downloads() {
        await judge.ready
        const ruling = judge.ruling()
        if (!ruling) throw new Error('no policy is in memory')
        await waiting.shown()
        const cards = waiting.told().map(async (file) => card(file, await files.view(file)))
        const { school, timeZone } = ruling.policy
        return { files: await Promise.all(cards), school, timeZone, now: now() }
      },
      async 'download.yes'({ ids }) {
        await saving.yes(ids)
        return { ok: true }
      },
      async 'download.no'({ ids }) {
        await judge.ready
        const stay = await files.pending()
        await waiting.drop(ids.filter((id) => !stay.includes(id)))
        return { more: waiting.hasMore(ids) }
      },
      async 'download.ask'({ id, why }) {
        await judge.ready
        await files.ask(id, why)
        return { ok: true }
      },
    },
  }
}
