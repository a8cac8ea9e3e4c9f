/** Downloads, put together: what waits, what was let through, and the answers to the page that asks. */
import { type DownloadHandlers, downloads as port, showPrompt } from '../browser/downloads.ts'
import { tabInFront } from '../browser/report.ts'
import type { Waiting } from '../download/waiting.ts'
import type { FileCard } from '../messages/download.ts'
import type { Handlers } from '../messages/router.ts'
import { downloadRecord } from './download-rows.ts'
import { Downloads } from './downloads.ts'
import type { Kerb } from './kerb.ts'
import type { PersonKeeper } from './person.ts'
import { SavingDownloads } from './saving-downloads.ts'
import { SettledDownloads } from './settled-downloads.ts'
import { WaitingDownloads } from './waiting-downloads.ts'

export interface DownloadRoom {
  load(): Promise<void>
  readonly handlers: DownloadHandlers
  /** After rules were made: somebody else may be at the device. Never rejects. */
  forgetOthers(): Promise<unknown>
  /** Whoever is there is another person: what waits for an answer is dropped. */
  forget(): Promise<unknown>
  /** At the worker's start. */
  look(): Promise<void>
  readonly answers: Pick<Handlers, 'downloads' | 'download.yes' | 'download.no'>
}

const card = ({ id, name, kind, bytes, host, state, reason }: Waiting): FileCard => ({
  id,
  name,
  kind,
  bytes,
  host: host ?? '',
  state,
  reason,
})

export function createDownloads(
  kerb: Pick<Kerb, 'judge' | 'storage' | 'clock' | 'recorder' | 'faults'>,
  person: Pick<PersonKeeper, 'current'>,
): DownloadRoom {
  const { judge, recorder, faults } = kerb
  const { session, local } = kerb.storage
  const now = () => kerb.clock.now().at
  const wall = () => Date.now()
  const waiting = new WaitingDownloads(session, now, () => person.current?.name)
  const settled = new SettledDownloads(local, wall)
  const front = async () => (await tabInFront())?.url
  const record = downloadRecord({ recorder, judge })
  const saving = new SavingDownloads({ judge, port, waiting, record, wall })
  const downloads = new Downloads({
    judge,
    port,
    waiting,
    settled,
    saving,
    record,
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
    forget: () => waiting.drop(waiting.all().map(({ id }) => id)),
    look: () => downloads.look(),
    answers: {
      async downloads() {
        await judge.ready
        const ruling = judge.ruling()
        if (!ruling) throw new Error('no policy is in memory')
        await waiting.shown()
        return { files: waiting.all().map(card), school: ruling.policy.school }
      },
      async 'download.yes'({ ids }) {
        await saving.yes(ids)
        return { ok: true }
      },
      async 'download.no'({ ids }) {
        await judge.ready
        await waiting.drop(ids)
        return { ok: true }
      },
    },
  }
}
