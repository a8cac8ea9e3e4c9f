/**
 * The link to the school server: enrolment, heartbeat, documents. One round each minute; every answer may prove the
 * time, say where the device is, and tell of a newer policy. The server being away changes nothing for the pupil.
 */
import type { ServerCount } from '../activity/outbox.ts'
import { createClient } from '../device/client.ts'
import type { Client } from '../device/client.ts'
import { enrol, mustEnrol } from '../device/enrolment.ts'
import { type DocumentKind, type DocumentOf, type DocumentStore } from '../device/fetch-documents.ts'
import { fetchDocument, type Waiting } from '../device/fetch-documents.ts'
import { type HeartbeatAnswer, sendHeartbeat } from '../device/heartbeat.ts'
import type { Claim } from '../device/identity.ts'
import type { Installation } from '../device/keys.ts'
import { isPaused, type Pause, pauseAfter } from '../device/pause.ts'
import { WireError } from '../protocol/wire-error.ts'
import type { Place, Version } from '../policy/document.ts'
import type { HeldLesson, Lesson } from '../policy/lesson.ts'
import type { ManagedConfig } from '../policy/managed.ts'
import { isNewer } from '../protocol/version.ts'
import type { EnrolmentState } from '../protocol/wire.ts'
import type { Versions } from './enforcement.ts'
import { codeOf, faultOf, type Faults } from './faults.ts'
import type { CarriedLists } from './lists/room.ts'
import type { Problem } from './problems.ts'

/** How this installation stands with a server, kept across restarts. */
export interface EnrolmentStore {
  get(server: string): Promise<EnrolmentState | undefined>
  set(server: string, state: EnrolmentState): Promise<void>
}

export interface ServerLinkParts {
  readonly installation: Promise<Installation>
  readonly managed: () => ManagedConfig | null
  readonly claim: () => Promise<Claim>
  readonly documents: DocumentStore
  readonly enrolment: EnrolmentStore
  /** Who the documents were last fetched for, in this browser session's memory. */
  readonly reader: { get(): Promise<string | undefined>; set(reader: string): Promise<void> }
  /** How long the server asked to be left alone, in this browser session's memory. */
  readonly pause: { get(): Promise<Pause | undefined>; set(pause: Pause): Promise<void> }
  /** Kerb's own time, epoch milliseconds. */
  readonly now: () => number
  /** What the heartbeat says of this device. `inForce`: the documents whose rules the browser has. */
  readonly state: () => Promise<{
    written: number
    enforcing: string | undefined
    inForce: Versions
    holding: readonly HeldLesson[]
    problems: readonly Problem[]
  }>
  readonly faults: Faults
  readonly checkLists: (document: DocumentOf[DocumentKind]) => Problem | undefined
  /** Lists too many for memory, which come beside their document. */
  readonly carried: Pick<CarriedLists, 'isHere' | 'isWhole' | 'look' | 'mayAsk'>
  readonly proved: (time: number) => Promise<unknown>
  readonly placed: (place: Place) => Promise<void>
  readonly counted: (count: ServerCount) => Promise<unknown>
  /** What the server says of lessons, in place of what it said before. */
  readonly lessons: (sent: readonly Lesson[], at: number) => Promise<unknown>
  /** What else it says: of its safeguarding keys and mail, how long it keeps what it is sent, whether it wants a self-check. */
  readonly told: (
    said: Pick<HeartbeatAnswer, 'safeguarding' | 'mail' | 'keptDays' | 'selfCheck'>,
    client: Client,
  ) => Promise<unknown>
  /** A newer document is in its store. */
  readonly accepted: () => Promise<void>
}

export class ServerLink {
  private readonly parts: ServerLinkParts
  private made: { readonly server: string; readonly client: Client } | null = null
  private readonly waiting: Waiting = new Map()
  private paused: Pause | undefined

  constructor(parts: ServerLinkParts) {
    this.parts = parts
  }

  /** The client for the server that managed values name, or null while they name none. */
  async client(): Promise<Client | null> {
    const server = this.parts.managed()?.values.serverAddress
    if (server === undefined) return null
    if (this.made?.server !== server)
      this.made = { server, client: createClient({ server, installation: await this.parts.installation }) }
    return this.made.client
  }

  /** One round. Never rejects. @returns what is in the way, empty when all is well */
  async round(): Promise<Problem[]> {
    try {
      const client = await this.client()
      if (!client) return []
      const waits = await this.mustWait()
      if (waits) return [waits]
      await this.enrolIfNew(client)
      return await this.beat(client).catch(async (error: unknown) => {
        if (!mustEnrol(error)) throw error
        await this.enrol(client)
        return this.beat(client)
      })
    } catch (error) {
      if (!(error instanceof WireError)) return [faultOf('server', error)]
      const problem = { code: `server:${error.code}`, detail: error.message }
      await this.pauseAfter(error, problem)
      return [problem]
    }
  }

  /** Leaves the server alone for as long as it asks. */
  private async pauseAfter(failure: WireError, problem: Problem): Promise<void> {
    const { managed, now, pause } = this.parts
    const asked = pauseAfter(failure, managed()?.values.serverAddress ?? '', Math.random(), now())
    if (!asked) return
    this.paused = { ...asked, problem }
    // For the next worker. Where it cannot be kept, the server is asked earlier than it wished, and says so again.
    await pause.set(this.paused).catch(() => undefined)
  }

  /** What the server said when it asked to be left alone, or undefined when it may be asked. */
  private async mustWait(): Promise<Problem | undefined> {
    const { managed, now, pause } = this.parts
    const kept = this.paused ?? (await pause.get().catch(() => undefined))
    return isPaused(kept, managed()?.values.serverAddress ?? '', now()) ? kept.problem : undefined
  }

