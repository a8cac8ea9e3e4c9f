/**
 * Other extensions that could lead the browser round Kerb: one with a proxy that the school did not put there is
 * switched off, and staff are told of it and of those that could change what Kerb does.
 */
import { isDetour, othersProblems, type OtherExtension } from '../doctor/others.ts'
import type { Problems } from './problems.ts'

export interface OthersParts {
  readonly all: () => Promise<readonly OtherExtension[]>
  readonly switchOff: (id: string) => Promise<void>
  readonly problems: Pick<Problems, 'set'>
}

export class OtherExtensions {
  private readonly parts: OthersParts

  constructor(parts: OthersParts) {
    this.parts = parts
  }

  /** At each start of the worker, each minute, and when one was put in or switched on. What cannot be switched off is told of all the same. */
  async look(): Promise<void> {
    const { all, switchOff, problems } = this.parts
    const detours = (await all()).filter((one) => one.isOn && isDetour(one))
    // One that will not be switched off stays on in the next line, and is told of as such.
    await Promise.all(detours.map(({ id }) => switchOff(id).catch(() => undefined)))
    problems.set('extensions', othersProblems(await all()))
  }
}
