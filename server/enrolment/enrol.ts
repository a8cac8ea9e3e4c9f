/** An ask, from the signed request to the state it is answered with. The signature has been verified. */
import type { Place } from '../../lib/policy/document.ts'
import type { Claim, EnrolmentState } from '../../lib/protocol/wire.ts'
import type { Database } from '../db/open.ts'
import type { People } from '../db/people.ts'
import { Refusal } from '../errors.ts'
import { foldEarlier } from './endings.ts'
import { isExpected, vouch } from './expected.ts'
import {
  claimColumns,
  deviceColumns,
  findInstallation,
  holdersOf,
  type Installation,
  isLetInByItself,
  isUndecided,
  personElsewhere,
  seen,
  setState,
} from './installations.ts'
import { ACTIVE, isPersonElsewhere, judge, type Judgement, notOver, successor } from './judge.ts'
import { tokenFor } from './tokens.ts'
import { makeRoom, RETRY_AFTER_SECONDS, type WaitingList } from './waiting-list.ts'
import { currentWindow, isFlood, type OpenWindow, takePlace, undoWindow } from './windows.ts'

export interface Ask {
  readonly installation: string
  readonly publicKey: Uint8Array
  readonly token: string
  readonly claim: Claim
  readonly place: Place
  /** The network it comes from, hashed. */
  readonly network: string
  readonly now: number
}

export class Enrolment {
  readonly #db: Database
  readonly #people: People
  readonly waiting: WaitingList
  /** Asks since the open window had no place left, by window. */
  #excess = { window: 0, asks: 0 }

  constructor(db: Database, people: People, waiting: WaitingList) {
    this.#db = db
    this.#people = people
    this.waiting = waiting
  }

