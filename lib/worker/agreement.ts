/**
 * The agreement in the worker: who agreed to what on this device, the text, its page. An acceptance is on the disk
 * first, then in the rules, then on its way to the school; the worker may end between any two of them.
 */
import { type MissingNow, missingNow } from '../agreement/missing.ts'
import type { Client } from '../device/client.ts'
import { AGREEMENT_NEWS, type AgreementView } from '../messages/agreement.ts'
import type { Handlers } from '../messages/router.ts'
import type { Agreement } from '../policy/agreed.ts'
import type { AgreementText, Given } from '../protocol/agreement.ts'
import { toBase64url } from '../protocol/bytes.ts'
import { oneAtATime } from '../rules/queue.ts'
import { AgreementTexts } from './agreement-text.ts'
import { Whose } from './agreement-whose.ts'
import type { FirstPage } from './first-pages.ts'
import { KeptAgreed, type KeptGiven } from './kept-agreed.ts'
import type { Kerb } from './kerb.ts'
import { noLongerThan } from './patience.ts'
import type { PersonKeeper } from './person.ts'
import { sendAgreed } from './send-agreed.ts'

export interface AgreementParts {
  readonly kerb: Pick<Kerb, 'ready' | 'storage' | 'clock' | 'facts' | 'faults' | 'enforcement'>
  readonly installation: Promise<{ readonly id: string }>
  readonly person: Pick<PersonKeeper, 'current' | 'load'>
  readonly client: () => Promise<Client | null>
  /** Where a profile does not last, nobody's acceptance is one browser session's. */
  readonly isShared: () => boolean
  readonly address: string
  /** It may be due that its page opens by itself. Never rejects. */
  readonly look: () => void
}

/** Who has just agreed waits this long to hear that the school knows, and for the text. Milliseconds. */
const SENT_WITHIN = 2_000
const TEXT_WITHIN = 4_000
const HERE_WITHIN = 1_000

export class AgreementRoom implements FirstPage {
  private readonly parts: AgreementParts
  private readonly kept: KeptAgreed
  private readonly texts: AgreementTexts
  private readonly whose: Whose
  /** Keeping waits for the disk alone: a round may hang on the network for as long as it likes. */
  private readonly keeping = oneAtATime()
  private readonly rounds = oneAtATime()

  constructor(parts: AgreementParts) {
    const { storage, faults } = parts.kerb
    this.parts = parts
    this.whose = new Whose({ ...parts, session: storage.session })
    this.kept = new KeptAgreed(storage.local, storage.session)
    const now = () => parts.kerb.clock.now().at
    this.texts = new AgreementTexts({
      local: storage.local,
      session: storage.session,
      client: parts.client,
      faults,
      now,
      random: Math.random,
    })
  }

  get address(): string {
    return this.parts.address
  }

  /** Its page opens by itself once a browser session for each person, text and year. */
  async due(): Promise<string | undefined> {
    await this.parts.kerb.ready
    const asked = this.asked()
    if (asked?.missing !== 'reading') return undefined
    return ['agreement', await this.whose.mark(this.whose.name), asked.agreement.text, asked.year].join(' ')
  }

  /** Before anything is judged. Rejects when the disk cannot be read. */
  async load(): Promise<void> {
    const { kerb, person } = this.parts
    // Each tells of its own failure; without them nobody is known.
    await kerb.facts.load().catch(() => undefined)
    if (person.current === undefined) await person.load().catch(() => undefined)
    await this.kept.load()
    // A database that does not answer must not hold up what protects: until it does, nothing counts as agreed to.
    await noLongerThan(HERE_WITHIN, this.follow())
  }

  /** Takes what whoever uses the device has agreed to into the facts. @returns whether that is something else */
  async follow(): Promise<boolean> {
    const { facts } = this.parts.kerb
    const person = this.whose.name
    const given = (await this.mine()).map(({ text, year }) => ({ text, year }))
    const agreed = { person: person.toLowerCase(), given }
    if (JSON.stringify(agreed) === JSON.stringify(facts.current.agreed)) return false
    await facts.change({ agreed })
    return true
  }

  /** The rules are in force. What follows takes its time, and may bring other rules. */
  enforced(): void {
    const { faults, enforcement } = this.parts.kerb
    void faults.run('agreement', async () => {
      // Management may have named somebody since.
      if (await this.follow()) return enforcement.refresh()
      await this.tell()
      this.parts.look()
    })
  }

  /** With each round: what waits goes to the server, and what may be read is here before anybody asks. */
  async sync(): Promise<void> {
    await this.rounds(async () => {
      const { faults, enforcement } = this.parts.kerb
      const asked = this.asked()
      await faults.run('agreement-send', async () => {
        await this.kept.settle()
        await this.kept.asks(asked?.agreement.text ?? '')
        await this.send()
      })
      // What the school refused counts no more; what it may take after all counts again.
      if (await this.follow()) await enforcement.refresh()
    })
    const asked = this.asked()
    // Neither what waits to be sent nor the rest of a round waits for a file that may take its time.
    if (asked !== undefined) void this.texts.prepare(asked.agreement)
  }

