/** The worker's answers to our own pages: everything they show is made here, from what holds at this moment. */
import type { Handlers } from '../messages/router.ts'
import { unnamedExplanation, unnamedStatus } from '../messages/unnamed.ts'
import type { ActivityStore } from '../activity/store.ts'
import type { Outbox } from '../activity/outbox.ts'
import type { Installation } from '../device/keys.ts'
import type { Ruling } from '../navigation/judge.ts'
import type { AskingRoom } from './asking.ts'
import type { Verdict } from '../verdict/verdict.ts'
import type { ConcernHandlers } from './concern-answers.ts'
import type { DownloadRoom } from './download-room.ts'
import type { Kerb } from './kerb.ts'
import type { KeptDocuments } from './kept-documents.ts'
import type { KnowingRoom } from './knowing.ts'
import { lessonCards } from './lesson-cards.ts'
import type { ReportHandlers } from './report-ways.ts'
import { explanation } from './explanation.ts'
import { createPausing } from './pausing.ts'
import { createPrompts } from './prompts.ts'
import type { SelfChecks } from './self-checks.ts'
import { settings, status } from './status.ts'
import type { StatusParts, Versions } from './status.ts'

export interface AnswersParts {
  readonly kerb: Kerb
  readonly statusParts: () => StatusParts
  readonly store: Promise<ActivityStore>
  readonly outbox: Promise<Outbox>
  readonly installation: Promise<Installation>
  readonly documents: KeptDocuments
  readonly versions: () => Versions
  readonly reporting: ConcernHandlers & ReportHandlers
  readonly asking: AskingRoom['answers']
  readonly agreement: Pick<Handlers, 'agreement' | 'agree'>
  readonly guard: Pick<Handlers, 'guard.saw' | 'guard.bring'>
  readonly record: Pick<Handlers, 'record'>
  readonly selfCheck: SelfChecks['byHand']
  readonly downloads: DownloadRoom['answers']
  readonly knowing: Pick<KnowingRoom, 'answers' | 'unread' | 'locking' | 'cover' | 'doctor'>
  /** What the browser shows for us in words is said anew. */
  readonly speak: () => Promise<unknown>
  /** Resolves when the worker knows what to say of itself. */
  readonly known: () => Promise<void>
}

export function createAnswers(parts: AnswersParts): Handlers {
  const { kerb } = parts
  const isCovered = async () => (await parts.knowing.cover.state()) !== null
  const judged = async (url: string): Promise<{ ruling: Ruling; verdict: Verdict }> => {
    await kerb.judge.readyFor(url, 'page')
    const ruling = kerb.judge.ruling()
    const verdict = kerb.judge.verdict(url, 'page')
    if (!ruling || !verdict) throw new Error('no policy is in memory')
    return { ruling, verdict }
  }
  return {
    ...parts.reporting,
    ...parts.asking,
    ...parts.agreement,
    ...parts.guard,
    ...parts.record,
    ...parts.downloads,
    ...createPausing(kerb, kerb.help),
    ...createPrompts(kerb, kerb.help),
    ...parts.knowing.answers,
    async explain({ url }) {
      const { ruling, verdict } = await judged(url)
      const told = explanation(url, ruling, verdict, kerb.clock.now())
      return (await isCovered()) ? unnamedExplanation(told) : told
    },
    async continue({ url }) {
      const { verdict } = await judged(url)
      if (verdict.action !== 'warn') return { ok: false }
      await kerb.recorder.sighting({ kind: 'continued' }, url, verdict)
      return { ok: true, until: await kerb.continued.add(url) }
    },
    async language() {
      await parts.speak()
      return {}
    },
    async status() {
      await parts.known()
      const told = { ...status(parts.statusParts()), ...(await parts.knowing.unread()) }
      return (await isCovered()) ? unnamedStatus(told) : told
    },
    async lesson() {
      await kerb.ready
      const ruling = kerb.judge.ruling()
      if (!ruling) throw new Error('no policy is in memory')
      const { school, timeZone } = ruling.policy
      const now = kerb.clock.now()
      const lessons = lessonCards(ruling.policy, now)
      // The page leaves its tab to the browser, whose new tab page may be a web site that the rules still close.
      if (lessons.length === 0) await kerb.enforcement.renew(now.at)
      return { lessons, school, timeZone, now: now.at }
    },
    doctor: parts.knowing.doctor,
    'self-check': parts.selfCheck,
    async settings() {
      await parts.known()
      const [{ id }, store, outbox] = await Promise.all([parts.installation, parts.store, parts.outbox])
      const server = kerb.facts.current.managed?.values.serverAddress
      const enrolment = server === undefined ? undefined : await parts.documents.enrolment.get(server)
      const [written, acknowledged] = await Promise.all([store.highest(), outbox.acknowledged()])
      const delivered = { installation: id, enrolment: enrolment ?? ('none' as const), written, acknowledged }
      return {
        ...settings(parts.statusParts(), delivered, parts.versions()),
        ...(await parts.knowing.locking()),
      }
    },
  }
}
