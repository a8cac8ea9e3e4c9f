/**
 * The plain notice of what is recorded: whether this person has to be told here, and that they have been. What was told
 * lies on the disk beside a hash, no name; where nobody is signed in on a shared device it lasts as long as the
 * browser session.
 */
import { recordedSchema, type Notice as NoticeShown, type Recorded } from '../messages/knowing.ts'
import type { Handlers } from '../messages/router.ts'
import type { Ruling } from '../navigation/judge.ts'
import { themesKept } from '../policy/themes.ts'
import { hasGrown } from '../policy/recording-growth.ts'
import { AT_MOST, type KeptDays } from '../policy/keeping.ts'
import { z } from '../zod.ts'
import type { FirstPage } from './first-pages.ts'
import type { KeptDaysHeard } from './kept-days.ts'
import type { Kerb } from './kerb.ts'
import { markOf } from './mark.ts'
import type { PersonKeeper } from './person.ts'

const KEY = 'notices'
/** More people than use one profile; the oldest go first. */
const MOST = 50

const toldSchema = z.array(z.object({ mark: z.string(), told: recordedSchema }))
type Told = z.infer<typeof toldSchema>

export interface NoticeParts {
  readonly kerb: {
    readonly ready: Promise<void>
    readonly judge: Pick<Kerb['judge'], 'ruling'>
    readonly storage: Pick<Kerb['storage'], 'local' | 'session'>
  }
  readonly person: Pick<PersonKeeper, 'current'>
  /** What keeps the hashes of one device apart from those of another. */
  readonly installation: Promise<{ readonly id: string }>
  readonly isShared: () => boolean
  readonly kept: Pick<KeptDaysHeard, 'days'>
  readonly address: string
}

export class Notice implements FirstPage {
  private readonly parts: NoticeParts

  constructor(parts: NoticeParts) {
    this.parts = parts
  }

  get address(): string {
    return this.parts.address
  }

  /** Never before the school has said what it records. */
  async isDue(): Promise<boolean> {
    const policy = (await this.ruling())?.policy
    return policy !== undefined && policy.source !== 'baseline' && (await this.kind(policy)) !== 'seen'
  }

  /** Once a browser session for each person. */
  async due(): Promise<string | undefined> {
    return (await this.isDue()) ? `notice ${await this.mark()}` : undefined
  }

  answers(): Pick<Handlers, 'notice' | 'notice.seen'> {
    return {
      notice: async () => {
        const policy = (await this.ruling())?.policy
        if (!policy) throw new Error('no policy is in memory')
        const { current } = this.parts.person
        const keptDays = await this.parts.kept.days()
        return {
          ...recordedBy(policy, keptDays ?? AT_MOST),
          kind: await this.kind(policy),
          ...(policy.recording.reason !== undefined && { reason: policy.recording.reason }),
          ...(keptDays !== undefined && { keptDays }),
          school: policy.school,
          ...(current !== undefined && { person: current.name }),
        }
      },
      'notice.seen': async (told) => {
        await this.ruling()
        const mark = await this.mark()
        const others = (await this.all()).filter((one) => one.mark !== mark)
        await this.keep([...others, { mark, told }].slice(-MOST))
        return {}
      },
    }
  }

  private async ruling(): Promise<Ruling | null> {
    await this.parts.kerb.ready
    return this.parts.kerb.judge.ruling()
  }

  private async kind(policy: Ruling['policy']): Promise<NoticeShown['kind']> {
    const mark = await this.mark()
    const told = (await this.all()).find((one) => one.mark === mark)?.told
    if (told === undefined) return 'first'
    // Where nobody can say how long it is kept, that has not grown.
    return hasGrown(told, recordedBy(policy, await this.parts.kept.days())) ? 'more' : 'seen'
  }

  /** Of somebody without a name on a shared device nothing lasts: the next one is somebody else. */
  private lasts(): boolean {
    return this.parts.person.current !== undefined || !this.parts.isShared()
  }

  private async all(): Promise<Told> {
    const { local, session } = this.parts.kerb.storage
    const stored = this.lasts() ? (await local.get([KEY]))[KEY] : await session.get(KEY)
    return toldSchema.safeParse(stored).data ?? []
  }

  private async keep(told: Told): Promise<void> {
    const { local, session } = this.parts.kerb.storage
    if (this.lasts()) await local.set({ [KEY]: told })
    else await session.set(KEY, told)
  }

  private async mark(): Promise<string> {
    const { id } = await this.parts.installation
    return markOf('notice', id, this.parts.person.current?.name ?? '')
  }
}

const recordedBy = ({ recording, themes }: Ruling['policy'], kept: KeptDays | undefined): Recorded => ({
  ...themesKept({ themes }),
  detail: recording.detail,
  searches: recording.searchTerms,
  hours: [...recording.hours],
  ...(kept !== undefined && { kept }),
})