  /** The server has said which life of its database this is. */
  counted({ epoch }: { readonly epoch: number }): Promise<void> {
    return this.kept.serves(epoch)
  }

  answers(): Pick<Handlers, 'agreement' | 'agree'> {
    return {
      agreement: () => this.view(),
      agree: async ({ name, year, person = '' }) => {
        await this.parts.kerb.ready
        if (await this.keeping(() => this.keep({ text: name, year }, person))) {
          await this.parts.kerb.enforcement.renew(this.parts.kerb.clock.now().at)
          await noLongerThan(SENT_WITHIN, this.sync())
        }
        return this.view()
      },
    }
  }

  private async view(): Promise<AgreementView> {
    await this.parts.kerb.ready
    const policy = this.parts.kerb.enforcement.ruling()?.policy
    const asked = this.asked()
    const person = this.parts.person.current?.name
    const view = {
      school: policy?.school ?? { name: '', contact: '' },
      ...(person !== undefined && { person }),
    }
    if (asked === undefined) return view
    const { agreement, year, missing } = asked
    const [text, given] = [await this.text(agreement), await this.given(agreement.text, year)]
    const mine = await this.whose.mark(this.whose.name)
    const again = missing === 'reading' && this.kept.isRefused(mine, { text: agreement.text, year })
    return {
      ...view,
      asked: {
        name: agreement.text,
        title: agreement.title,
        audience: agreement.audience,
        year,
        missing: missing ?? 'nothing',
        until: agreement.until,
        work: agreement.open.length > 0,
        parent: agreement.permitted !== undefined,
        ...(given && { given }),
        ...(again && { again }),
        ...(text && { text }),
      },
    }
  }

  /** Who waits for it sees after a while that it is not there; the page asks again when it has come. */
  private async text(agreement: Agreement): Promise<AgreementText | null> {
    let found: AgreementText | null = null
    const coming = this.texts.get(agreement).then((text) => (found = text))
    await noLongerThan(TEXT_WITHIN, coming)
    if (found === null) void coming.then((text) => text && this.tell('text'))
    return found
  }

  /** How the agreement stands now, for whoever uses the device. */
  asked(): (MissingNow & { readonly agreement: Agreement }) | undefined {
    const { enforcement, clock } = this.parts.kerb
    const policy = enforcement.ruling()?.policy
    const stands = policy && missingNow(policy, clock.now())
    return stands && policy.agreement && { agreement: policy.agreement, ...stands }
  }

  private async given(text: string, year: number): Promise<'sent' | 'kept' | 'unkept' | undefined> {
    const found = (await this.mine()).find((one) => one.text === text && one.year === year)
    if (found === undefined) return undefined
    return found.state === 'sent' ? 'sent' : this.kept.isOnDisk ? 'kept' : 'unkept'
  }

  /** What whoever uses the device has agreed to. */
  private async mine(): Promise<readonly KeptGiven[]> {
    return this.kept.of(await this.whose.mark(this.whose.name), await this.whose.session())
  }

  /** @returns false when it is another text, year or person than the page showed: it shows what is asked now */
  private async keep(agreed: Pick<Given, 'text' | 'year'>, person: string): Promise<boolean> {
    const { kerb, isShared } = this.parts
    const [mine, session] = [await this.whose.mark(person), await this.whose.session()]
    const asked = this.asked()
    if (person !== this.whose.name || asked?.missing !== 'reading') return false
    if (asked.agreement.text !== agreed.text || asked.year !== agreed.year) return false
    // At a second press the rules may not know of the first yet.
    const given = this.kept.of(mine, session).flatMap(({ text, year }) => (text === agreed.text ? year : []))
    // While it may be one year or another, it is for whichever it is: the page names none.
    const years = asked.unread.filter((year) => !given.includes(year))
    const one = (year: number): KeptGiven => ({
      id: toBase64url(crypto.getRandomValues(new Uint8Array(16))),
      text: agreed.text,
      year,
      at: Math.round(kerb.clock.now().at),
      wasOffline: false,
      mine,
      ...(person === '' && isShared() && { session }),
      state: 'unsent',
    })
    await this.kept.add(years.map(one))
    await this.follow()
    return true
  }

  /** That of nobody known goes too, whoever uses the device now; another person's waits for them. */
  private async send(): Promise<void> {
    const client = await this.parts.client()
    if (client === null) return
    const people = new Map<string, string>()
    for (const person of new Set([this.whose.name, ''])) people.set(person, await this.whose.mark(person))
    await sendAgreed(client, this.kept, people).finally(() => void this.tell())
  }

  /** The agreement's page, where it is open, asks again. */
  private async tell(more = ''): Promise<void> {
    const asked = this.asked()
    const given = asked && (await this.given(asked.agreement.text, asked.year))
    await this.parts.kerb.storage.session.set(
      AGREEMENT_NEWS,
      JSON.stringify([await this.whose.mark(this.whose.name), asked, given, more]),
    )
  }
}
