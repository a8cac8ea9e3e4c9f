/** Something that is done with a reason, which stands in the history: the reason first, then the press. */
import { useWhy, WhyField } from '../Why.tsx'

export interface Way {
  readonly label: string
  readonly main?: boolean
  readonly act: (reason: string) => Promise<unknown>
}

/** @param about what it is done to, for who cannot see what stands around it */
export function Reason({ ways, about }: { ways: readonly Way[]; about: string }) {
  const why = useWhy()
  const press = (way: Way): void => {
    const reason = why.given()
    if (reason !== null) void way.act(reason)
  }
  return (
    <div class="lists__reason">
      <WhyField of={why} label="Why, for the record" />
      <div class="actions">
        {ways.map((way) => (
          <button
            key={way.label}
            type="button"
            class={way.main ? 'button button--main' : 'button'}
            onClick={() => press(way)}
          >
            {way.label}
            <span class="visually-hidden">: {about}</span>
          </button>
        ))}
      </div>
    </div>
  )
}
