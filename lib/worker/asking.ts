/** Asking for pages and files, put together: what is kept of it, what goes to the server, and what pages are answered. */
import type { Client } from '../device/client.ts'
import type { Handlers } from '../messages/router.ts'
import type { FrameEvent } from '../navigation/frame-stops.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { askingAnswers, canBeAskedFor } from './asking-answers.ts'
import type { FileAskingParts } from './file-asking.ts'
import { FrameAsks } from './frame-asks.ts'
import { KeptAsks } from './kept-asks.ts'
import type { Kerb } from './kerb.ts'
import type { KeptDocuments } from './kept-documents.ts'
import { PageAsking, type PageAskingParts } from './page-asking.ts'
import type { PersonKeeper } from './person.ts'
import { words } from './words.ts'

export interface AskingParts {
  readonly kerb: Pick<Kerb, 'judge' | 'storage' | 'clock' | 'facts' | 'faults'>
  readonly installation: PageAskingParts['installation']
  readonly documents: Pick<KeptDocuments, 'enrolment'>
  readonly person: Pick<PersonKeeper, 'current'>
  readonly link: { client(): Promise<Client | null> }
}

export interface AskingRoom {
  load(): Promise<void>
  /** Sends what waits, and hears how everything stands. Never rejects. */
  sync(): Promise<void>
  /** For files, which are asked for in the same way. */
  readonly asks: Pick<PageAsking, keyof FileAskingParts['asking'] | 'forget'>
  /** For the notice in place of a stopped frame; undefined where nobody can be asked for it. */
  tokenFor(stopped: FrameEvent, verdict: Verdict): Promise<string | undefined>
  readonly answers: Pick<Handlers, 'asking' | 'ask-for' | 'ask-frame'>
}

export function createAsking({ kerb, installation, documents, person, link }: AskingParts): AskingRoom {
  const { judge, storage, clock, facts, faults } = kerb
  const now = () => clock.now().at
  const kept = new KeptAsks(storage.local, now)
  const frames = new FrameAsks(storage.session)
  const asking = new PageAsking({
    kept,
    session: storage.session,
    installation,
    person: () => person.current?.name,
    client: () => link.client(),
    enrolment: async () => {
      const server = facts.current.managed?.values.serverAddress
      return server === undefined ? undefined : documents.enrolment.get(server)
    },
    now,
    faults,
  })
  return {
    load: () => kept.load(),
    sync: () => asking.sync(),
    asks: asking,
    async tokenFor({ tabId, parentDocumentId: documentId, url }, verdict) {
      if (documentId === undefined || !canBeAskedFor(verdict)) return undefined
      return (await asking.may()) === 'yes' ? frames.tokenFor({ tabId, documentId, url }) : undefined
    },
    answers: askingAnswers({ judge, asking, frames, words }),
  }
}
