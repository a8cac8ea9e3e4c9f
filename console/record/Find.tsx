import type { TargetedEvent } from 'preact'
import type { FoundPupil, FoundPupils } from '../../lib/protocol/record-looks.ts'
import { plural } from '../format.ts'
import { focusSoon } from '../lessons/focus.ts'
import { chosen, found, search } from './state.ts'

/** Who it is about. */
export function Find() {
  const answer = found.value
  return (
    <div class="panel">
      <p class="soft small">
        Nothing of a record is shown before you say why you look. Each look is in the viewing log, which the
        head reads too.
      </p>
      <form class="form form--line" onSubmit={find}>
        <label>
          <span>Find a pupil by e-mail or name</span>
          <input type="search" name="find" required minLength={2} maxLength={320} autocomplete="off" />
        </label>
        <button type="submit" class="button">
          Find the pupil
        </button>
      </form>
      <div role="status">
        {answer === 'searching' && <p class="soft">Looking…</p>}
        {answer !== null && typeof answer !== 'string' && 'wrong' in answer && (
          <p class="note small">{answer.wrong}</p>
        )}
        {answer !== null && typeof answer !== 'string' && 'pupils' in answer && (
          <p class="small">{foundWords(answer)}</p>
        )}
      </div>
      {answer !== null && typeof answer !== 'string' && 'pupils' in answer && answer.pupils.length > 0 && (
        <ul class="rows">
          {answer.pupils.map((one) => (
            <Pupil key={one.person} one={one} />
          ))}
        </ul>
      )}
    </div>
  )
}

const Pupil = ({ one }: { one: FoundPupil }) => (
  <li>
    <div>
      <strong>
        <bdi>{one.name}</bdi>
      </strong>
      {one.classes.length > 0 && (
        <p class="soft small">
          <bdi>{one.classes.join(', ')}</bdi>
        </p>
      )}
    </div>
    <button
      type="button"
      class="button"
      aria-label={`Look at the record of ${one.name}`}
      onClick={() => choose(one)}
    >
      Look at the record
    </button>
  </li>
)

function foundWords({ pupils, more }: FoundPupils): string {
  if (pupils.length === 0)
    return 'Nobody is called so. Members of staff are not found here; a pupil is, once a class or a device names them.'
  return more
    ? `The first ${pupils.length} of them: write more of the name for the others.`
    : `${plural(pupils.length, 'pupil')} found.`
}

function choose(pupil: FoundPupil): void {
  chosen.value = { pupil }
  focusSoon('look-at')
}

function find(event: TargetedEvent<HTMLFormElement, SubmitEvent>): void {
  event.preventDefault()
  const said = new FormData(event.currentTarget).get('find')
  void search(typeof said === 'string' ? said.trim() : '')
}
