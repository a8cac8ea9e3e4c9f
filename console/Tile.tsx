import type { ComponentChildren } from 'preact'

export interface TileParts {
  readonly name: ComponentChildren
  readonly value: string
  readonly tone?: 'good' | 'warn' | 'plain'
  readonly more?: string
}

/** A figure with its name, in a list of such. */
export const Tile = ({ name, value, tone = 'plain', more }: TileParts) => (
  <div class={tone === 'plain' ? 'tile' : `tile tile--${tone}`}>
    <dt>{name}</dt>
    <dd class="tile__value">{value}</dd>
    {more !== undefined && <dd class="soft small">{more}</dd>}
  </div>
)