  /** Answers an ask. Repeating one is harmless. Throws a Refusal for a token that may not ask, or too many asks. */
  async ask(ask: Ask): Promise<EnrolmentState> {
    const known = await findInstallation(this.#db, ask.installation)
    if (known) return this.contact(known, ask)
    const token = await tokenFor(this.#db, ask.token, ask.now)
    if ('error' in token) {
      const message =
        token.error === 'unknown'
          ? 'The enrolment token is not one of this server: check the enrolment token in managed values.'
          : `The enrolment token is ${token.error}: put a current one into managed values.`
      throw new Refusal(403, 'token', message, { field: 'token' })
    }
    const window = await currentWindow(this.#db, ask.now)
    if (window && window.used >= window.most) await this.#countExcess(window, ask.now)
    // Judged once without writing: a stranger in a flood costs no transaction.
    const first = await this.#judge(this.#db, ask, undefined, window)
    const stranger = first.state === 'waiting' && first.reason === 'asked'
    if (stranger && !this.waiting.mayAsk(token.id, ask.network, ask.installation, ask.now)) {
      return this.#sendAway(token.id, ask.now)
    }
    if (first.state !== 'confirmed' && !(await makeRoom(this.#db, ask.now)))
      return this.#sendAway(token.id, ask.now)
    return this.#admit(ask, token.id)
  }

  /** A known installation spoke: what it says is noted, and an open question is judged again. */
  async contact(
    installation: Installation,
    contact: Pick<Ask, 'claim' | 'place' | 'now'>,
  ): Promise<EnrolmentState> {
    return this.#db.transaction().execute(async (trx) => {
      await seen(trx, this.#people, installation, contact)
      if (!isUndecided(installation)) {
        if (installation.state !== 'confirmed') return installation.state
        if (await this.#isNotAlone(trx, installation, contact)) return 'held'
        return this.#stillWho(trx, installation, contact)
      }
      const window = await currentWindow(trx, contact.now)
      const ask = { ...contact, installation: installation.installation }
      const judgement = await this.#judge(trx, ask, installation, window)
      if (judgement.state === installation.state && judgement.reason === installation.state_reason) {
        return installation.state
      }
      await this.#decide(trx, installation.id, judgement, window, contact.now)
      return judgement.state
    })
  }

  /**
   * A confirmed installation that names another person than the one it stands for is held when that person is at
   * work elsewhere. One that stays who it was is let be: a computer at school that was left running is no fault.
   */
  async #stillWho(
    db: Database,
    installation: Installation,
    { claim, place, now }: Pick<Ask, 'claim' | 'place' | 'now'>,
  ): Promise<EnrolmentState> {
    const person = claim.person ? await this.#people.find(db, claim.person.name) : null
    if (person === null || person === (installation.settled_person ?? installation.person)) return 'confirmed'
    const elsewhere = await personElsewhere(db, person, installation.installation, now)
    if (!isPersonElsewhere(now, place, elsewhere)) return 'confirmed'
    await setState(db, installation.id, { state: 'held', reason: 'person-elsewhere' }, now)
    return 'held'
  }

  /**
   * A throw-away profile that was let in by itself is held when the one before it speaks again, or when it speaks
   * again itself after another. That one is held too where it is at work: which is the device, nobody can tell. From
   * away, it is not this one.
   */
  async #isNotAlone(
    db: Database,
    installation: Installation,
    { place, now }: Pick<Ask, 'place' | 'now'>,
  ): Promise<boolean> {
    if (!isLetInByItself(installation)) return false
    const { first_seen: firstSeen, state_since: since, directory_id, asset_id } = installation
    const device = { directoryId: directory_id ?? undefined, assetId: asset_id ?? undefined }
    const holders = await holdersOf(db, device, installation.installation)
    const later = successor({ now, since, place }, holders)
    const other = later ?? notOver({ now, firstSeen }, holders)
    if (!other) return false
    const hold = (id: number, contestedWith: string) =>
      setState(db, id, { state: 'held', reason: 'device-active-elsewhere', contestedWith }, now)
    if (later && place !== 'away' && now - later.lastSeen < ACTIVE) {
      const rival = await findInstallation(db, later.installation)
      if (rival && isLetInByItself(rival)) await hold(rival.id, installation.installation)
    }
    await hold(installation.id, other.installation)
    return true
  }

  /** Both in one transaction: two asks cannot both be the first to claim a device. */
  async #admit(ask: Ask, token: number): Promise<EnrolmentState> {
    return this.#db.transaction().execute(async (trx) => {
      const raced = await findInstallation(trx, ask.installation)
      if (raced) return raced.state
      const window = await currentWindow(trx, ask.now)
      const judgement = await this.#judge(trx, ask, undefined, window)
      const { id } = await trx
        .insertInto('installations')
        .values({
          installation: ask.installation,
          public_key: ask.publicKey,
          state: 'waiting',
          state_reason: 'asked',
          state_since: ask.now,
          token,
          enrolment_window: null,
          ...deviceColumns(ask.claim),
          ...(await claimColumns(trx, this.#people, ask.claim)),
          contested_with: null,
          first_seen: ask.now,
          last_seen: ask.now,
          times_seen: 1,
          asked_from: ask.network,
          place: ask.place,
          written: 0,
          stored: 0,
          acknowledged: 0,
          behind_since: null,
          policy_epoch: null,
          policy_number: null,
          lists_epoch: null,
          lists_number: null,
          enforcing: null,
          problems: '[]',
          problem_words: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await this.#decide(trx, id, judgement, window, ask.now)
      await trx
        .updateTable('tokens')
        .set((e) => ({ uses: e('uses', '+', 1), last_used: ask.now }))
        .where('id', '=', token)
        .execute()
      return judgement.state
    })
  }

  async #judge(
    db: Database,
    ask: Pick<Ask, 'installation' | 'claim' | 'place' | 'now'>,
    installation: Installation | undefined,
    window: OpenWindow | undefined,
  ): Promise<Judgement> {
    const { claim, place, now } = ask
    const person = claim.person ? await this.#people.find(db, claim.person.name) : null
    return judge({
      now,
      firstSeen: installation?.first_seen ?? now,
      ephemeral: claim.ephemeral,
      place,
      expected: await isExpected(db, claim),
      holders: await holdersOf(db, claim, ask.installation),
      personElsewhere: await personElsewhere(db, person, ask.installation, now),
      windowOpen: window !== undefined && window.used < window.most,
    })
  }

  async #decide(
    db: Database,
    id: number,
    judgement: Judgement,
    window: OpenWindow | undefined,
    now: number,
  ): Promise<void> {
    const byWindow = judgement.state === 'confirmed' && judgement.reason === 'window' ? window : undefined
    if (byWindow) await takePlace(db, byWindow)
    await setState(db, id, { ...judgement, window: byWindow?.id }, now)
    if (judgement.state !== 'confirmed') return
    const one = await db
      .selectFrom('installations')
      .select(['ephemeral', 'directory_id', 'asset_id'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (byWindow) await vouch(db, one, `window:${byWindow.id}`, now)
    await foldEarlier(db, id)
  }

  async #countExcess(window: OpenWindow, now: number): Promise<void> {
    if (this.#excess.window !== window.id) this.#excess = { window: window.id, asks: 0 }
    this.#excess.asks += 1
    if (isFlood(this.#excess.asks, window.most)) await undoWindow(this.#db, window.id, now)
  }

  #sendAway(token: number, now: number): never {
    this.waiting.fold(this.#db, token, now)
    throw new Refusal(429, 'rate', 'Too many new installations are asking: ask again in a minute.', {
      retryAfter: RETRY_AFTER_SECONDS,
    })
  }
}
