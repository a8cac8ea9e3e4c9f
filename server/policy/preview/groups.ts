/**
 * Which group somebody is in, by the policy in force: a draft that puts people into other groups is not followed. Else
 * whoever edits could put one pupil alone into a group and read off the preview where they have been. Pure.
 */
import type { PolicyDocument } from '../../../lib/policy/document.ts'
import { placeInGroup } from '../../../lib/policy/place-in-group.ts'

/** An installation, as far as the group of its user depends on it. */
export interface Seat {
  /** The group that management gives. */
  readonly group: string | undefined
  readonly place: 'on-site' | 'away' | 'unknown'
}

export class Groups {
  readonly #policy: PolicyDocument
  readonly #names: ReadonlyMap<number, string>
  readonly #known = new Map<string, string>()

  /** `names`: addresses by number of `people`. */
  constructor(policy: PolicyDocument, names: ReadonlyMap<number, string>) {
    this.#policy = policy
    this.#names = names
  }

  of(seat: Seat, person: number | null): string {
    const key = `${person} ${seat.group ?? ''}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const who = { group: seat.group, person: person === null ? undefined : this.#names.get(person) }
    const { name } = placeInGroup(this.#policy, who)
    this.#known.set(key, name)
    return name
  }
}
