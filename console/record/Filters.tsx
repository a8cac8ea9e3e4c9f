import type { TargetedEvent } from 'preact'
import { OWN_KINDS } from '../../lib/protocol/own-row.ts'
import { type Filter, load } from './state.ts'
import { KIND_NAMES } from './words.ts'

/** What of the record is shown. */
export const Filters = ({ filter }: { filter: Filter }) => (
  <form class="form record-filters" aria-label="What is shown" onSubmit={show}>
    <label>
      <span>Kind</span>
      <select name="kind">
        <option value="">Everything</option>
        {OWN_KINDS.map((kind) => (
          <option key={kind} value={kind} selected={filter['kind'] === kind}>
            {KIND_NAMES[kind]}
          </option>
        ))}
      </select>
    </label>
    <label>
      <span>Site</span>
      <input name="host" maxLength={253} autocomplete="off" defaultValue={filter['host'] ?? ''} />
    </label>
    <label>
      <span>Searched for</span>
      <input name="terms" maxLength={200} autocomplete="off" defaultValue={filter['terms'] ?? ''} />
    </label>
    <label class="check">
      <input type="checkbox" name="stopped" value="1" defaultChecked={filter['stopped'] === '1'} />
      <span>Only what was stopped</span>
    </label>
    <label class="check">
      <input type="checkbox" name="lesson" value="1" defaultChecked={filter['lesson'] === '1'} />
      <span>Only in lessons</span>
    </label>
    <button type="submit" class="button">
      Show
    </button>
  </form>
)

function show(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const said = new FormData(event.currentTarget)
  const asked = ['kind', 'host', 'terms', 'stopped', 'lesson'].flatMap((name) => {
    const value = said.get(name)
    return typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()] as const] : []
  })
  void load(Object.fromEntries(asked))
}
