/** What the worker does by itself: at each start, each minute, and when management, sign-in or server bring news. */
import type { Outbox } from '../activity/outbox.ts'
import { settle } from '../activity/recover.ts'
import type { ActivityStore } from '../activity/store.ts'
import type { Ruling } from '../navigation/judge.ts'
import { sweep } from '../navigation/sweep.ts'
import type { TabsPort } from '../navigation/ports.ts'
import type { Place } from '../policy/document.ts'
import { parseManaged } from '../policy/managed.ts'
import type { Jumped } from './clock-keeper.ts'
import type { Delivery } from './delivery.ts'
import type { Kerb } from './kerb.ts'
import type { KeptDocuments } from './kept-documents.ts'
import type { PersonKeeper } from './person.ts'
import { useSealKey } from './seal-key.ts'
import type { ServerLink } from './server-link.ts'

export interface RoutineParts {
  readonly kerb: Kerb
  readonly link: ServerLink
  readonly documents: KeptDocuments
  readonly delivery: Delivery
  readonly person: PersonKeeper
  readonly store: Promise<ActivityStore>
  readonly outbox: Promise<Outbox>
  readonly managed: () => Promise<Record<string, unknown>>
  readonly tabs: TabsPort
  readonly page: string
  readonly proveTime: () => Promise<void>
  readonly showIcon: () => Promise<void>
  readonly versions: () => { readonly extension: string; readonly browser: string }
}

export class Routines {
  private readonly parts: RoutineParts

  constructor(parts: RoutineParts) {
    this.parts = parts
  }

  /** Once for each worker, after `ready`. */
  async atStart(): Promise<void> {
    const { kerb } = this.parts
    await kerb.ready
    await Promise.all([kerb.enforcement.refresh(), this.sweep(), this.settleRows()])
    // Management may take seconds to answer after a browser start: nothing above waits for it.
    await this.managedChanged()
  }

  /** The minute's alarm. */
  async eachMinute(): Promise<void> {
    const { kerb, delivery } = this.parts
    await kerb.ready
    await Promise.all([kerb.clock.keep(), kerb.continued.prune(), kerb.enforcement.refresh()])
    await this.round()
    await delivery.run()
  }

  /** Reads the managed values; what they say holds at once. `{}` may only mean that they are late. */
  async managedChanged(): Promise<void> {
    const { kerb, documents } = this.parts
    await kerb.ready
    const before = kerb.facts.current.managed
    const { config, problems } = parseManaged(await this.parts.managed(), before ?? undefined)
    await kerb.facts.change({ managed: config, managedProblems: problems })
    const server = config?.values.serverAddress
    const moved = server !== undefined && (await documents.belongTo(server))
    const changed = moved || JSON.stringify(config?.text) !== JSON.stringify(before?.text)
    if (changed) {
      // First the key, so that the server can open what is written from here on; then what was written before it.
      await this.useSealKey()
      await Promise.all([kerb.enforcement.refresh(), this.settleRows()])
      await this.round()
    } else await this.parts.showIcon()
  }

  async personChanged(): Promise<void> {
    const { kerb, person } = this.parts
    await kerb.ready
    if (!(await person.ask())) return
    await kerb.enforcement.refresh()
    await this.round()
  }

  async placed(place: Place): Promise<void> {
    const { kerb } = this.parts
    if (kerb.facts.current.place === place) return
    await kerb.facts.change({ place })
    await kerb.enforcement.refresh()
  }

  /** New rules are in force: tabs are judged again, the change is recorded, the icon drawn. */
  async enforced({ policy }: Ruling, changed: boolean): Promise<void> {
    if (changed) {
      await this.sweep()
      await this.parts.kerb.recorder.write({ kind: 'policy', source: policy.source, version: policy.version })
    }
    await this.parts.showIcon()
  }

  /** The time has come at which the policy says something else. */
  async changeIsDue(): Promise<void> {
    await this.parts.kerb.ready
    await this.parts.kerb.enforcement.refresh()
  }

  /** A new browser session, or a new version of the extension. */
  async began(why: string): Promise<void> {
    const { kerb, versions } = this.parts
    await kerb.ready
    const { extension, browser } = versions()
    await kerb.recorder.write({ kind: 'start', version: `${extension} (${why})`, browser })
  }

  /** The pupil is leaving: what is here goes now, as far as there is time. */
  async lastWindowClosed(): Promise<void> {
    const { kerb, delivery } = this.parts
    await kerb.ready
    await kerb.recorder.write({ kind: 'stop', reason: 'last window closed' })
    await delivery.run()
  }

  /**
   * The device's clock parted from elapsed time. A device that slept looks the same as one whose clock was moved, so
   * the time is proved first, and only what no proof explains is recorded.
   */
  async jumped(jump: Jumped): Promise<void> {
    const { kerb } = this.parts
    await kerb.ready
    if (jump.confirmed === true) return
    if (jump.confirmed === undefined) {
      await kerb.clock.keep()
      await Promise.all([kerb.enforcement.refresh(), this.round()])
      // A proof has settled it, one way or the other, and says so by another call.
      if (!kerb.clock.inDoubt) return
    }
    const detail = `The device's clock moved by ${Math.round(jump.by / 1000)} s.`
    await kerb.recorder.write({ kind: 'problem', code: 'clock-jump', detail })
  }

  /** Speaks with the school server; when it is silent and the time is in doubt, asks hosts that we know. */
  async round(): Promise<void> {
    const { kerb, link } = this.parts
    const found = await link.round()
    kerb.problems.set('server', found)
    if (found.length > 0 && kerb.clock.inDoubt) await this.parts.proveTime()
    await this.parts.showIcon()
  }

  private async sweep(): Promise<void> {
    const { kerb, tabs, page } = this.parts
    await sweep({ judge: kerb.judge, stops: kerb.stops, frames: kerb.frames, tabs, page })
  }

  private async settleRows(): Promise<void> {
    await this.useSealKey()
    const [store, outbox] = await Promise.all([this.parts.store, this.parts.outbox])
    await settle(store, outbox, this.parts.kerb.clock.now().at)
  }

  private async useSealKey(): Promise<void> {
    await useSealKey(await this.parts.store, this.parts.kerb.facts.current.managed)
  }
}
