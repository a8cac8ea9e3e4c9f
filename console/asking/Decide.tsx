/** What can be decided about a page or a file: in one or two taps where the usual answer is meant. */
import { useSignal } from '@preact/signals'
import type { Decision } from '../../lib/protocol/page-requests.ts'
import { type Choice, Choices } from './Choices.tsx'
import { type Group, nameOf, sharedClasses, whoInWords } from './groups.ts'
import { Words } from './Words.tsx'

interface Props {
  readonly group: Group
  /** A teacher decides for their lesson; left out, the network manager decides. */
  readonly inLesson?: boolean
  readonly decide: (decision: Decision) => void
}

const REFUSALS = ['Not for this lesson', 'Ask me after the lesson', 'Not for school work']
const NETWORK_REFUSALS = ['Not for school work', 'Not suitable for your age', 'Please ask your teacher first']

export function Decide({ group, inLesson = false, decide }: Props) {
  const { first } = group
  const talk = useSignal<'refuse' | 'hand-on' | null>(null)
  const choice = useSignal<Choice>({
    opens: first.file ? 'file' : first.opens.site === undefined ? 'page' : 'site',
    for: 'pupil',
    until: inLesson ? 'lesson' : 'today',
    day: '',
  })
  const name = nameOf(first)
  const open = (whom: Choice['for'] | 'class'): void => {
    const { opens, until, day } = choice.value
    decide({
      is: 'approve',
      opens,
      for: typeof whom === 'number' ? { class: whom } : whom,
      until: until === 'day' ? { day } : until,
    })
  }
  const leave = () => (talk.value = null)
  if (talk.value === 'refuse')
    return (
      <Words
        id={`no-${first.id}`}
        label={`Why not? ${whoInWords(group.requests)} will read it.`}
        quick={inLesson ? REFUSALS : NETWORK_REFUSALS}
        button="Say no"
        required
        send={(reason) => decide({ is: 'refuse', reason })}
        leave={leave}
      />
    )
  if (talk.value === 'hand-on')
    return (
      <Words
        id={`on-${first.id}`}
        label="What should the network manager know?"
        quick={['We need it for this lesson']}
        button="Hand it on"
        send={(reason) => decide({ is: 'hand-on', reason })}
        leave={leave}
      />
    )
  const may = (!inLesson || first.teacherMay) && first.opens[choice.value.opens] !== undefined
  return (
    <div class="asked__do">
      {may && <Choose group={group} inLesson={inLesson} choice={choice} />}
      <div class="actions">
        {may && inLesson && (
          <>
            <button type="button" class="button button--main" onClick={() => open('pupil')}>
              {first.file ? 'Let it through' : 'Open'} for {whoInWords(group.requests)}
              <span class="visually-hidden">: {name}</span>
            </button>
            {!first.file && (
              <button type="button" class="button" onClick={() => open('class')}>
                Open for the class
                <span class="visually-hidden">: {name}</span>
              </button>
            )}
          </>
        )}
        {may && !inLesson && (
          <button
            type="button"
            class="button button--main"
            disabled={choice.value.until === 'day' && choice.value.day === ''}
            onClick={() => open(choice.value.for)}
          >
            {first.file ? 'Let it through' : 'Open it'}
            <span class="visually-hidden">: {name}</span>
          </button>
        )}
        {inLesson && (!may || first.file) && (
          <button
            type="button"
            class={may ? 'button' : 'button button--main'}
            onClick={() => (talk.value = 'hand-on')}
          >
            Hand on to the network manager<span class="visually-hidden">: {name}</span>
          </button>
        )}
        <button type="button" class="button button--quiet" onClick={() => (talk.value = 'refuse')}>
          Say no<span class="visually-hidden">: {name}</span>
        </button>
      </div>
    </div>
  )
}

/** In a lesson the usual answer is one press away, and what else there is behind another. */
function Choose({
  group,
  inLesson,
  choice,
}: Pick<Props, 'group'> & { inLesson: boolean; choice: Parameters<typeof Choices>[0]['choice'] }) {
  const { first } = group
  // A file is for those who asked, and for today at the latest.
  if (!inLesson && first.file)
    return <Choices group={group} choice={choice} untils={['today']} classes={[]} />
  if (!inLesson)
    return <Choices group={group} choice={choice} untils={['today', 'day']} classes={sharedClasses(group)} />
  const untils = first.onlyLesson ? (['lesson'] as const) : (['lesson', 'today'] as const)
  const { page, site } = first.opens
  const does = first.file ? 'Lets through' : 'Opens'
  const opens = `${does} ${first.opens[choice.value.opens] ?? ''}${first.file ? ',' : ''} until ${choice.value.until === 'today' ? 'tonight' : 'the lesson’s end'}`
  if (untils.length === 1 && (page === undefined || site === undefined)) return <p class="small">{opens}</p>
  return (
    <details>
      <summary>{opens}</summary>
      <Choices group={group} choice={choice} untils={untils} classes={[]} />
    </details>
  )
}