  /**
   * False while the server does not know this installation, or lets it wait: on a shared device it may wait for the
   * one before it to have been silent for long enough, which is soon.
   */
  async isSettled(): Promise<boolean> {
    const server = this.parts.managed()?.values.serverAddress
    if (server === undefined) return true
    const state = await this.parts.enrolment.get(server)
    return state !== undefined && state !== 'waiting'
  }

  private async enrolIfNew(client: Client): Promise<void> {
    const server = this.parts.managed()?.values.serverAddress ?? ''
    if ((await this.parts.enrolment.get(server)) === undefined) await this.enrol(client)
  }

  private async enrol(client: Client): Promise<void> {
    const values = this.parts.managed()?.values
    if (!values) return
    const [installation, claim] = await Promise.all([this.parts.installation, this.parts.claim()])
    const answer = await enrol(client, installation, values.enrolmentToken ?? '', claim)
    await this.parts.proved(answer.time)
    await this.parts.enrolment.set(values.serverAddress ?? '', answer.state)
    await this.parts.faults.run('placed', () => this.parts.placed(answer.place))
  }

  private async beat(client: Client): Promise<Problem[]> {
    const [policy, lists, locked, claim, state] = await Promise.all([
      this.held('policy'),
      this.held('lists'),
      this.held('locked'),
      this.parts.claim(),
      this.parts.state(),
    ])
    const { inForce } = state
    const areHere = inForce.lists !== undefined && (await this.parts.carried.isHere())
    const answer = await sendHeartbeat(client, {
      written: state.written,
      // What is held is not yet in force: a browser may have refused its rules.
      ...(inForce.policy && { policy: inForce.policy }),
      ...(areHere && { lists: inForce.lists }),
      ...(state.enforcing !== undefined && { enforcing: state.enforcing.slice(0, 100) }),
      claim,
      ...(state.holding.length > 0 && { holding: [...state.holding] }),
      problems: [...state.problems],
    })
    await this.parts.proved(answer.time)
    await this.parts.enrolment.set(this.parts.managed()?.values.serverAddress ?? '', answer.state)
    void this.parts.carried.look()
    // Each by itself: a full disk must not keep a newer policy from being fetched.
    await this.parts.faults.run('placed', () => this.parts.placed(answer.place))
    await this.parts.faults.run('counted', () => this.parts.counted(answer))
    await this.parts.faults.run('safeguarding', () => this.parts.told(answer, client))
    const { lessons, lessonsAt = answer.time } = answer
    if (lessons !== undefined)
      await this.parts.faults.run('lessons', () => this.parts.lessons(lessons, lessonsAt))
    // The server leaves out of a policy what concerns other people, so another reader gets another one under the
    // same version. Asking is cheap: the tag says when nothing is different.
    const reader = `${answer.state} ${claim.person?.name ?? ''}`
    // Not to know for whom they were fetched is as good as another reader.
    const another = (await this.parts.reader.get().catch(() => undefined)) !== reader
    const found = await this.documents(client, answer, { policy, lists, locked }, another)
    if (another && found.length === 0) await this.parts.reader.set(reader)
    return found
  }

  private async documents(
    client: Client,
    answer: HeartbeatAnswer,
    held: Record<DocumentKind, Version | undefined>,
    anyway: boolean,
  ): Promise<Problem[]> {
    const found = await Promise.all(
      (['policy', 'lists', 'locked'] as const).map(async (kind) => {
        const offered = answer[kind]
        const known = held[kind]
        if (kind === 'lists' && !(await this.parts.carried.mayAsk(offered))) return []
        const isNew = anyway || !known || (offered && isNewer(offered, known))
        if (!offered || (!isNew && !(kind === 'policy' && (await this.isAnother(answer))))) return []
        return this.fetch(client, kind)
      }),
    )
    return found.flat()
  }

  /** The same version, but other content for who uses the device: something was opened for them, or closed again. */
  private async isAnother({ policyTag: tag, agreementTexts }: HeartbeatAnswer): Promise<boolean> {
    const kept = await this.parts.documents.get('policy').catch(() => undefined)
    if (kept === undefined) return false
    const has = kept.document.agreement?.texts.map(({ name }) => name) ?? []
    if (agreementTexts !== undefined && !isSameSet(agreementTexts, has)) return true
    // On the way a proxy may have made it a weak one.
    return tag !== undefined && kept.etag?.replace(/^W\//, '') !== tag
  }

  private async fetch(client: Client, kind: DocumentKind): Promise<Problem[]> {
    const keys = this.parts.managed()?.values.serverKeys ?? []
    const signKeys = keys.filter(({ use }) => use === 'sign').map(({ key }) => key)
    try {
      const fetched = await fetchDocument(kind, {
        client,
        store: this.parts.documents,
        signKeys,
        waiting: this.waiting,
        ...(kind !== 'policy' && { check: this.parts.checkLists }),
        isWhole: async (document) => !('index' in document) || this.parts.carried.isWhole(document),
      })
      if (fetched.state === 'new') await this.parts.faults.run('rules', () => this.parts.accepted())
      return fetched.state === 'kept' ? [fetched.problem] : []
    } catch (error) {
      return [{ code: `${kind}-not-kept`, detail: codeOf(error) }]
    }
  }

  /** Undefined also when it cannot be read; then `fetch` takes nothing, and says so. */
  private async held(kind: DocumentKind): Promise<Version | undefined> {
    const kept = await this.parts.documents.get(kind).catch(() => undefined)
    return kept?.document.version
  }
}

const isSameSet = (some: readonly string[], others: readonly string[]): boolean =>
  some.toSorted().join() === others.toSorted().join()
