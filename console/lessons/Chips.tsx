import type { ComponentChildren } from 'preact'

interface Chip<T> {
  readonly value: T
  readonly name: ComponentChildren
  readonly hint?: string | undefined
}
interface ChipsProps<T> {
  /** Of the group, in the page. */
  readonly id: string
  readonly legend: string
  readonly hideLegend?: boolean
  readonly chips: readonly Chip<T>[]
  readonly chosen: T | null
  readonly choose: (value: T) => void
}

/** One of a few, as large as a finger. */
export const Chips = <T extends string | number>({
  id,
  legend,
  hideLegend,
  chips,
  chosen,
  choose,
}: ChipsProps<T>) => (
  <fieldset class="chips">
    <legend class={hideLegend ? 'visually-hidden' : 'chips__legend'}>{legend}</legend>
    {chips.map(({ value, name, hint }) => (
      <label key={value} class="chip">
        <input
          type="radio"
          name={id}
          value={value}
          checked={value === chosen}
          onChange={() => choose(value)}
          // A chip that stands chosen when the page comes can be chosen all the same.
          onClick={() => value === chosen && choose(value)}
        />
        <span class="chip__text">
          <span class="chip__name">{name}</span>
          {hint !== undefined && <span class="small"> {hint}</span>}
        </span>
      </label>
    ))}
  </fieldset>
)
