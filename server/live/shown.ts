/** What one stream has shown of the pupils of a lesson: only what is other than before is sent again. */
import type { PupilState } from './states.ts'

export class Shown {
  readonly #names = new Map<number, string>()
  readonly #states = new Map<number, { readonly text: string; readonly state: PupilState }>()

  get persons(): readonly number[] {
    return [...this.#names.keys()]
  }

  has(person: number): boolean {
    return this.#names.has(person)
  }

  nameOf(person: number): string {
    return this.#names.get(person) ?? ''
  }

  stateOf(person: number): PupilState | undefined {
    return this.#states.get(person)?.state
  }

  /** On how many pupils' devices the lesson is in force. */
  get enforcing(): number {
    return [...this.#states.values()].filter(({ state }) => state.state === 'enforcing').length
  }

  /** Who is in the class now; what was shown of anybody else is forgotten. */
  setPupils(pupils: readonly number[], names: ReadonlyMap<number, string>): void {
    this.#names.clear()
    for (const person of pupils) this.#names.set(person, names.get(person) ?? '')
    for (const person of this.#states.keys()) if (!this.#names.has(person)) this.#states.delete(person)
  }

  isOf(pupils: readonly number[]): boolean {
    return pupils.length === this.#names.size && pupils.every((person) => this.#names.has(person))
  }

  /** Of these states, those that are other than what was shown; from now on they are what was. */
  takeChanged(found: readonly PupilState[]): PupilState[] {
    return found.filter((state) => {
      const text = JSON.stringify(state)
      if (!this.#names.has(state.person) || this.#states.get(state.person)?.text === text) return false
      this.#states.set(state.person, { text, state })
      return true
    })
  }
}
